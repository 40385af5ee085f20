import { configLimits } from "./limits";
import { type ManagedRule } from "./rules";

/** A conformance pack that AWS would refuse. */
export class ConformancePackError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ConformancePackError";
  }
}

/** A YAML scalar that means its text whatever is in it: JSON's double-quoted strings are YAML's too. */
const text = (value: string): string => JSON.stringify(value);

/** `ec2-imdsv2-check` -> `Ec2Imdsv2Check`: a logical id has letters and digits only. */
function logicalId(name: string): string {
  return name
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function resource(rule: ManagedRule): string[] {
  const parameters = Object.entries(rule.parameters ?? {});
  return [
    `  ${logicalId(rule.name)}:`,
    "    Type: AWS::Config::ConfigRule",
    "    Properties:",
    `      ConfigRuleName: ${text(rule.name)}`,
    `      Description: ${text(rule.means)}`,
    ...(parameters.length > 0
      ? ["      InputParameters:", ...parameters.map(([name, value]) => `        ${name}: ${text(value)}`)]
      : []),
    ...(rule.types.length > 0
      ? [
          "      Scope:",
          "        ComplianceResourceTypes:",
          ...rule.types.map((type) => `          - ${text(type)}`),
        ]
      : []),
    "      Source:",
    "        Owner: AWS",
    `        SourceIdentifier: ${text(rule.identifier)}`,
  ];
}

/**
 * The template of a conformance pack, as YAML, with a rule for each of the given ones.
 * Source: AWS Config developer guide, "Custom conformance pack", read 2026-11.
 * @throws ConformancePackError when there are more rules, or more bytes, than AWS takes
 */
export function conformancePackTemplate(rules: readonly ManagedRule[]): string {
  const template = ["Resources:", ...rules.flatMap(resource), ""].join("\n");
  const bytes = Buffer.byteLength(template);
  if (rules.length > configLimits.rulesPerPack || bytes > configLimits.templateBytes) {
    throw new ConformancePackError(
      `the conformance pack has ${rules.length} rules and ${bytes} bytes; AWS takes up to ${configLimits.rulesPerPack} rules and ${configLimits.templateBytes} bytes: leave rules out with awsConfig.withoutRules`,
    );
  }
  return template;
}
