import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fromRoot, root } from "../../tools/lib/paths";
import { Exports, previewOf, told } from "./exports";

const organization = (id: string): object => ({
  urn: `urn:pulumi:org::landing-zone::aws:organizations/organization:Organization::organization`,
  type: "aws:organizations/organization:Organization",
  custom: true,
  id,
  outputs: {},
});
const reference = (stack: string, organizationId: string): object => ({
  urn: `urn:pulumi:${stack}::landing-zone::pulumi:pulumi:StackReference::organizationStack`,
  type: "pulumi:pulumi:StackReference",
  custom: true,
  inputs: { name: "acme/landing-zone/org" },
  outputs: { outputs: { organizationId } },
});
const exported = (...resources: object[]): object => ({ deployment: { resources } });

describe("the files of the command that tells who may do what to the logs", () => {
  const files = new Exports();
  after(() => files.remove());

  it("are all looked at before anything is said against one", async () => {
    const text = files.write("text.json", "no JSON");
    const other = files.write("other.json", {});
    const empty = files.write("empty.json", exported());
    const preview = files.write("plan.json", previewOf());
    const dev = files.write("dev.json", exported(reference("dev", "o-theirs")));
    const again = files.write("again.json", exported(reference("dev", "o-theirs")));
    const org = files.write("org.json", exported(organization("o-ours")));
    const missing = `${org}.missing`;
    const { code, err, out } = await told(text, other, empty, preview, dev, again, org, missing);
    assert.equal(code, 2);
    assert.equal(out, "");
    const lines = err.split("\n");
    for (const [file, says] of [
      [text, /is not JSON/],
      [other, /is not what `pulumi stack export` writes/],
      [empty, /the stack is empty/],
      [preview, /is a preview: .*--after/],
      [again, /is of the stack dev, and so is .*dev\.json/],
      [dev, /is of the organisation o-theirs, and .*org\.json has o-ours/],
      [missing, /cannot be read/],
    ] as const) {
      const about = lines.filter((line) => line.startsWith(`${file}: `));
      assert.equal(about.length, 1, `${file}\n${err}`);
      assert.match(about[0]!, says);
    }
    assert.equal(lines.length, 7, err);
  });

  it("need the organisation's among them", async () => {
    const dev = files.write("dev.json", exported(reference("dev", "o-ours")));
    const { code, err } = await told(dev);
    assert.equal(code, 2);
    assert.match(err, /none of the files has the organisation: .*\(acme\/landing-zone\/org\) is needed/);
  });

  it("need the state of what is planned", async () => {
    const org = files.write("org.json", exported(organization("o-ours")));
    const plan = files.write("plan.json", {
      steps: [{ op: "create", urn: "urn:pulumi:prod::landing-zone::aws:s3/bucket:Bucket::x" }],
    });
    const { code, err } = await told(org, "--after", plan);
    assert.equal(code, 2);
    assert.match(err, /plan\.json: is of the stack prod, whose export is not among the files/);
  });

  it("are asked for by the command line, and options that do not fit are refused", async () => {
    const run = (...args: string[]) =>
      spawnSync(
        process.execPath,
        ["--require", "./tools/register.js", fromRoot(`${root}/tools/access/main.ts`), ...args],
        {
          cwd: root,
          encoding: "utf8",
        },
      );
    assert.equal(run().status, 2);
    const helped = run("--help");
    assert.equal(helped.status, 0);
    assert.match(helped.stdout, /--fail-on-harm/);
    for (const args of [["--who", "anonymous"], ["--through", "x"], ["--nothing"]]) {
      assert.equal((await told("org.json", ...args)).code, 2, args.join(" "));
    }
  });
});
