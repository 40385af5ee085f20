import { type Model, type Resource, UNKNOWN, asList, at } from "../../policy-pack/analysis";
import { type Group, type Member, type Origin, type Subnet } from "./network";
import { ENDPOINT, GROUPS, SUBNET, flag, number, targets, text } from "./read-values";

/** Where a type keeps the groups and subnets of its interfaces. */
interface Kind {
  readonly type: string;
  readonly groups: readonly string[];
  readonly subnets: readonly string[];
  /** Whether it has an address on the internet; undefined: it depends on its subnet. */
  readonly isPublic: (resource: Resource) => boolean | undefined;
}

const never = () => false;
const KINDS: readonly Kind[] = [
  {
    type: "aws:lb/loadBalancer:LoadBalancer",
    groups: ["securityGroups"],
    subnets: ["subnets"],
    isPublic: (one) => flag(one, "internal") !== true,
  },
  {
    type: "aws:ecs/service:Service",
    groups: ["networkConfiguration", "securityGroups"],
    subnets: ["networkConfiguration", "subnets"],
    isPublic: (one) => flag(one, "networkConfiguration", "assignPublicIp") === true,
  },
  {
    type: "aws:lambda/function:Function",
    groups: ["vpcConfig", "securityGroupIds"],
    subnets: ["vpcConfig", "subnetIds"],
    isPublic: never,
  },
  {
    type: "aws:opensearch/domain:Domain",
    groups: ["vpcOptions", "securityGroupIds"],
    subnets: ["vpcOptions", "subnetIds"],
    isPublic: never,
  },
  {
    type: "aws:ec2/instance:Instance",
    groups: ["vpcSecurityGroupIds"],
    subnets: ["subnetId"],
    isPublic: (one) => flag(one, "associatePublicIpAddress"),
  },
  {
    type: "aws:ec2/networkInterface:NetworkInterface",
    groups: ["securityGroups"],
    subnets: ["subnetId"],
    isPublic: () => undefined,
  },
  {
    type: "aws:efs/mountTarget:MountTarget",
    groups: ["securityGroups"],
    subnets: ["subnetId"],
    isPublic: never,
  },
  {
    type: "aws:route53/resolverEndpoint:ResolverEndpoint",
    groups: ["securityGroupIds"],
    subnets: ["ipAddresses"],
    isPublic: never,
  },
  { type: ENDPOINT, groups: ["securityGroupIds"], subnets: ["subnetIds"], isPublic: never },
  ...["instance:Instance", "cluster:Cluster"].map((type) => ({
    type: `aws:rds/${type}`,
    groups: ["vpcSecurityGroupIds"],
    subnets: ["dbSubnetGroupName"],
    isPublic: (one: Resource) => flag(one, "publiclyAccessible") === true,
  })),
];

/** What only answers. */
const ANSWERS: readonly string[] = [ENDPOINT];

/** Types that name a group without having an interface in it. */
const RULES = /:(SecurityGroup(Ingress|Egress)?Rule|SecurityGroup|DefaultSecurityGroup)$/;

/** Reads a property that may stand one level down, as references of a type. */
function inside(
  model: Model,
  resource: Resource,
  path: readonly string[],
  types: readonly string[],
): readonly Resource[] {
  const [property = ""] = path;
  const value = at(resource.props, ...path);
  const list = asList(value);
  const ids =
    list === UNKNOWN
      ? value
      : list.flatMap((one) => {
          const id = typeof one === "object" ? at(one, "subnetId") : one;
          return typeof id === "string" ? [id] : [];
        });
  return targets(model, resource, property, types, ids);
}

function subnetsOf(model: Model, resource: Resource, { subnets }: Kind): readonly Resource[] {
  if (subnets[0] !== "dbSubnetGroupName") return inside(model, resource, subnets, [SUBNET]);
  return targets(model, resource, "dbSubnetGroupName", ["aws:rds/subnetGroup:SubnetGroup"]).flatMap((group) =>
    targets(model, group, "subnetIds", [SUBNET]),
  );
}

/**
 * What holds interfaces: by groups and tier, the resources of the stack; and for each group whatever else may be launched with it, in the tier
 * that has its name, or in every tier of its VPC when there is none and nothing in the stack tells.
 */
