/**
 * Regions and their Availability Zone letters.
 *
 * Source: AWS Global Infrastructure and the EC2 documentation "Regions and Zones", read 2026-11. Only Regions
 * whose zone letters are the same for every account's naming are listed with letters; a letter may map to
 * different zone ids per account. A zone that is closed to new customers is still a valid name.
 */
export interface RegionFacts {
  readonly name: string;
  readonly partition: "aws" | "aws-us-gov" | "aws-cn";
  /** Zone letters: `a` for `eu-west-2a`. */
  readonly zones: string;
}

const table: ReadonlyArray<readonly [name: string, zones: string, partition?: RegionFacts["partition"]]> = [
  ["af-south-1", "abc"],
  ["ap-east-1", "abc"],
  ["ap-northeast-1", "abcd"],
  ["ap-northeast-2", "abcd"],
  ["ap-northeast-3", "abc"],
  ["ap-south-1", "abc"],
  ["ap-south-2", "abc"],
  ["ap-southeast-1", "abc"],
  ["ap-southeast-2", "abc"],
  ["ap-southeast-3", "abc"],
  ["ap-southeast-4", "abc"],
  ["ap-southeast-5", "abc"],
  ["ca-central-1", "abd"],
  ["ca-west-1", "abc"],
  ["eu-central-1", "abc"],
  ["eu-central-2", "abc"],
  ["eu-north-1", "abc"],
  ["eu-south-1", "abc"],
  ["eu-south-2", "abc"],
  ["eu-west-1", "abc"],
  ["eu-west-2", "abc"],
  ["eu-west-3", "abc"],
  ["il-central-1", "abc"],
  ["me-central-1", "abc"],
  ["me-south-1", "abc"],
  ["mx-central-1", "abc"],
  ["sa-east-1", "abc"],
  ["us-east-1", "abcdef"],
  ["us-east-2", "abc"],
  ["us-west-1", "abc"],
  ["us-west-2", "abcd"],
  ["us-gov-east-1", "abc", "aws-us-gov"],
  ["us-gov-west-1", "abc", "aws-us-gov"],
  ["cn-north-1", "abd", "aws-cn"],
  ["cn-northwest-1", "abc", "aws-cn"],
];

/** Every Region this project knows, by name. */
export const regions: ReadonlyMap<string, RegionFacts> = new Map(
  table.map(([name, zones, partition = "aws"]) => [name, { name, partition, zones }]),
);

/** Zone names of a Region (`eu-west-2a`, …); empty for an unknown Region. */
export function zonesOf(region: string): readonly string[] {
  return [...(regions.get(region)?.zones ?? "")].map((letter) => region + letter);
}

/** Partition of a Region; `aws` for an unknown one, which the schema has refused before. */
export function partitionOf(region: string): RegionFacts["partition"] {
  return regions.get(region)?.partition ?? "aws";
}

/**
 * Region in which the global services of a Region's partition (IAM, Organizations, CloudFront, Route 53) live and report.
 * Source: CloudTrail user guide, "Global service events", and Organizations "Endpoints and quotas", read 2026-11.
 */
export function globalRegionOf(region: string): string {
  const byPartition = {
    aws: "us-east-1",
    "aws-us-gov": "us-gov-west-1",
    "aws-cn": "cn-northwest-1",
  } as const;
  return byPartition[partitionOf(region)];
}

/** What the names of a Region's services end in. */
export function dnsSuffixOf(region: string): string {
  return partitionOf(region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
