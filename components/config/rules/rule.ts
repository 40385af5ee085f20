/**
 * A managed rule of AWS Config: AWS's name and identifier, and what the landing zone makes of it.
 *
 * Source of name, identifier, parameters, types and trigger: the rule's own page of the AWS Config developer guide
 * (`https://docs.aws.amazon.com/config/latest/developerguide/NAME.html`), read 2026-11; see {@link pageOf}.
 */
export interface ManagedRule {
  /** AWS's name of the rule, which is also the name of its page. */
  readonly name: string;
  readonly identifier: string;
  /** What is compliant, as the console shows it; up to 256 characters. */
  readonly means: string;
  /** Which of the landing zone's controls it watches. */
  readonly control: string;
  /** Recommendations of the CIS AWS Foundations Benchmark 3.0.0. */
  readonly cis?: readonly string[];
  /** Controls of AWS Security Hub that use this rule. */
  readonly securityHub?: readonly string[];
  /** Values for AWS's parameters; AWS takes them all as text. AWS's defaults hold for those left out. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Types of resources that trigger it; empty for rules that only the clock triggers. */
  readonly types: readonly string[];
  readonly trigger: "change" | "periodic" | "both";
  /** `global`: about the account or IAM, which one Region answers for; elsewhere it would say the same again. */
  readonly place: "regional" | "global";
  /** Regions without the rule. */
  readonly notIn?: readonly string[];
  /** The only Regions with the rule. */
  readonly onlyIn?: readonly string[];
  /** Set when the rule is not deployed unless asked for: why. */
  readonly off?: string;
}

/** Page of a rule in the developer guide. */
export function pageOf({ name }: ManagedRule): string {
  return `https://docs.aws.amazon.com/config/latest/developerguide/${name}.html`;
}

/** Whether a Region has the rule. */
export function isOffered({ notIn = [], onlyIn }: ManagedRule, region: string): boolean {
  return (onlyIn?.includes(region) ?? true) && !notIn.includes(region);
}

/** Groups of Regions that AWS tends to leave out together. */
export const china = ["cn-north-1", "cn-northwest-1"] as const;
export const govCloud = ["us-gov-east-1", "us-gov-west-1"] as const;
