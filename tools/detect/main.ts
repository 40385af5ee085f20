import { parseArgs } from "node:util";
import { detect } from "../../functions/detections/detect";
import { DEFAULT_POLICY } from "../../functions/detections/policy";
import { type Policy } from "../../functions/detections/types";
import { InputError, readRecords } from "./records";

const USAGE = `npm run detect -- --events FILE [options]

Replays CloudTrail records through the catalogue of detections and prints one JSON line for each that fires:
  {"id","severity","category","eventID","attempt"}

  --events FILE       JSON array, {"Records": […]} or JSON lines, gzip or plain; "-" reads standard input
  --log-bucket NAME   a bucket that holds logs (repeatable; without any, bucket names are judged)
  --region NAME       a Region where work is expected (repeatable; without any, every Region is)
  --retention DAYS    how long logs must be kept at least (${DEFAULT_POLICY.minimumRetentionDays})

Exit codes: 0 read to the end, 2 the input or the options cannot be understood.`;

interface Options {
  readonly file: string;
  readonly policy: Policy;
}

function readOptions(args: readonly string[]): Options | "help" {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        events: { type: "string" },
        "log-bucket": { type: "string", multiple: true },
        region: { type: "string", multiple: true },
        retention: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }));
  } catch (error) {
    throw new InputError((error as Error).message);
  }
  if (values.help === true) return "help";
  if (values.events === undefined || values.events === "") throw new InputError("--events FILE is missing");
  const days = Number(values.retention ?? DEFAULT_POLICY.minimumRetentionDays);
  if (!Number.isInteger(days) || days < 0)
    throw new InputError(
      `--retention: expected a whole number of days, found ${JSON.stringify(values.retention)}`,
    );
  return {
    file: values.events,
    policy: {
      logBuckets: values["log-bucket"] ?? [],
      allowedRegions: values.region ?? [],
      minimumRetentionDays: days,
    },
  };
}

/** Lines gathered before they are written: one write a line would make the terminal the bottleneck. */
const BATCH = 512;

async function write(lines: string[]): Promise<void> {
  if (lines.length === 0) return;
  const text = `${lines.join("\n")}\n`;
  lines.length = 0;
  if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once("drain", resolve));
}

async function main(): Promise<number> {
  const out: string[] = [];
  try {
    const options = readOptions(process.argv.slice(2));
    if (options === "help") {
      console.log(USAGE);
      return 0;
    }
    for await (const record of readRecords(options.file)) {
      for (const detected of detect(record, options.policy)) out.push(JSON.stringify(detected));
      if (out.length >= BATCH) await write(out);
    }
    await write(out);
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    await write(out);
    console.error(`detect: ${error.message}\nTry: npm run detect -- --help`);
    return 2;
  }
}

// A reader that stops early, like head, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
void main().then((code) => {
  process.exitCode = code;
});
