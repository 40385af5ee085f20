import { hexOf } from "../cloud/cloud";

/** Services reached through a gateway endpoint. Source: "Gateway endpoints" (AWS PrivateLink guide), 2026-06. */
const GATEWAY_SERVICES: readonly string[] = ["s3", "dynamodb"];

/** Id of AWS's own prefix list of a service in a Region. The real ones have eight digits too; the digits here are made up. */
export function awsPrefixListId(region: string, service: string): string {
  return `pl-${hexOf(`${region}/${service}`, 8)}`;
}

/** Blocks shown for AWS's prefix lists: documentation ranges, since the real ones change. */
export const AWS_PREFIX_LIST_BLOCKS: readonly string[] = ["198.51.100.0/24", "203.0.113.0/24"];

/** AWS's prefix lists by name suffix. Source: "AWS-managed prefix lists" (VPC User Guide), 2026-06. */
export const AWS_PREFIX_LISTS: readonly string[] = [
  "s3",
  "dynamodb",
  "vpc-lattice",
  "ipv6.vpc-lattice",
  "ec2-instance-connect",
  "ipv6.ec2-instance-connect",
  "route53-healthchecks",
  "ipv6.route53-healthchecks",
];

/** Lists that are the same in every Region. */
export const AWS_GLOBAL_PREFIX_LISTS: readonly string[] = [
  "com.amazonaws.global.cloudfront.origin-facing",
  "com.amazonaws.global.ipv6.cloudfront.origin-facing",
  "com.amazonaws.global.groundstation",
];

/** Short name of a service (`s3` of `com.amazonaws.eu-west-2.s3`) in a Region; undefined when the name is not of that form. */
export function serviceOf(name: string, region: string): string | undefined {
  const prefixes = [`com.amazonaws.${region}.`, `cn.com.amazonaws.${region}.`];
  const prefix = prefixes.find((text) => name.startsWith(text));
  if (prefix !== undefined && name.length > prefix.length) return name.slice(prefix.length);
  // Global services, e.g. com.amazonaws.s3-global.accesspoint, and other partners' services.
  const global = /^com\.amazonaws\.((?:s3-global|iam|organizations|route53|support|workmail)[\w.-]*)$/.exec(
    name,
  );
  return global?.[1] ?? (/^com\.amazonaws\.vpce\.[\w-]+\.vpce-svc-[0-9a-f]+$/.test(name) ? name : undefined);
}

/** Whether a service has a gateway endpoint. */
export function hasGateway(service: string): boolean {
  return GATEWAY_SERVICES.includes(service);
}
