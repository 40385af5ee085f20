import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { root } from "../../tools/lib/paths";
import { actionlint } from "../../tools/lint/actionlint";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly needs?: string | readonly string[];
  readonly uses?: string;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = path.join(root, ".github/workflows");
const text = (name: string): string => fs.readFileSync(path.join(folder, name), "utf8");
const names = fs.readdirSync(folder);
const workflows = new Map(names.map((name) => [name, parse(text(name)) as Workflow]));

function workflow(name: string): Workflow {
  const found = workflows.get(name);
  assert.ok(found, `${name} is missing`);
  return found;
}

const steps = (job: Job | undefined): readonly Step[] => job?.steps ?? [];
const commands = (job: Job | undefined): string =>
  steps(job)
    .map(({ run }) => run ?? "")
    .join("\n");

/** Permissions that a workflow may ask for, by job; whatever is not listed is refused. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "enforce-policies.yml/preview": { contents: "read", "id-token": "write" },
  "policy.yml/plan": { contents: "read", "id-token": "write" },
  "preview.yml/stacks": { contents: "read" },
  "preview.yml/plan": { contents: "read", "id-token": "write" },
  "preview.yml/comment": { "pull-requests": "write" },
  "deploy.yml/stacks": { contents: "read" },
  "deploy.yml/plan": { contents: "read", "id-token": "write" },
  "deploy.yml/apply": { contents: "read", "id-token": "write" },
  "drift.yml/stacks": { contents: "read" },
  "drift.yml/drift": { contents: "read", "id-token": "write", issues: "write" },
  "test.yml/test": { contents: "read" },
};

describe("workflows", () => {
  it("pass actionlint", function () {
    this.timeout(300_000);
    const { status, stdout } = spawnSync(actionlint(), ["-shellcheck=", "-pyflakes="], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 0, stdout);
  });

  it("have no permission beyond the list", () => {
    const asked = [...workflows].flatMap(([name, { permissions, jobs }]) =>
      Object.entries(jobs).map(([job, own]) => [`${name}/${job}`, own.permissions ?? permissions]),
    );
    assert.deepEqual(Object.fromEntries(asked), ALLOWED);
  });

  for (const name of names) {
    it(`${name}: actions are pinned by commit, use no secret, run in turn`, () => {
      const used = [...text(name).matchAll(/uses: (\S+)(.*)$/gm)].filter(
        ([, action]) => !action?.startsWith("./"),
      );
      for (const [line, action = "", rest = ""] of used) {
        assert.match(action, /@[0-9a-f]{40}$/, line);
        assert.match(rest, /# v\d+\.\d+\.\d+$/, line);
      }
      assert.doesNotMatch(text(name), /\$\{\{\s*secrets\./);
      const { on, concurrency } = workflow(name);
      if (!("workflow_call" in on)) assert.ok(concurrency, "a second run must not race the first");
    });

    it(`${name}: nothing from an event is put into a shell`, () => {
      for (const job of Object.values(workflow(name).jobs)) assert.doesNotMatch(commands(job), /\$\{\{/);
    });

    it(`${name}: a stack is only touched by commands that have the pack enforced`, () => {
      for (const job of Object.values(workflow(name).jobs)) {
        assert.doesNotMatch(
          commands(job),
          /\bpulumi\b/,
          "only `make plan`, `apply` and `drift` know the pack",
        );
      }
    });
  }

  it("policy.yml fails without the pack, and when no policy was evaluated", () => {
    const run = commands(workflow("policy.yml").jobs.plan);
    assert.match(run, /test -f policy-pack\/PulumiPolicy\.yaml/);
    assert.match(run, /jq --exit-status '\.policies > 0'/);
    assert.match(run, /make --silent plan STACK=/);
  });

  it("policy.yml refuses what opens from the internet where it is asked to", () => {
    const { on, jobs } = workflow("policy.yml");
    const { inputs } = on["workflow_call"] as { inputs: Record<string, { type: string; default?: unknown }> };
    assert.equal(inputs["open-fails"]?.type, "boolean");
    assert.equal(inputs["open-fails"].default, false);
    const plan = steps(jobs.plan).find(({ run }) => run?.includes("make --silent plan"));
    assert.deepEqual(plan?.env, { OPEN_FAILS: "${{ inputs.open-fails && '1' || '' }}" });
  });

  it("enforce-policies.yml touches the caller's stack by landing-zone-enforce alone", () => {
    const run = commands(workflow("enforce-policies.yml").jobs.preview);
    assert.match(run, /"\$bin" .*-- preview --stack "\$STACK"/);
    assert.match(run, /\/landing-zone-enforce"/);
  });

  it("preview.yml and deploy.yml plan by policy.yml alone", () => {
    for (const name of ["preview.yml", "deploy.yml"]) {
      const { jobs } = workflow(name);
      assert.equal(jobs.plan?.uses, "./.github/workflows/policy.yml");
      for (const job of Object.values(jobs)) assert.doesNotMatch(commands(job), /make.* plan/);
    }
  });

  it("deploy.yml carries out, after approval, the plan that was made and shown, and makes no other", () => {
    const apply = workflow("deploy.yml").jobs.apply;
    assert.equal(apply?.environment, "${{ matrix.stack }}");
    assert.deepEqual(apply?.needs, ["stacks", "plan"]);
    const fetched = steps(apply).find(({ uses }) => uses?.startsWith("actions/download-artifact@"));
    assert.deepEqual(fetched?.with, { name: "plan-${{ matrix.stack }}", path: ".plans" });
    assert.equal(commands(apply).trim(), 'make apply STACK="$STACK"');
    for (const name of names)
      assert.ok(!text(name).includes("WITHOUT_LOCK"), `${name} deploys without its lock`);
  });

  it("only deploy.yml takes the role that may change something", () => {
    for (const name of names) {
      assert.equal(text(name).includes("AWS_DEPLOY_ROLE"), name === "deploy.yml", name);
    }
  });

  it("drift.yml compares every night and opens an issue", () => {
    const { on, jobs } = workflow("drift.yml");
    assert.ok("schedule" in on);
    assert.match(commands(jobs.drift), /make --silent drift STACK=/);
    assert.ok(steps(jobs.drift).some(({ uses }) => uses?.startsWith("actions/github-script@")));
  });

  it("test.yml runs on every Node the project supports", () => {
    assert.match(text("test.yml"), /node: \[20, 22, 24\]/);
    assert.match(commands(workflow("test.yml").jobs.test), /^\.ci\/run$/m);
  });
});
