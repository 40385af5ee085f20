import { type Model } from "./model";
import { POLICY_TARGETS, attachedPolicies } from "./organisation-counts";
import { isUnknownEntry, networkAclEntries } from "./network-acls";
import { type Resource } from "./resource";
import { SECURITY_GROUP, SECURITY_RULE_TYPES, isUnknownRules, securityRules } from "./security-rules";
import { UNKNOWN, type Unknown, asList, at } from "./values";

/** How many of something a resource has, against a quota. */
export interface Count {
  readonly quota:
    | "peeringsPerVpc"
    | "routesPerTable"
    | "rulesPerGroup"
    | "groupsPerInterface"
    | "rulesPerNacl"
    | "subscriptionFiltersPerGroup"
    | "metricFiltersPerGroup"
    | "routeTablesPerTgw"
    | "attachmentsPerTgw"
    | "scpsPerTarget"
    | "rcpsPerTarget"
    | "declarativePoliciesPerTarget";
  readonly subjects: readonly string[];
  readonly counts: (model: Model, subjects: readonly Resource[]) => ReadonlyMap<Resource, number | Unknown>;
}

/** Counts what refers to each subject; every other stack's share is out of sight. */
function referring(types: readonly string[], properties: readonly string[]): Count["counts"] {
  return (model, subjects) => {
    const counts = new Map<Resource, number>();
    const wanted = [...new Set(subjects.map(({ type }) => type))];
    for (const resource of model.ofType(...types)) {
      for (const property of properties) {
        for (const target of model.references(resource, property, wanted).targets) {
          counts.set(target, (counts.get(target) ?? 0) + 1);
        }
      }
    }
    return counts;
  };
}

/** Inline elements and separate resources together; the larger of two directions where there are two. */
function rulesOf(model: Model, groups: readonly Resource[]): ReadonlyMap<Resource, number | Unknown> {
  const counts = new Map<Resource, { ingress: number; egress: number; open: boolean }>();
  const entry = (group: Resource): { ingress: number; egress: number; open: boolean } => {
    const found = counts.get(group) ?? { ingress: 0, egress: 0, open: false };
    counts.set(group, found);
    return found;
  };
  const wanted = new Set(groups);
  for (const resource of model.ofType(...SECURITY_RULE_TYPES)) {
    const targets = wanted.has(resource)
      ? [resource]
      : model.references(resource, "securityGroupId", [SECURITY_GROUP]).targets;
    for (const group of targets) {
      const count = entry(group);
      for (const rule of securityRules(resource)) {
        if (isUnknownRules(rule)) count.open = true;
        // A rule of the old forms counts once for each of its sources.
        else if (rule.direction !== UNKNOWN) {
          count[rule.direction] += Math.max(
            1,
            rule.blocks.length + rule.prefixLists.length + rule.groups.length,
          );
        }
      }
    }
  }
  return new Map(
    [...counts].map(([group, { ingress, egress, open }]) => [
      group,
      open ? UNKNOWN : Math.max(ingress, egress),
    ]),
  );
}

function entriesOf(model: Model, acls: readonly Resource[]): ReadonlyMap<Resource, number | Unknown> {
  const counts = new Map<Resource, [number, number] | Unknown>(acls.map((acl) => [acl, [0, 0]]));
  const types = [...new Set(acls.map(({ type }) => type))];
  const add = (acl: Resource, source: Resource): void => {
    for (const one of networkAclEntries(source)) {
      const count = counts.get(acl);
      if (count === undefined || count === UNKNOWN) return;
      if (isUnknownEntry(one)) counts.set(acl, UNKNOWN);
      else if (one.egress !== UNKNOWN) count[one.egress ? 1 : 0] += 1;
    }
  };
  for (const acl of acls) add(acl, acl);
  for (const rule of model.ofType("aws:ec2/networkAclRule:NetworkAclRule")) {
    for (const acl of model.references(rule, "networkAclId", types).targets) add(acl, rule);
  }
  return new Map([...counts].map(([acl, count]) => [acl, count === UNKNOWN ? UNKNOWN : Math.max(...count)]));
}

function routesOf(model: Model, tables: readonly Resource[]): ReadonlyMap<Resource, number | Unknown> {
  const separate = referring(["aws:ec2/route:Route"], ["routeTableId"])(model, tables);
  return new Map(
    tables.map((table) => {
      const inline = asList(at(table.props, "routes"));
      return [table, inline === UNKNOWN ? UNKNOWN : inline.length + Number(separate.get(table) ?? 0)];
    }),
  );
}

function groupsOf(_model: Model, faces: readonly Resource[]): ReadonlyMap<Resource, number | Unknown> {
  return new Map(
    faces.map((face) => {
      const lists = ["securityGroups", "vpcSecurityGroupIds"].map((property) =>
        asList(at(face.props, property)),
      );
      return [face, Math.max(...lists.map((list) => (list === UNKNOWN ? 0 : list.length)))];
    }),
  );
}

const VPC = ["aws:ec2/vpc:Vpc"];
const GATEWAY = ["aws:ec2transitgateway/transitGateway:TransitGateway"];
const LOG_GROUP = ["aws:cloudwatch/logGroup:LogGroup"];

export const COUNTS: readonly Count[] = [
  {
    quota: "peeringsPerVpc",
    subjects: VPC,
    counts: referring(["aws:ec2/vpcPeeringConnection:VpcPeeringConnection"], ["vpcId", "peerVpcId"]),
  },
  {
    quota: "routesPerTable",
    subjects: ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"],
    counts: routesOf,
  },
  { quota: "rulesPerGroup", subjects: [SECURITY_GROUP], counts: rulesOf },
  {
    quota: "groupsPerInterface",
    subjects: [
      "aws:ec2/networkInterface:NetworkInterface",
      "aws:ec2/instance:Instance",
      "aws:lb/loadBalancer:LoadBalancer",
    ],
    counts: groupsOf,
  },
  {
    quota: "rulesPerNacl",
    subjects: ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"],
    counts: entriesOf,
  },
  {
    quota: "subscriptionFiltersPerGroup",
    subjects: LOG_GROUP,
    counts: referring(["aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"], ["logGroup"]),
  },
  {
    quota: "metricFiltersPerGroup",
    subjects: LOG_GROUP,
    counts: referring(["aws:cloudwatch/logMetricFilter:LogMetricFilter"], ["logGroupName"]),
  },
  {
    quota: "routeTablesPerTgw",
    subjects: GATEWAY,
    counts: referring(["aws:ec2transitgateway/routeTable:RouteTable"], ["transitGatewayId"]),
  },
  {
    quota: "attachmentsPerTgw",
    subjects: GATEWAY,
    counts: referring(["aws:ec2transitgateway/vpcAttachment:VpcAttachment"], ["transitGatewayId"]),
  },
  {
    quota: "scpsPerTarget",
    subjects: POLICY_TARGETS,
    counts: attachedPolicies("SERVICE_CONTROL_POLICY", 1),
  },
  {
    quota: "rcpsPerTarget",
    subjects: POLICY_TARGETS,
    counts: attachedPolicies("RESOURCE_CONTROL_POLICY", 1),
  },
  {
    quota: "declarativePoliciesPerTarget",
    subjects: POLICY_TARGETS,
    counts: attachedPolicies("DECLARATIVE_POLICY_EC2", 0),
  },
];
