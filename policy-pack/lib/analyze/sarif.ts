import { createHash } from "node:crypto";
import { FRAMEWORKS } from "../frameworks";
import { type Controls, type Policy, type Severity } from "../policy";
import { type Result, type Standing, type Verdict } from "./verdict";

/** Of the pack itself, as its package.json has it. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}

/**
 * SARIF 2.1.0, with what GitHub's code scanning asks for. Sources: the OASIS standard, and GitHub's page "SARIF support for code scanning" (2026-11).
 *
 * GitHub shows only results that have a file. It is the stack's settings file: the line that declares a resource is often a component's, the same for many
 * resources and stacks, so it is a related location; the resource itself is the logical one.
 */
export function sarifOf(verdict: Verdict, tool: Tool): string {
  const { stack, policies, results } = verdict;
  const rules = new Map(policies.map((policy, index) => [policy, index]));
  const seen = new Map<string, number>();
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: tool.name, version: tool.version, rules: policies.map(ruleOf) },
        },
        // Tells the stacks of one repository apart: without it, those of one would close the alerts of another.
        automationDetails: { id: `${tool.name}/${stack ?? ""}/` },
        columnKind: "utf16CodeUnits",
        results: results.map((result) => {
          const place = `${result.policy.name}\n${result.urn}`;
          const nth = (seen.get(place) ?? 0) + 1;
          seen.set(place, nth);
          return resultOf(result, rules.get(result.policy) ?? -1, fingerprint(place, nth), stack);
        }),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** GitHub's numbers: over 9 is critical, from 7 high, from 4 medium. */
const SECURITY: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
};

const LEVELS: Readonly<Record<Standing, string>> = { mandatory: "error", advisory: "warning", open: "note" };

function ruleOf(policy: Policy): object {
  const { name, description, remediationSteps, url, severity, concern, tags, controls } = policy;
  return {
    id: name,
    shortDescription: { text: description },
    fullDescription: { text: description },
    help: {
      text: `${description}\n\nRemedy: ${remediationSteps}\n\nSee ${url}`,
      markdown: `${description}\n\n**Remedy**: ${remediationSteps}\n\n[About it](${url})`,
    },
    helpUri: url,
    defaultConfiguration: { level: policy.level === "advisory" ? "warning" : "error" },
    properties: {
      // GitHub shows a security severity for rules with this tag alone, and at most ten tags.
      tags: [...new Set(["security", concern, ...tags, ...controlsOf(controls)])].slice(0, 10),
      precision: "high",
      "security-severity": SECURITY[severity],
    },
  };
}

/** Number of the related location, which the message refers to. */
const DECLARED = 1;

function controlsOf(controls: Controls): string[] {
  return (Object.keys(FRAMEWORKS) as (keyof Controls)[]).flatMap((key) => controls[key] ?? []);
}

function resultOf(result: Result, ruleIndex: number, hash: string, stack: string | undefined): object {
  const { policy, urn, type, name, declared, standing, found } = result;
  const said =
    standing === "open" ? `Not judged yet: ${found.join(", ")} is not known now.` : found.join(" ");
  return {
    ruleId: policy.name,
    ruleIndex,
    level: LEVELS[standing],
    message: { text: `${name}: ${said}${declared ? ` [Where it is declared](${DECLARED}).` : ""}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: {
            uri: stack === undefined ? "Pulumi.yaml" : `Pulumi.${encodeURIComponent(stack)}.yaml`,
            uriBaseId: "%SRCROOT%",
          },
          region: { startLine: 1 },
        },
        logicalLocations: [{ name, fullyQualifiedName: urn, kind: "resource", properties: { type } }],
      },
    ],
    ...(declared
      ? {
          relatedLocations: [
            {
              id: DECLARED,
              physicalLocation: {
                artifactLocation: { uri: encodeURI(declared.file), uriBaseId: "%SRCROOT%" },
                region: { startLine: declared.line },
              },
            },
          ],
        }
      : {}),
    partialFingerprints: { primaryLocationLineHash: hash },
  };
}

/** The same for the same policy and resource in every run, whatever is found or where it stands. GitHub goes by this one alone. */
function fingerprint(place: string, nth: number): string {
  return `${createHash("sha256").update(place).digest("hex").slice(0, 32)}:${nth}`;
}
