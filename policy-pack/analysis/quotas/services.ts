import { type Model } from "../model";
import { type Resource } from "../resource";
import { UNKNOWN, asList, asNumber, asText, at } from "../values";
import { type Amount, NONE, atLeast, exactly, plus } from "./amount";
import { type Amounts, type Count, perResource } from "./count";
import { inPlace } from "./in-place";
import { referring } from "./referring";
import { targetsOf } from "./targets";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LISTENER = "aws:lb/listener:Listener";
const WEB_ACL = "aws:wafv2/webAcl:WebAcl";

/** Executions that Lambda leaves to the functions that reserve none. Source: AWS Lambda, reserved concurrency (2026-11). */
const KEPT_BACK = 100;

/** What a function reserves; nothing where it says no number, or the -1 that stands for none. */
function reserved({ props }: Resource): Amount | undefined {
  const executions = asNumber(at(props, "reservedConcurrentExecutions"));
  if (executions === UNKNOWN) return atLeast(0);
  return executions === undefined || executions < 0 ? undefined : exactly(executions);
}

function applicationOnly({ props }: Resource): Amount | undefined {
  const type = asText(at(props, "loadBalancerType")) ?? "application";
  if (type === UNKNOWN) return { least: 0, most: 1 };
  return type === "application" ? exactly(1) : undefined;
}

/** Rules of each load balancer, through its listeners. */
function listenerRulesOf(model: Model, balancers: readonly Resource[]): Amounts {
  const counts = new Map<Resource, Amount>();
  let astray = NONE;
  for (const rule of balancers.length > 0 ? model.ofType("aws:lb/listenerRule:ListenerRule") : []) {
    const { targets, unresolved } = targetsOf(model, rule, "listenerArn", [LISTENER]);
    if (unresolved) astray = plus(astray, { least: 0, most: 1 });
    for (const listener of targets) {
      for (const balancer of targetsOf(model, listener, "loadBalancerArn", [BALANCER]).targets)
        counts.set(balancer, plus(counts.get(balancer) ?? NONE, exactly(1)));
    }
  }
  return astray.most === 0
    ? counts
    : new Map(balancers.map((one) => [one, plus(counts.get(one) ?? NONE, astray)]));
}

/** As AWS reckons it, which it tells when the web ACL is there. */
function capacityOf(_model: Model, acls: readonly Resource[]): Amounts {
  return new Map(
    acls.map((acl) => {
      const capacity = asNumber(at(acl.props, "capacity"));
      return [acl, typeof capacity === "number" ? exactly(capacity) : atLeast(0)];
    }),
  );
}

function rateRulesOf(_model: Model, acls: readonly Resource[]): Amounts {
  return new Map(
    acls.map((acl) => {
      const rules = asList(at(acl.props, "rules"));
      if (rules === UNKNOWN) return [acl, atLeast(0)];
      let amount = NONE;
      for (const rule of rules) {
        const statement = at(rule, "statement", "rateBasedStatement");
        if (statement === UNKNOWN) amount = plus(amount, { least: 0, most: 1 });
        else if (statement !== undefined) amount = plus(amount, exactly(1));
      }
      return [acl, amount];
    }),
  );
}

export const SERVICE_COUNTS: readonly Count[] = [
  inPlace("bucketsPerAccount", ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"], { global: true }),
  inPlace("concurrencyPerRegion", ["aws:lambda/function:Function"], { weight: reserved, base: KEPT_BACK }),
  inPlace("loadBalancersPerRegion", [BALANCER], { weight: applicationOnly }),
  perResource(
    "listenersPerLoadBalancer",
    [BALANCER],
    referring([{ type: LISTENER, property: "loadBalancerArn" }]),
  ),
  perResource("rulesPerLoadBalancer", [BALANCER], listenerRulesOf),
  inPlace("databasesPerRegion", ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"]),
  inPlace("databaseSubnetGroupsPerRegion", ["aws:rds/subnetGroup:SubnetGroup"]),
  inPlace("databaseParameterGroupsPerRegion", ["aws:rds/parameterGroup:ParameterGroup"]),
  inPlace("webAclsPerRegion", [WEB_ACL], {
    part: ({ props }) => (asText(at(props, "scope")) === "CLOUDFRONT" ? "CloudFront" : "Region"),
  }),
  perResource("webAclCapacity", [WEB_ACL], capacityOf, { sizes: true }),
  perResource("rateRulesPerWebAcl", [WEB_ACL], rateRulesOf),
];
