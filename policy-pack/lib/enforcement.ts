/** Name under which the engine reports this pack. */
const PACK = "landing-zone";

/** Commands that evaluate policies. */
const COMMANDS = ["preview", "up"];

/** What would replace the pack, its settings or the log by which its evaluation is known. */
const OURS = ["--policy-pack", "--policy-pack-config", "--event-log"];

export type EnforcedArguments =
  | { readonly ok: true; readonly args: readonly string[]; readonly config?: string }
  | { readonly ok: false; readonly problem: string };

/**
 * The command line of the Pulumi CLI with the pack enforced.
 * @param words `[--config FILE] -- COMMAND …`
 * @param pack folder of the pack
 */
export function enforcedArguments(words: readonly string[], pack: string): EnforcedArguments {
  const end = words.indexOf("--");
  const own = end < 0 ? words : words.slice(0, end);
  const command = end < 0 ? [] : words.slice(end + 1);
  const [flag, config, ...more] = own;
  if (flag !== undefined && (flag !== "--config" || config === undefined || more.length > 0)) {
    return { ok: false, problem: `found ${JSON.stringify(own.join(" "))}, expected --config FILE` };
  }
  if (!COMMANDS.includes(command[0] ?? "")) {
    const found = JSON.stringify(command[0] ?? "nothing");
    return { ok: false, problem: `found ${found} after --, expected one of ${COMMANDS.join(", ")}` };
  }
  const taken = command.find((word) => OURS.some((name) => word === name || word.startsWith(`${name}=`)));
  if (taken !== undefined) {
    return { ok: false, problem: `${taken} is given by this command: it cannot be set from outside` };
  }
  const settings = config === undefined ? [] : ["--policy-pack-config", config];
  return {
    ok: true,
    args: [...command, "--policy-pack", pack, ...settings],
    ...(config === undefined ? {} : { config }),
  };
}

/** What the engine tells of policies that held and did not hold. */
interface Summary {
  readonly policyPackName?: string;
  readonly passed?: readonly string[];
  readonly failed?: readonly string[];
}

/** How many policies of this pack were evaluated in a run. @param log the CLI's log of events, a JSON object a line */
export function evaluatedPolicies(log: string): number {
  const names = new Set<string>();
  for (const line of log.split("\n")) {
    if (!line.includes("SummaryEvent")) continue;
    const event = JSON.parse(line) as Record<string, Summary | undefined>;
    for (const summary of [event["policyAnalyzeSummaryEvent"], event["policyAnalyzeStackSummaryEvent"]]) {
      if (summary?.policyPackName !== PACK) continue;
      for (const name of [...(summary.passed ?? []), ...(summary.failed ?? [])]) names.add(name);
    }
  }
  return names.size;
}
