import * as assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { root } from "../../tools/lib/paths";

describe("program start", function () {
  this.timeout(30_000);
  let folder: string;
  beforeEach(() => {
    // The cache's entries are found by path, so a path is never used again.
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "start-"));
    fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  const write = (name: string, content: string): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    return file;
  };
  const node = (file: string): string =>
    execFileSync(process.execPath, ["--require", path.join(root, "tools/register.js"), file], {
      encoding: "utf8",
    }).trim();

  /** Whether the compiler was loaded, and what else a program wants to know of its own start. */
  const LOADED = `Object.keys(require.cache).some((file) => file.endsWith("lib/typescript.js"))`;

  it("transpiles a source once, and again when it changes", () => {
    const file = write("a.ts", `const n: number = 1; console.log(n, ${LOADED});`);
    assert.equal(node(file), "1 true");
    assert.equal(node(file), "1 false");
    write("a.ts", `const n: number = 2; console.log(n, ${LOADED});`);
    assert.equal(node(file), "2 true");
    assert.equal(node(file), "2 false");
  });

  it("does not load for the SDK what only the serialisation of functions needs, until it is wanted", () => {
    const file = write(
      "lazy.ts",
      `
        import * as pulumi from "@pulumi/pulumi";
        const arborist = (): boolean => Object.keys(require.cache).some((file) => file.includes("arborist"));
        console.log(${LOADED}, arborist());
        void pulumi.runtime.serializeFunction(() => pulumi.getProject()).then(({ text }) => {
          console.log(text.includes("getProject"), ${LOADED});
          return pulumi.runtime.computeCodePaths().then((paths) => console.log(paths.size > 0, arborist()));
        });
      `,
    );
    node(file);
    const [before, serialised, paths] = node(file).split("\n");
    assert.equal(before, "false false");
    assert.equal(serialised, "true true");
    assert.equal(paths, "true true");
  });

  it("names the TypeScript line in a stack, also from the cache", () => {
    write(
      "thrower.ts",
      `\ninterface A { a: string }\nexport function f(x: A): never {\n  throw new Error(x.a);\n}\n`,
    );
    const file = write("b.ts", `import { f } from "./thrower";\n\nf({ a: "thrown" });\n`);
    for (let run = 0; run < 2; run++) {
      const { stderr } = spawnSync(
        process.execPath,
        ["--require", path.join(root, "tools/register.js"), file],
        {
          encoding: "utf8",
        },
      );
      assert.match(stderr, /thrown\n +at f \(.*thrower\.ts:4:9\)\n +at .*b\.ts:3:2/);
    }
  });

  it("leaves the SDK's frames as they are: files that are there", () => {
    const file = write(
      "c.ts",
      `
        import * as pulumi from "@pulumi/pulumi";
        try { new pulumi.CustomResource("", "x"); } catch (error) { console.log((error as Error).stack); }
      `,
    );
    const [, named = ""] = /\((.*pulumi\/resource\.\w+):\d+:\d+\)/.exec(node(file)) ?? [];
    assert.ok(fs.existsSync(named), named);
  });

  it("does without a cache that cannot be written", () => {
    const copy = path.join(folder, "project");
    fs.mkdirSync(path.join(copy, "node_modules"), { recursive: true });
    for (const name of fs.readdirSync(path.join(root, "node_modules"))) {
      if (name !== ".cache")
        fs.symlinkSync(path.join(root, "node_modules", name), path.join(copy, "node_modules", name));
    }
    // A file where the folder should be stops even root.
    fs.writeFileSync(path.join(copy, "node_modules/.cache"), "");
    fs.cpSync(path.join(root, "tools/start"), path.join(copy, "tools/start"), { recursive: true });
    for (const name of ["tools/register.js", "tsconfig.json", "tsconfig.run.json"]) {
      fs.copyFileSync(path.join(root, name), path.join(copy, name));
    }
    const file = write("d.ts", `const n: number = 3; console.log(n);`);
    const output = execFileSync(process.execPath, ["--require", path.join(copy, "tools/register.js"), file], {
      encoding: "utf8",
    });
    assert.equal(output.trim(), "3");
  });
});
