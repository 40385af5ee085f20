import { type Resource } from "../../analysis/resource";
import { UNKNOWN, asText } from "../../analysis/values";
import { everyOneCovered } from "../../lib/coverage";
import { mustBeSet, mustBeTrue, read } from "../../lib/expect";
import { type Outcome, allOf, compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type StackPolicy } from "../../lib/policy";

export const loadBalancerAccessLogs: StackPolicy = {
  kind: "stack",
  name: "load-balancer-access-logs",
  concern: "logging",
  description: "Load balancers write access logs.",
  severity: "medium",
  level: "mandatory",
  controls: {
    fsbp: ["ELB.5"],
    cis: cis("front-end-logs"),
    nag: ["ELB2"],
    checkov: ["CKV_AWS_91", "CKV_AWS_92"],
    seed: ["ELB access logs"],
  },
  tags: ["load-balancer", "access-logs"],
  remediationSteps:
    "Set accessLogs.bucket and accessLogs.enabled, or give a network load balancer a LogDeliverySource of its access logs.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5",
  check: (model) => {
    const delivered = everyOneCovered(
      model,
      model.ofType(...TYPES),
      // Network load balancers deliver by CloudWatch too, to wherever a delivery leads.
      [
        {
          type: "aws:cloudwatch/logDeliverySource:LogDeliverySource",
          property: "resourceArn",
          judge: deliversAccessLogs,
        },
      ],
      "It writes no access logs.",
    );
    return delivered.map(({ resource, outcome }) => ({
      resource,
      outcome: outcome.status === "compliant" ? outcome : byAttributes(resource, outcome),
    }));
  },
};

const TYPES = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:alb/loadBalancer:LoadBalancer",
  "aws:elb/loadBalancer:LoadBalancer",
] as const;

function deliversAccessLogs(source: Resource): Outcome {
  const type = asText(read(source, "logType"));
  if (type === UNKNOWN) return unknown(`logType of ${source.name}`);
  return type?.endsWith("ACCESS_LOGS") ? compliant : violation("It writes no access logs.");
}

/** To a bucket, as the load balancer itself says. `delivered` is what its deliveries say. */
function byAttributes(resource: Resource, delivered: Outcome): Outcome {
  if (asText(read(resource, "loadBalancerType")) === "gateway")
    return notApplicable("a gateway load balancer has no access logs");
  // The classic load balancer's logs are on once it has a bucket; the newer ones' must be switched on besides.
  const absent = resource.type.startsWith("aws:elb/") ? "good" : "bad";
  const own = allOf(
    mustBeSet(resource, "accessLogs.bucket"),
    mustBeTrue(resource, "accessLogs.enabled", { absent }),
  );
  return own.status === "violation" && delivered.status === "unknown" ? delivered : own;
}
