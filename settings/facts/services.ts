/** A service, or a part of one, that the landing zone cannot do without, and the Regions that lack it. */
export interface ServiceFacts {
  readonly name: string;
  /** What it is needed for. */
  readonly need: string;
  /** `everywhere` in each Region in use, or in the `home` Region only. */
  readonly needed: "everywhere" | "home";
  readonly missingIn: readonly string[];
}

/**
 * Regions that an account must switch on before it can use them. Source: Account Management reference guide, "Regions disabled by default",
 * read 2026-11.
 */
const optInRegions = [
  "af-south-1",
  "ap-east-1",
  "ap-south-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ca-west-1",
  "eu-central-2",
  "eu-south-1",
  "eu-south-2",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "mx-central-1",
] as const;

/**
 * What some Regions lack. CloudTrail, Config, GuardDuty, Security Hub, Access Analyzer, KMS, CloudWatch Logs, EventBridge, Lambda, Athena, Glue,
 * Firehose, Route 53 Resolver and WAF are in every Region of `regions.ts` (botocore 1.44.5, endpoints.json, read 2026-11).
 */
export const services: readonly ServiceFacts[] = [
  {
    // Security Hub user guide, "Enabling cross-Region aggregation": no Region that is disabled by default, read 2026-11.
    name: "Security Hub's cross-Region aggregation as home Region",
    need: "one policy of Security Hub for all accounts and Regions",
    needed: "home",
    missingIn: optInRegions,
  },
];

/** Services that a Region lacks though the landing zone needs them there. */
export function missingServices(region: string, isHome: boolean): ServiceFacts[] {
  return services.filter(
    ({ needed, missingIn }) => (isHome || needed === "everywhere") && missingIn.includes(region),
  );
}
