import { type Problem, show } from "../problems";
import { type LogsSettings } from "../schema/logs";

/** Lifetimes of logs that contradict each other, or the legal minimum. The same for every kind of stack. */
export function checkLogs({ logs }: { readonly logs: LogsSettings }): Problem[] {
  const { retentionDays, legalMinimumDays, archive } = logs;
  const { lockDays, expireDays } = archive;
  const problems: Problem[] = [];
  if (expireDays < lockDays) {
    problems.push({
      path: "logs.archive.expireDays",
      found: show(expireDays),
      allowed: `at least logs.archive.lockDays (${lockDays}): a locked object cannot expire`,
    });
  }
  if (legalMinimumDays === undefined) return problems;
  const kept: ReadonlyArray<readonly [path: string, days: number]> = [
    ["logs.retentionDays", retentionDays],
    ["logs.archive.lockDays", lockDays],
    ["logs.archive.expireDays", expireDays],
  ];
  for (const [path, days] of kept) {
    if (days >= legalMinimumDays) continue;
    problems.push({
      path,
      found: show(days),
      allowed: `at least logs.legalMinimumDays (${legalMinimumDays})`,
    });
  }
  return problems;
}
