import { CHECKPOINT_AT_END } from "../cli/checkpoint";
import { type Config, type Sandbox, success, withSandbox } from "../../test/engine/harness";
import { table } from "../lib/table";
import { programUse } from "./memory";
import { timed } from "./measure";
import { type Result, result } from "./results";

/** Sizes of the environment, in workloads. */
const SIZES = [1, 5, 20, 60];

const STACK = "dev";

/** An `up` that takes longer, in seconds, is not waited for: whoever has so many workloads must do otherwise. */
const LIMIT = 900;

/** What an environment of some size costs. Times in seconds. */
export interface Cost {
  readonly workloads: number;
  readonly resources: number;
  readonly preview: number;
  readonly previewWithoutPack: number;
  /** Processor time of the program in a preview. */
  readonly program: number;
  /** Peak memory of the program, in megabytes. */
  readonly memory: number;
  readonly up: number;
  /** `up` when the state is written once, at the end. */
  readonly upWithoutCheckpoints: number;
}

/** A spoke like the others, with an account and a block of its own: the blocks follow that of the hub. */
function workload(index: number): Record<string, unknown> {
  const block = index + 1;
  return {
    name: `load${index}`,
    accountId: String(220_000_000_000 + index),
    owner: { name: "Load team", email: "load@example.org" },
    dataClassification: "internal",
    cidr: `10.${32 + (block >> 4)}.${(block & 15) << 4}.0/20`,
    tiers: { app: { port: 8080 }, data: { port: 5432 } },
  };
}

/** Gives the dev stack a number of workloads in place of its own. */
export function resize(config: Config, workloads: number): void {
  config["landing-zone:workloads"] = Array.from({ length: workloads }, (_, index) => workload(index));
}

/** Beyond 50 workloads the hub's peerings need a raised quota, here as in AWS. */
const RAISED_QUOTAS = { SANDBOX_QUOTAS: "peeringsPerVpc=125" };

async function sized<T>(workloads: number, work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  return withSandbox(async (sandbox) => {
    sandbox.editConfig(STACK, (config) => resize(config, workloads));
    await sandbox.init(STACK);
    return work(sandbox);
  }, RAISED_QUOTAS);
}

async function cost(workloads: number): Promise<Cost> {
  const args = ["--yes", "--skip-preview"];
  const upWithoutCheckpoints = await sized(workloads, (sandbox) =>
    timed("up", { project: sandbox, options: { args, env: CHECKPOINT_AT_END } }),
  );
  return sized(workloads, async (sandbox) => {
    const previewed = success(await sandbox.preview(STACK));
    const use = await programUse(sandbox, STACK);
    return {
      workloads,
      resources: previewed.operations.filter(({ op }) => op === "create").length,
      preview: await timed("preview", { project: sandbox }),
      previewWithoutPack: await timed("preview", { project: sandbox, options: { pack: false } }),
      program: use.seconds,
      memory: use.megabytes,
      up: await timed("up", { project: sandbox, options: { args } }, LIMIT),
      upWithoutCheckpoints,
    };
  });
}

/** The largest of some parts of a whole, in words. */
function largest(whole: number, parts: Readonly<Record<string, number>>): string {
  const rest = whole - Object.values(parts).reduce((sum, part) => sum + part, 0);
  const [name, part] = Object.entries({ ...parts, "engine and providers": rest }).reduce((a, b) =>
    b[1] > a[1] ? b : a,
  );
  return `${name}, ${Math.round((100 * part) / whole)} %`;
}

/** Seconds as the page shows them; more than the limit when it was not waited for. */
const seconds = (value: number): string =>
  Number.isFinite(value) ? `${value.toFixed(1)} s` : `more than ${LIMIT} s`;

/** The costs as a table of Markdown, with what most of each time goes to. */
export function costTable(costs: readonly Cost[]): string {
  const head = ["workloads", "resources", "program", "`preview`", "most of it", "`up`", "most of it"];
  const rows = costs.map((row) => {
    const pack = Math.max(0, row.preview - row.previewWithoutPack);
    return [
      String(row.workloads),
      String(row.resources),
      `${Math.round(row.memory)} MB`,
      `${row.preview.toFixed(1)} s`,
      largest(row.preview, { policies: pack, "the program": row.program }),
      seconds(row.up),
      Number.isFinite(row.up)
        ? largest(row.up, {
            policies: pack,
            "writing the state": Math.max(0, row.up - row.upWithoutCheckpoints),
          })
        : `writing the state: without it ${row.upWithoutCheckpoints.toFixed(1)} s`,
    ];
  });
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Measures every size; tells each row as soon as it is there. */
export async function workloadCosts(): Promise<{ results: Result[]; markdown: string }> {
  const costs: Cost[] = [];
  for (const size of SIZES) {
    const row = await cost(size);
    costs.push(row);
    console.log(
      table(
        ["workloads", "resources", "preview", "up", "up, state written once", "program MB"],
        [
          [
            row.workloads,
            row.resources,
            ...[row.preview, row.up, row.upWithoutCheckpoints].map(seconds),
            Math.round(row.memory),
          ],
        ],
      ),
    );
  }
  const results = costs.flatMap(({ workloads, resources, preview, up, memory }) => [
    result(`preview of ${workloads} workloads, ${resources} resources`, preview, "s"),
    // An infinite time has no place in JSON: the limit stands for it.
    result(`up of ${workloads} workloads, ${resources} resources`, Math.min(up, LIMIT), "s"),
    result(`resident memory of the program at ${workloads} workloads`, memory, "MB"),
  ]);
  return { results, markdown: costTable(costs) };
}
