export interface Zone {
  /** `eu-west-1a` */
  readonly name: string;
  /** `euw1-az1` */
  readonly id: string;
}

/**
 * Short name of each Region in zone ids, and the letters of its zones. AWS deals letters to ids anew for each account; here the
 * first letter is always `az1`.
 *
 * Source: AWS "Regions and Availability Zones" reference. Read 2026-11.
 */
const regions: Readonly<Record<string, readonly [short: string, letters: string]>> = {
  "af-south-1": ["afs1", "abc"],
  "ap-east-1": ["ape1", "abc"],
  "ap-east-2": ["ape2", "abc"],
  "ap-northeast-1": ["apne1", "acd"],
  "ap-northeast-2": ["apne2", "abcd"],
  "ap-northeast-3": ["apne3", "abc"],
  "ap-south-1": ["aps1", "abc"],
  "ap-south-2": ["aps2", "abc"],
  "ap-southeast-1": ["apse1", "abc"],
  "ap-southeast-2": ["apse2", "abc"],
  "ap-southeast-3": ["apse3", "abc"],
  "ap-southeast-4": ["apse4", "abc"],
  "ap-southeast-5": ["apse5", "abc"],
  "ap-southeast-6": ["apse6", "abc"],
  "ap-southeast-7": ["apse7", "abc"],
  "ca-central-1": ["cac1", "abd"],
  "ca-west-1": ["caw1", "abc"],
  "cn-north-1": ["cnn1", "abd"],
  "cn-northwest-1": ["cnnw1", "abc"],
  "eu-central-1": ["euc1", "abc"],
  "eu-central-2": ["euc2", "abc"],
  "eu-north-1": ["eun1", "abc"],
  "eu-south-1": ["eus1", "abc"],
  "eu-south-2": ["eus2", "abc"],
  "eu-west-1": ["euw1", "abc"],
  "eu-west-2": ["euw2", "abc"],
  "eu-west-3": ["euw3", "abc"],
  "il-central-1": ["ilc1", "abc"],
  "me-central-1": ["mec1", "abc"],
  "me-south-1": ["mes1", "abc"],
  "mx-central-1": ["mxc1", "abc"],
  "sa-east-1": ["sae1", "abc"],
  "us-east-1": ["use1", "abcdef"],
  "us-east-2": ["use2", "abc"],
  "us-gov-east-1": ["usge1", "abc"],
  "us-gov-west-1": ["usgw1", "abc"],
  "us-west-1": ["usw1", "ac"],
  "us-west-2": ["usw2", "abcd"],
};

/** Availability Zones of a Region, in order of their names; none for a Region not in the table. */
export function zones(region: string): readonly Zone[] {
  const [short, letters = ""] = regions[region] ?? [];
  return [...letters].map((letter, index) => ({ name: `${region}${letter}`, id: `${short}-az${index + 1}` }));
}

/** Zones of a Region; undefined when there is no such Region. */
export function zonesOf(region: string): readonly Zone[] | undefined {
  const found = zones(region);
  return found.length === 0 ? undefined : found;
}

/** Names of all Regions, sorted. */
export function regionNames(): string[] {
  return Object.keys(regions).sort();
}

/** Regions an account must opt in to. Source: Account Management guide "Enable or disable Regions". Read 2026-11. */
const optIn: ReadonlySet<string> = new Set(
  (
    "af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 " +
    "ca-west-1 eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1 me-south-1 mx-central-1"
  ).split(" "),
);

/** Whether a Region is off in a new account. */
export function isOptIn(region: string): boolean {
  return optIn.has(region);
}
