import { type Model } from "./model";
import { POLICY_TARGETS, attachedPolicies } from "./organisation-counts";
import { isUnknownEntry, networkAclEntries } from "./network-acls";
import { type Resource } from "./resource";
import { SECURITY_GROUP, SECURITY_RULE_TYPES, isUnknownRules, securityRules } from "./security-rules";
import { Tally, propertyOf } from "./tally";
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

/** A tally for each subject, by the subject. */
function talliesOf(subjects: readonly Resource[]): ReadonlyMap<Resource, Tally> {
  return new Map(subjects.map((subject) => [subject, new Tally(subject)]));
}

function longestOf(tallies: ReadonlyMap<Resource, Tally>): ReadonlyMap<Resource, number | Unknown> {
  return new Map([...tallies].map(([subject, tally]) => [subject, tally.longest()]));
}

/** Inline elements and separate resources together; the larger of two directions where there are two. */
function rulesOf(model: Model, groups: readonly Resource[]): ReadonlyMap<Resource, number | Unknown> {
  const tallies = talliesOf(groups);
  for (const resource of model.ofType(...SECURITY_RULE_TYPES)) {
    const own = tallies.get(resource);
    const targets = own
      ? [resource]
      : model.references(resource, "securityGroupId", [SECURITY_GROUP]).targets;
    for (const target of targets) {
      const tally = tallies.get(target);
      for (const rule of securityRules(resource)) {
        if (isUnknownRules(rule)) {
          if (own) own.addUnknownOwn(propertyOf(rule.unknown));
          else tally?.addUnknownApart();
        } else if (rule.direction !== UNKNOWN) {
          // A rule of the old forms counts once for each of its sources.
          const sources = Math.max(1, rule.blocks.length + rule.prefixLists.length + rule.groups.length);
          if (own) own.addOwn(rule.direction, sources);
          else tally?.addApart(rule.direction, sources);
        }
      }
    }
  }
  return longestOf(tallies);
}

function entriesOf(model: Model, acls: readonly Resource[]): ReadonlyMap<Resource, number | Unknown> {
  const tallies = talliesOf(acls);
  const types = [...new Set(acls.map(({ type }) => type))];
  const direction = (egress: boolean): string => (egress ? "egress" : "ingress");
  for (const [acl, tally] of tallies) {
    for (const entry of networkAclEntries(acl)) {
      if (isUnknownEntry(entry)) tally.addUnknownOwn(propertyOf(entry.unknown));
      else if (entry.egress !== UNKNOWN) tally.addOwn(direction(entry.egress), 1);
    }
  }
  for (const rule of model.ofType("aws:ec2/networkAclRule:NetworkAclRule")) {
    for (const acl of model.references(rule, "networkAclId", types).targets) {
      for (const entry of networkAclEntries(rule)) {
        if (isUnknownEntry(entry) || entry.egress === UNKNOWN) tallies.get(acl)?.addUnknownApart();
        else tallies.get(acl)?.addApart(direction(entry.egress), 1);
      }
    }
  }
  return longestOf(tallies);
}

function routesOf(model: Model, tables: readonly Resource[]): ReadonlyMap<Resource, number | Unknown> {
  const tallies = talliesOf(tables);
  for (const [table, tally] of tallies) {
    const inline = asList(at(table.props, "routes"));
    if (inline === UNKNOWN) tally.addUnknownOwn("routes");
    else tally.addOwn("routes", inline.length);
  }
  const types = [...new Set(tables.map(({ type }) => type))];
  for (const route of model.ofType("aws:ec2/route:Route")) {
    for (const table of model.references(route, "routeTableId", types).targets)
      tallies.get(table)?.addApart("routes", 1);
  }
  return longestOf(tallies);
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
