import * as fs from "node:fs";
import { parseArgs } from "node:util";
import { modelAfter, modelOfText } from "../../policy-pack/analysis";
import { compare } from "./compare";
import { growthOf } from "./growth";
import { defaultLimits, limitsOf } from "./limits";
import { type Line, growthText, isNear, jsonLines, tableOf } from "./show";
import { fullest, usagesOf } from "./usage";

const USAGE = `npm run --silent quotas -- STATE [AFTER] [--config FILE] [--near PERCENT] [--fail-near] [--all] [--json]

Says how much of AWS's quotas a stack uses, by account and Region, from its state or a plan alone, the fullest first; and how many
more workloads fit. With a second file: what a change makes of it.

  STATE, AFTER    what \`pulumi stack export\` or \`pulumi preview --json\` writes; "-" reads standard input
  --config FILE   the pack's configuration: quotas that within-quotas names there are taken from it, the others are AWS's defaults
  --near PERCENT  from where on a quota is near its limit; 80 when left out
  --fail-near     exit code 1 when one is
  --all           also what uses little, or does not change
  --json          one JSON text a line

Exit codes: 0 shown; 1 one is near its limit, with --fail-near; 2 the input or the options cannot be understood.`;

/** @returns exit code */
function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      config: { type: "string" },
      near: { type: "string", default: "80" },
      "fail-near": { type: "boolean", default: false },
      all: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const [file, later, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const near = Number(values.near);
  if (!(near > 0 && near <= 100))
    throw new Error(`--near: found ${values.near}, expected a number above 0, up to 100`);
  const limits = values.config === undefined ? defaultLimits : limitsOf(read(values.config));
  const model = modelOfText(read(file));
  const after = later === undefined ? model : modelAfter(model, read(later));
  const usages = usagesOf(after, limits);
  const lines: readonly Line[] =
    later === undefined
      ? fullest(usages).map((usage) => ({ usage }))
      : compare(usagesOf(model, limits), usages);
  if (values.json) console.log(jsonLines(lines));
  else {
    console.log(tableOf(lines, { near, all: values.all }));
    const growth = growthOf(after, limits);
    if (growth) console.log(`\n${growthText(growth)}`);
  }
  return values["fail-near"] && lines.some(({ usage }) => isNear(usage, near)) ? 1 : 0;
}

const read = (file: string): string => fs.readFileSync(file === "-" ? 0 : file, "utf8");

try {
  process.exitCode = main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