export function readMembers(
  model: Model,
  subnets: readonly Subnet[],
  groups: ReadonlyMap<string, Group>,
  vpcName: (urn: string) => string,
): readonly Member[] {
  const members = new Map<string, Member>();
  const add = (member: Member, tier: string): void => {
    const key = [member.vpc, tier, ...member.groups].join(" ");
    const known = members.get(key);
    members.set(key, known ? join(known, member) : member);
  };
  const placed = new Set<string>();
  for (const kind of KINDS) {
    for (const resource of model.ofType(kind.type)) {
      if (kind.type === ENDPOINT && text(resource, "vpcEndpointType") !== "Interface") continue;
      const own = inside(model, resource, kind.groups, GROUPS)
        .map(({ urn }) => urn)
        .sort();
      const at = subnetsOf(model, resource, kind).flatMap(
        ({ urn }) => subnets.find((one) => one.urn === urn) ?? [],
      );
      for (const tier of new Set(at.map((one) => one.tier))) {
        const there = at.filter((one) => one.tier === tier);
        own.forEach((group) => placed.add(group));
        add(
          {
            resources: [resource.name],
            groups: own,
            subnets: there.map(({ urn }) => urn),
            vpc: there[0]?.vpc ?? "",
            publicAddress:
              kind.isPublic(resource) ??
              (there.some((one) => one.givesPublicAddress) || hasElasticAddress(model, resource)),
            initiates: !ANSWERS.includes(kind.type),
          },
          tier,
        );
      }
    }
  }
  for (const group of groups.values()) {
    if (group.rules.length === 0) continue;
    const of = subnets.filter(({ vpc }) => vpc === group.vpc);
    const named = of.filter(({ tier }) => group.name === `${vpcName(group.vpc)}-${tier}`);
    const others = model
      .usersOf(model.byUrn.get(group.urn) ?? { ...NOBODY, urn: group.urn })
      .some(
        ({ from }) =>
          from.type.startsWith("aws:") &&
          !RULES.test(from.type) &&
          !KINDS.some(({ type }) => type === from.type),
      );
    const where = others || (named.length === 0 && !placed.has(group.urn)) ? of : named;
    for (const tier of new Set(where.map((one) => one.tier))) {
      const there = where.filter((one) => one.tier === tier);
      add(
        {
          resources: [],
          groups: [group.urn],
          subnets: there.map(({ urn }) => urn),
          vpc: group.vpc,
          publicAddress: undefined,
          initiates: true,
        },
        tier,
      );
    }
  }
  return [...members.values()];
}

const NOBODY: Resource = {
  urn: "",
  type: "",
  name: "",
  props: {},
  edges: {},
  dependencies: [],
  options: { protect: false, ignoreChanges: [] },
};

function join(a: Member, b: Member): Member {
  const either = a.publicAddress === true || b.publicAddress === true;
  const open = a.publicAddress === undefined || b.publicAddress === undefined;
  // Endpoints and their like are all that their group is for.
  const real = [a, b].filter(({ resources }) => resources.length > 0);
  return {
    ...a,
    resources: [...a.resources, ...b.resources],
    subnets: [...new Set([...a.subnets, ...b.subnets])],
    publicAddress: either ? true : open ? undefined : false,
    initiates: real.some(({ initiates }) => initiates),
  };
}

function hasElasticAddress(model: Model, resource: Resource): boolean {
  return ["aws:ec2/eip:Eip", "aws:ec2/eipAssociation:EipAssociation"].some((type) =>
    model
      .ofType(type)
      .some((one) =>
        ["instance", "instanceId", "networkInterface", "networkInterfaceId"].some((property) =>
          targets(model, one, property, [resource.type]).includes(resource),
        ),
      ),
  );
}

/** Load balancers behind VPC origins of CloudFront. */
export function readOrigins(model: Model): readonly Origin[] {
  const type = "aws:lb/loadBalancer:LoadBalancer";
  return model.ofType("aws:cloudfront/vpcOrigin:VpcOrigin").flatMap((origin) => {
    const config = at(origin.props, "vpcOriginEndpointConfig");
    const [balancer] = targets(
      model,
      origin,
      "vpcOriginEndpointConfig",
      [type],
      config === UNKNOWN ? undefined : at(config, "arn"),
    );
    if (!balancer) return [];
    const policy = text(origin, "vpcOriginEndpointConfig", "originProtocolPolicy");
    const http = policy === "https-only" ? undefined : number(origin, "vpcOriginEndpointConfig", "httpPort");
    const https = policy === "http-only" ? undefined : number(origin, "vpcOriginEndpointConfig", "httpsPort");
    return [
      { name: origin.name, balancer: balancer.name, ports: [http, https].flatMap((port) => port ?? []) },
    ];
  });
}
