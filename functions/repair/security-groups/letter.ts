import { type Letter } from "../../lib/aws-mail";
import { type Account } from "../../lib/aws-directory";
import { describeRule, EXEMPTION_TAG, LONGEST_EXEMPTION_DAYS } from "./rules";
import { type Before } from "./repair";

/** What the owner of a group is told. */
export function letterFor(before: Before, account: Account): Letter {
  const { group, verdict, region, dryRun, trigger } = before;
  const lines = [
    dryRun
      ? `The security group ${group.id} (${group.name}) would be repaired; this is a dry run and nothing was changed.`
      : `The security group ${group.id} (${group.name}) was repaired.`,
    "",
    `Account: ${account.name} (${account.id}), ${account.environment}, workload ${account.workload}`,
    `Region: ${region}`,
    `VPC: ${group.vpcId}`,
    `Opened by: ${trigger.actor ?? "not known (found by a check)"}`,
    "",
    `SSH and RDP must not be open to the whole world here. ${dryRun ? "These rules would be" : "These rules were"} revoked:`,
    ...verdict.offending.map((rule) => `  ${describeRule(rule)}`),
    "",
    "Every other rule of the group is as it was.",
  ];
  if (verdict.exempt.length > 0)
    lines.push("Exempt for now:", ...verdict.exempt.map((rule) => `  ${describeRule(rule)}`));
  if (verdict.ignored.length > 0)
    lines.push(`An exemption on the group counts for nothing: ${verdict.ignored.join("; ")}.`);
  lines.push(
    "",
    `If you need this opening for a while, tag the group or the rule ${EXEMPTION_TAG} with a date at most ${LONGEST_EXEMPTION_DAYS} days ahead, and open it again.`,
    `Record: ${before.key}`,
  );
  return {
    subject: `${dryRun ? "Dry run: " : ""}SSH or RDP open to the world in ${account.name}: ${group.id}`,
    text: lines.join("\n"),
  };
}
