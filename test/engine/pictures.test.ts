import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { root } from "../../tools/lib/paths";
import { PICTURES, pictureOf } from "../../tools/pages/pictures";
import { deployedStacks, type DeployedStacks } from "./harness";

describe("pictures of the documentation", () => {
  let deployed: DeployedStacks;
  before(async function () {
    this.timeout(600_000);
    deployed = await deployedStacks();
  });

  for (const picture of PICTURES) {
    it(`${picture.file} shows ${picture.stack} as it is deployed; \`make sandbox\` and \`npm run docs:pictures\` redraw it`, () =>
      assert.equal(
        fs.readFileSync(path.join(root, picture.file), "utf8"),
        pictureOf(picture, JSON.stringify(deployed.get(picture.stack))),
      ));
  }
});
