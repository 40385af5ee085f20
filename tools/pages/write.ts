import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../lib/paths";
import { pages, withTables } from "./tables";

// `npm run docs:tables`
for (const page of pages) {
  const file = path.join(root, page);
  writeFileSync(file, withTables(readFileSync(file, "utf8")));
}
