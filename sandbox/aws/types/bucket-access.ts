import type { Call } from "../model/call";
import { refuse } from "../model/refusal";
import { str } from "../model/values";
import { BUCKET, KEY } from "./tokens";

/**
 * Refuses a bucket a service may not write to. AWS tries a write when delivery is set up; the sandbox looks whether the
 * bucket's policy names the service at all, which tells a policy that comes too late from one that is there.
 * @param services principals of which the policy must name one
 */
export function needsBucketAccess(
  call: Call,
  bucketName: string,
  services: readonly string[],
  missing: readonly [code: string, text: string],
  denied: readonly [code: string, text: string],
): void {
  const bucket = call.everywhere(BUCKET).find(({ id }) => id === bucketName);
  if (bucket === undefined) refuse(missing[0], `${missing[1]}: ${bucketName}`);
  const policies = call
    .everywhere("aws:s3/bucketPolicy:BucketPolicy")
    .filter(({ properties }) => properties.bucket === bucketName);
  const texts = [
    str(bucket.properties, "policy") ?? "",
    ...policies.map(({ properties }) => str(properties, "policy") ?? ""),
  ];
  if (!texts.some((text) => services.some((service) => text.includes(service)))) {
    refuse(denied[0], `${denied[1]}: ${bucketName} (its policy names none of ${services.join(", ")})`);
  }
}

/** Refuses a key whose policy does not name the service. Keys the sandbox does not hold are taken on trust. */
export function needsKeyAccess(
  call: Call,
  keyArn: string,
  service: string,
  code: string,
  text: string,
): void {
  const key = call.everywhere(KEY).find(({ id, properties }) => properties.arn === keyArn || id === keyArn);
  if (key !== undefined && !(str(key.properties, "policy") ?? "").includes(service)) {
    refuse(code, `${text} (the policy of ${keyArn} does not name ${service})`);
  }
}
