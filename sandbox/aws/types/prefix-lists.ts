import { hexOf } from "../cloud/cloud";

/** Prefix list of a service with gateway endpoints: the same for every account of a Region. */
export function prefixListId(region: string, service: string): string {
  return `pl-${hexOf(`${region}/${service}`, 8)}`;
}

/** `s3` of `com.amazonaws.eu-west-1.s3`. */
export function shortService(serviceName: string, region: string): string {
  const at = serviceName.indexOf(`${region}.`);
  return at < 0 ? serviceName : serviceName.slice(at + region.length + 1);
}
