import { parseArgs } from "node:util";
import { FormatError } from "../../functions/flow-logs/format";
import { PlanError, readPlan } from "../../functions/network-baseline/check-plan";
import { expectationOf } from "../../functions/network-baseline/expectation";
import { unexpectedTraffic } from "../../functions/network-baseline/unexpected";
import { InputError, readFlows, readText } from "./read";
import { summary } from "./summary";

const USAGE = `usage: npm run --silent flows -- FILE [--format FORMAT] [--summary] [--expect PLAN.json]

Reads flow log records of any version, gzip too ("-" is standard input), and prints them as JSON lines.

  --format FORMAT   as the flow log declares it, '\${version} \${srcaddr} …', or default, landing-zone, newest or
                    transit-gateway; without it the file's header or the number of fields tells
  --summary         a page of counts and pictures instead
  --expect PLAN     what the plan does not expect instead, one finding a line; PLAN is a PlannedNetwork as JSON`;

/** What was asked for. @throws InputError for anything else. */
function options(args: readonly string[]): {
  file: string;
  format?: string;
  summary: boolean;
  expect?: string;
} {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string" },
        summary: { type: "boolean", default: false },
        expect: { type: "string" },
      },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) {
      throw new InputError(`one file is needed, ${positionals.length} are given`);
    }
    return { file, ...values };
  } catch (error) {
    throw new InputError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

const SHOWN_PROBLEMS = 5;

/** Runs the command. Gives the exit code: 0, or 2 when the input was not what it should be. */
export function run(
  args: readonly string[],
  out: (text: string) => void,
  err: (text: string) => void,
): number {
  try {
    const { file, format, summary: asSummary, expect } = options(args);
    const read = readFlows(readText(file), format);
    if (expect !== undefined) {
      const found = unexpectedTraffic(read.records, expectationOf(readPlan(readText(expect))));
      found.forEach((finding) => out(JSON.stringify(finding)));
    } else if (asSummary) {
      out(summary(read.records));
    } else {
      read.records.forEach((record) => out(JSON.stringify(record)));
    }
    for (const { line, problem } of read.problems.slice(0, SHOWN_PROBLEMS)) {
      err(`${file}:${line}: ${problem}`);
    }
    if (read.problems.length > SHOWN_PROBLEMS) {
      err(
        `${file}: ${read.problems.length - SHOWN_PROBLEMS} more lines are no records (format by ${read.foundBy})`,
      );
    }
    return read.problems.length > 0 ? 2 : 0;
  } catch (error) {
    if (error instanceof InputError || error instanceof FormatError || error instanceof PlanError) {
      err(error.message);
      return 2;
    }
    throw error;
  }
}

if (require.main === module) {
  const lines: string[] = [];
  process.exitCode = run(
    process.argv.slice(2),
    (text) => lines.push(text),
    (text) => console.error(text),
  );
  // Written at once: a pipe that is closed early (head) would otherwise fail in the middle of a line.
  process.stdout.on("error", () => undefined);
  if (lines.length > 0) {
    process.stdout.write(`${lines.join("\n")}\n`);
  }
}
