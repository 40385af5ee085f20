import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../lib/paths";
import { PICTURES, pictureOf } from "./pictures";

// `npm run docs:pictures`, after `make sandbox`
for (const picture of PICTURES) {
  const state = readFileSync(path.join(root, ".sandbox/exports", `${picture.stack}.json`), "utf8");
  writeFileSync(path.join(root, picture.file), pictureOf(picture, state));
}
