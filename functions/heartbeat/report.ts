import { type Problem } from "./facts";

/** A message of SNS takes 256 KB; a report that long is read by nobody. */
const MOST_LINES = 200;

/** The set of problems as one text: ages tick on, so numbers are left out, or each run would look like news. Pure. */
export function fingerprint(problems: readonly Problem[]): string {
  return problems
    .map(({ check, account, region, resource, problem }) =>
      [check, account, region, resource, problem.replace(/\d+/g, "#")].join(" "),
    )
    .sort()
    .join("\n");
}

/** The message about a run. Pure. */
export function reportFor(
  problems: readonly Problem[],
  looked: number,
): { readonly subject: string; readonly text: string } {
  if (problems.length === 0)
    return { subject: "Heartbeat: all well again", text: `All checks pass in ${looked} places.` };
  const lines = problems.map(
    ({ check, account, region, resource, problem }) =>
      `${account} ${region} ${check}: ${resource} ${problem}`,
  );
  const rest = lines.length - MOST_LINES;
  return {
    subject:
      `Heartbeat: ${problems.length} ${problems.length === 1 ? "thing is" : "things are"} not as they should be`.slice(
        0,
        100,
      ),
    text: [
      ...lines.slice(0, MOST_LINES),
      ...(rest > 0 ? [`and ${rest} more`] : []),
      "",
      `Looked at ${looked} places.`,
    ].join("\n"),
  };
}

/** A log line that CloudWatch turns into metrics; their absence is how a dead heartbeat is noticed. Pure. */
export function metricLine(problems: number, looked: number, now: number): string {
  return JSON.stringify({
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        {
          Namespace: "LandingZone/Heartbeat",
          Dimensions: [[]],
          Metrics: [{ Name: "Problems" }, { Name: "Places" }],
        },
      ],
    },
    Problems: problems,
    Places: looked,
  });
}
