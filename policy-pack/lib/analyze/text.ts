import { type Policy } from "../policy";
import { type Result, type Standing, type Verdict } from "./verdict";

/** For people: what holds least first, each policy's words once, its resources under it; a line of numbers at the end. */
export function textOf(verdict: Verdict): string {
  const lines: string[] = [];
  let above: Result | undefined;
  for (const result of verdict.results) {
    if (result.policy !== above?.policy || result.standing !== above.standing) {
      if (above) lines.push(...foot(above.policy), "");
      lines.push(...head(result));
    }
    lines.push(...aboutResource(result));
    above = result;
  }
  if (above) lines.push(...foot(above.policy), "");
  lines.push(summaryOf(verdict));
  return `${lines.join("\n")}\n`;
}

const WORDS: Readonly<Record<Standing, string>> = {
  mandatory: "mandatory",
  advisory: "advisory",
  open: "not judged yet",
};

function head({ policy, standing }: Result): string[] {
  return [`[${WORDS[standing]}] ${policy.name} (${policy.severity})`, `  ${policy.description}`];
}

function aboutResource({ name, type, declared, standing, found }: Result): string[] {
  const said = standing === "open" ? [`not known now: ${found.join(", ")}`] : found;
  const where = declared === undefined ? "" : ` at ${declared.file}:${declared.line}`;
  return [`  - ${name} (${type})${where}`, ...said.map((text) => `      ${text}`)];
}

function foot({ remediationSteps, url }: Policy): string[] {
  return [`  Remedy: ${remediationSteps}`, `  See ${url}`];
}

/** One line of numbers. */
export function summaryOf(verdict: Verdict): string {
  const { stack, preset, policies, resources } = verdict;
  const { mandatory, advisory, open } = verdict.counts;
  return (
    `${stack === undefined ? "" : `${stack}: `}${count(policies.length, "policy", "policies")} over ` +
    `${count(resources, "resource", "resources")} at preset ${preset}: ` +
    `${count(mandatory, "mandatory violation", "mandatory violations")}, ${advisory} advisory, ${open} not judged yet`
  );
}

const count = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`;
