import { type Resource } from "../../analysis/resource";
import { UNKNOWN, asBoolean, asList, asText, at, type Read } from "../../analysis/values";
import { everyOneCovered } from "../../lib/coverage";
import { mustBeSet, read } from "../../lib/expect";
import { unknown, type Outcome } from "../../lib/outcome";
import { type Finding, type StackPolicy } from "../../lib/policy";

export const publicEntriesBehindWaf: StackPolicy = {
  kind: "stack",
  name: "public-entries-behind-waf",
  concern: "edge",
  description: "Every load balancer that faces the internet is behind a web ACL.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["ELB.16"], checkov: ["CKV2_AWS_28"], seed: ["WAF"] },
  tags: ["load-balancer", "waf"],
  remediationSteps:
    "Associate a web ACL with the load balancer (aws.wafv2.WebAclAssociation), make it internal, or let CloudFront with a web ACL be its only way in.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-16",
  check: (model) => {
    const balancers = model.ofType("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer");
    const types = [
      "aws:wafv2/webAclAssociation:WebAclAssociation",
      "aws:wafregional/webAclAssociation:WebAclAssociation",
    ];
    const covers = types.map((type) => ({ type, property: "resourceArn" }));
    const open: Finding[] = [];
    const facing = balancers.filter((balancer) => {
      const type = asText(read(balancer, "loadBalancerType"));
      if (type !== undefined && type !== UNKNOWN && type !== "application") return false;
      const internal = asBoolean(read(balancer, "internal"));
      if (internal === UNKNOWN) open.push({ resource: balancer, outcome: unknown("internal") });
      return internal !== true && internal !== UNKNOWN;
    });
    const guarded = everyOneCovered(
      model,
      facing,
      [
        ...covers,
        {
          type: "aws:cloudfront/distribution:Distribution",
          property: "origins",
          value: originsOf,
          judge: hasWebAcl,
        },
      ],
      "It faces the internet with no web ACL before it.",
    );
    return [...open, ...guarded];
  },
};

/** Names of the origins: a load balancer's DNS name, at a preview an edge. */
function originsOf(distribution: Resource): Read {
  const origins = asList(read(distribution, "origins"));
  if (origins === UNKNOWN) return undefined;
  return origins
    .map((origin) => at(origin, "domainName"))
    .filter((name): name is string => typeof name === "string");
}

function hasWebAcl(distribution: Resource): Outcome {
  return mustBeSet(distribution, "webAclId");
}
