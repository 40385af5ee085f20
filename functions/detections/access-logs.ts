import { at, flagAt, isObject, listAt, textAt, type TrailRecord } from "../lib/events";
import { attack } from "./references";
import { type NamedDetection } from "./types";

const category = "impairs-detection";
const references = attack("T1562.008");

/** Application and network load balancers take attributes as a list; classic ones as a structure. */
function stopsLoadBalancerLogs({ requestParameters }: TrailRecord): boolean {
  const modern = listAt(requestParameters, "attributes").some(
    (attribute) =>
      (textAt(attribute, "key") ?? "").endsWith("_logs.s3.enabled") && flagAt(attribute, "value") === false,
  );
  return modern || flagAt(requestParameters, "loadBalancerAttributes", "accessLog", "enabled") === false;
}

/** True when the distribution's standard logging is off in its new configuration. */
function stopsDistributionLogs({ requestParameters }: TrailRecord): boolean {
  return flagAt(requestParameters, "distributionConfig", "logging", "enabled") === false;
}

/** A logging status without a target is how S3 is told to stop; a record without any status says nothing. */
function stopsBucketLogs({ requestParameters }: TrailRecord): boolean {
  if (!isObject(requestParameters)) return false;
  const status = at(requestParameters, "BucketLoggingStatus");
  return status !== undefined && !isObject(at(status, "LoggingEnabled"));
}

/** Access logs of load balancers, distributions, buckets and web ACLs. */
export const ACCESS_LOG_DETECTIONS: readonly NamedDetection[] = [
  {
    id: "load-balancer-logs-off",
    title: "A load balancer's access or connection logs were switched off",
    sources: ["elasticloadbalancing.amazonaws.com"],
    names: ["ModifyLoadBalancerAttributes"],
    severity: "high",
    category,
    references: ["Security Hub ELB.5", ...references],
    response: "notify",
    advice: "Switch the access logs on again.",
    when: stopsLoadBalancerLogs,
  },
  {
    id: "distribution-logs-off",
    title: "A distribution's access logs were switched off",
    sources: ["cloudfront.amazonaws.com"],
    names: ["UpdateDistribution"],
    severity: "high",
    category,
    references: ["Security Hub CloudFront.5", ...references],
    response: "notify",
    advice: "Switch the access logs on again.",
    when: stopsDistributionLogs,
  },
  {
    id: "bucket-logs-off",
    title: "A bucket's access logs were switched off",
    sources: ["s3.amazonaws.com"],
    names: ["PutBucketLogging"],
    severity: "high",
    category,
    references: ["Security Hub S3.9", ...references],
    response: "notify",
    advice: "Switch the access logs on again.",
    when: stopsBucketLogs,
  },
  {
    id: "web-acl-logs-off",
    title: "A web ACL's logs were switched off",
    sources: ["wafv2.amazonaws.com", "waf.amazonaws.com", "waf-regional.amazonaws.com"],
    names: ["DeleteLoggingConfiguration"],
    severity: "high",
    category,
    references: ["Security Hub WAF.11", ...references],
    response: "notify",
    advice: "Switch the logs on again.",
  },
];
