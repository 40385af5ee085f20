import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { PINNED } from "../../tools/engine/versions";
import { root } from "../../tools/lib/paths";

/** How `make engine` went on a machine that has just these programs besides node. */
interface Try {
  readonly code: number;
  readonly text: string;
}

describe("getting the engine", function () {
  this.timeout(30_000);
  let folder: string;
  let engines: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "engine-"));
    engines = path.join(folder, "engines");
    fs.mkdirSync(path.join(folder, "bin"));
    fs.symlinkSync(process.execPath, path.join(folder, "bin/node"));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  /** Puts a shell script on the machine's PATH. */
  function program(name: string, script: string): string {
    const file = path.join(folder, "bin", name);
    fs.writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return file;
  }

  /** A `go` whose build writes a CLI that reports the pinned version. */
  const go = (before = ""): string =>
    program(
      "go",
      `${before}
      while [ "$1" != -o ]; do shift; done
      printf '#!/bin/sh\\necho v${PINNED}\\n' > "$2"
      /bin/chmod +x "$2"`,
    );

  function get(env: Record<string, string> = {}): Promise<Try> {
    return new Promise((resolve) =>
      execFile(
        process.execPath,
        ["--require", "./tools/register.js", "tools/engine/main.ts"],
        {
          cwd: root,
          // A test must not depend on whether the vendor's site can be reached.
          env: {
            PATH: path.join(folder, "bin"),
            LANDING_ZONE_ENGINE: engines,
            LANDING_ZONE_OFFLINE: "1",
            ...env,
          },
        },
        (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, text: stdout + stderr }),
      ),
    );
  }

  it("takes a recent enough CLI from PATH", async () => {
    program("pulumi", "echo v3.300.1");
    const { code, text } = await get();
    assert.equal(code, 0, text);
    assert.match(text, /Pulumi CLI 3\.300\.1/);
    assert.ok(!fs.existsSync(engines), "nothing is written where nothing is got");
  });

  it("passes over one that is too old and builds its own, with a language host beside it", async () => {
    program("pulumi", "echo v3.100.0");
    go();
    const { code, text } = await get();
    assert.equal(code, 0, text);
    assert.match(text, new RegExp(`Pulumi CLI ${PINNED.replaceAll(".", "\\.")}`));
    assert.deepEqual(fs.readdirSync(engines).sort(), ["pulumi", "pulumi-language-nodejs"]);
    const again = await get({ PATH: path.join(folder, "bin") });
    assert.doesNotMatch(again.text, /Building/, "what is there is not built again");
  });

  it("obeys LANDING_ZONE_PULUMI, and does not go on without it", async () => {
    const own = path.join(folder, "own");
    fs.writeFileSync(own, "#!/bin/sh\necho v3.400.0\n", { mode: 0o755 });
    go();
    assert.match((await get({ LANDING_ZONE_PULUMI: own })).text, /Pulumi CLI 3\.400\.0/);
    const missing = await get({ LANDING_ZONE_PULUMI: path.join(folder, "none") });
    assert.equal(missing.code, 1);
    assert.match(missing.text, /LANDING_ZONE_PULUMI=.*none cannot be used: not there/);
  });

  it("says what was tried, why it failed and what to do when nothing works", async () => {
    program("pulumi", "echo v3.100.0");
    program("go", "echo 'cannot find module' >&2; exit 1");
    const { code, text } = await get();
    assert.equal(code, 1);
    assert.match(text, /pulumi on PATH: version v3\.100\.0, need 3\.249\.0 or later/);
    assert.match(text, /installation by the Automation API: switched off/);
    assert.match(text, /go build of the published module: go build ended with 1:\s+cannot find module/);
    assert.match(text, /install the CLI[^]*LANDING_ZONE_PULUMI[^]*install Go/);
    assert.deepEqual(fs.readdirSync(engines), [], "no half-written CLI is left");
    fs.rmSync(path.join(folder, "bin/go"));
    assert.match((await get()).text, /go build of the published module: go is not on PATH/);
  });

  it("builds once when two want it", async () => {
    const log = path.join(folder, "builds");
    go(`echo built >> ${log}; /bin/sleep 1`);
    const tries = await Promise.all([get(), get()]);
    assert.deepEqual(
      tries.map(({ code }) => code),
      [0, 0],
    );
    assert.equal(fs.readFileSync(log, "utf8"), "built\n");
    assert.ok(tries.some(({ text }) => /Waiting for process \d+/.test(text)));
  });
});
