import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CONTRACTS } from "../../functions/contracts";
import { EXAMPLES } from "../../functions/detections/examples";
import { DEFAULT_POLICY } from "../../functions/detections/policy";
import { envelopeOf } from "../../functions/lib/events-record";
import { counterOf, decide } from "../../functions/triage/decide";
import { messageFor } from "../../functions/triage/message";
import { signalsOf } from "../../functions/triage/signals";
import { type Result } from "../bench/results";
import { bundle } from "./build";

const TRIAGE_BAR = 20_000;
const BUNDLE_BAR = 1_000_000;
const MEASURE_MS = 2_000;

/** Events a second from their text to a written message, with everything but the calls to AWS. */
function triageRate(): Result {
  const bodies = Object.values(EXAMPLES).flatMap(({ fires, nearMiss }) =>
    [fires, nearMiss].map(({ record }) => JSON.stringify(envelopeOf(record))),
  );
  const settings = { deploymentRoles: ["Deployer"] };
  const counts = new Map<string, number>();
  let written = 0;
  const pass = (): void => {
    const now = Date.now();
    for (const body of bodies)
      for (const signal of signalsOf(JSON.parse(body), DEFAULT_POLICY, now)) {
        const { key } = counterOf(signal);
        const count = (counts.get(key) ?? 0) + 1;
        counts.set(key, count);
        const decision = decide(signal, count, settings);
        if (decision.action === "send") written += messageFor(signal, decision, undefined, now).text.length;
      }
  };
  pass();
  let events = 0;
  const begun = process.hrtime.bigint();
  while (Number(process.hrtime.bigint() - begun) / 1e6 < MEASURE_MS) {
    pass();
    events += bodies.length;
  }
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  const value = Math.round(events / seconds);
  return {
    name: "triage",
    value,
    unit: "events/s",
    bar: `at least ${TRIAGE_BAR}`,
    // A run that wrote no message has measured nothing.
    holds: value >= TRIAGE_BAR && written > 0,
  };
}

async function bundleSizes(): Promise<readonly Result[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "bundles-"));
  try {
    return await Promise.all(
      CONTRACTS.map(async ({ name, entry }) => {
        const { bytes } = await bundle(name, entry, folder);
        return {
          name: `bundle ${name}`,
          value: bytes,
          unit: "bytes",
          bar: `below ${BUNDLE_BAR}`,
          holds: bytes < BUNDLE_BAR,
        };
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Measures and returns the figures of detection and response. */
export async function figures(): Promise<readonly Result[]> {
  return [triageRate(), ...(await bundleSizes())];
}

if (require.main === module)
  void figures().then((found) => {
    console.log(JSON.stringify(found, null, 2));
    process.exitCode = found.every(({ holds }) => holds) ? 0 : 1;
  });
