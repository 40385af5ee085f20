import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { root } from "../../tools/lib/paths";

const SIMULATOR = "@cloud-copilot/";
/** Folders that hold nothing of the project's own making. */
const SKIPPED = new Set(["node_modules", "dist"]);

function* sourcesOf(folder: string): Generator<string> {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name) && !entry.name.startsWith(".")) yield* sourcesOf(place);
    } else if (/\.(ts|js|mjs|cjs)$/.test(entry.name)) yield place;
  }
}

function usersOf(folder: string): string[] {
  return [...sourcesOf(folder)]
    .filter((file) => fs.readFileSync(file, "utf8").includes(SIMULATOR))
    .map((file) => path.relative(root, file));
}

describe("the simulator of IAM", () => {
  it("is used by tests alone: its licence does not fit what users deploy", () => {
    assert.deepEqual(
      usersOf(root).filter((file) => !file.startsWith(`test${path.sep}`)),
      [],
    );
    assert.ok(usersOf(path.join(root, "test/proofs")).length > 1, "the search finds nothing");
  });

  it("is reached by no other way than the tests and the command for one's own exports", () => {
    // tools/access/ asks it through the proofs' model, for people with a checkout: it is neither deployed nor published.
    const isUser = (file: string): boolean => /^(test|tools\/access)\//.test(file);
    const importers = [...sourcesOf(root)]
      .filter((file) => /["'][./]*(\.\/|test\/|tools\/)(proofs|access)\//.test(fs.readFileSync(file, "utf8")))
      .map((file) => path.relative(root, file));
    assert.ok(
      importers.some((file) => file.startsWith("tools/access/")),
      "the search finds nothing",
    );
    assert.deepEqual(
      importers.filter((file) => !isUser(file)),
      [],
    );
  });

  it("is no dependency of anything that is installed for users", () => {
    for (const file of ["package.json", "policy-pack/package.json"]) {
      const {
        dependencies = {},
        peerDependencies = {},
        optionalDependencies = {},
      } = JSON.parse(fs.readFileSync(path.join(root, file), "utf8")) as Record<
        string,
        Record<string, string>
      >;
      const names = [dependencies, peerDependencies, optionalDependencies].flatMap(Object.keys);
      assert.deepEqual(
        names.filter((name) => name.startsWith(SIMULATOR)),
        [],
        file,
      );
    }
  });
});
