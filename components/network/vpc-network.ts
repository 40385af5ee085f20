import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import {
  type AclPlan,
  type GroupPlan,
  type GroupRule,
  type TablePlan,
  type VpcPlan,
  zoneLetter,
} from "./vpc-plan";
import { GatewayEndpoint } from "./gateway-endpoint";

export interface VpcNetworkArgs<T extends string, G extends string> {
  readonly plan: VpcPlan<T, G>;
  readonly region: string;
  /** Policy of the S3 gateway endpoint, JSON. */
  readonly s3EndpointPolicy: pulumi.Input<string>;
  /** Policy of a DynamoDB gateway endpoint, JSON; none is made when left out. */
  readonly dynamodbEndpointPolicy?: pulumi.Input<string>;
}

/**
 * A VPC as planned: subnets, a route table and a network ACL a tier, security groups with one resource a rule, and the
 * S3 gateway endpoint. What AWS adds to every VPC (default group, default ACL, main route table) is adopted and closed.
 *
 * Hub and spoke are made of it. Every reference goes to exactly one resource, so that the engine's
 * `propertyDependencies` are the network's edges.
 */
export class VpcNetwork<T extends string = string, G extends string = string>
  extends pulumi.ComponentResource
{
  readonly vpc: ec2.Vpc;
  readonly subnets: ReadonlyMap<string, ec2.Subnet>;
  readonly tables: ReadonlyMap<string, ec2.RouteTable>;
  readonly groups: ReadonlyMap<G, ec2.SecurityGroup>;
  readonly s3Endpoint: GatewayEndpoint;
  readonly dynamodbEndpoint: GatewayEndpoint | undefined;

  constructor(name: string, args: VpcNetworkArgs<T, G>, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:network:VpcNetwork", name, {}, opts);
    const { plan, region } = args;
    const own = { parent: this };

    this.vpc = new ec2.Vpc(
      name,
      {
        cidrBlock: plan.addresses.cidr,
        enableDnsSupport: true,
        enableDnsHostnames: true,
        tags: { Name: name, "network-role": plan.role },
      },
      own,
    );
    this.closeDefaults(name);

    this.subnets = this.makeSubnets(name, plan);
    this.tables = this.makeTables(name, plan);
    for (const acl of plan.acls) this.makeAcl(name, plan, acl);

    const gateway = (service: string, policy: pulumi.Input<string>): GatewayEndpoint =>
      new GatewayEndpoint(
        `${name}-${service}`,
        {
          vpcId: this.vpc.id,
          serviceName: `com.amazonaws.${region}.${service}`,
          policy,
          tables: new Map(plan.tables.filter(({ s3 }) => s3).map(({ key }) => [key, this.table(key).id])),
        },
        own,
      );
    this.s3Endpoint = gateway("s3", args.s3EndpointPolicy);
    this.dynamodbEndpoint =
      args.dynamodbEndpointPolicy === undefined
        ? undefined
        : gateway("dynamodb", args.dynamodbEndpointPolicy);
    this.groups = this.makeGroups(name, plan.groups);

    this.registerOutputs({
      vpcId: this.vpc.id,
      subnetIds: Object.fromEntries([...this.subnets].map(([key, subnet]) => [key, subnet.id])),
      securityGroupIds: Object.fromEntries([...this.groups].map(([key, group]) => [key, group.id])),
    });
  }

  /** The route table of a plan's key. */
  table(key: string): ec2.RouteTable {
    const table = this.tables.get(key);
    if (!table) throw new pulumi.ResourceError(`there is no route table ${key}`, this);
    return table;
  }

  /** The subnet of a tier in a zone. */
  subnet(tier: T, availabilityZone: string): ec2.Subnet {
    const subnet = this.subnets.get(subnetKey(tier, availabilityZone));
    if (!subnet) throw new pulumi.ResourceError(`there is no ${tier} subnet in ${availabilityZone}`, this);
    return subnet;
  }

  /** The subnets of a tier, in the order of the zones. */
  subnetsOf(tier: T): ec2.Subnet[] {
    return [...this.subnets].filter(([key]) => key.startsWith(`${tier}-`)).map(([, subnet]) => subnet);
  }

  /** The security group of the plan. */
  group(group: G): ec2.SecurityGroup {
    const found = this.groups.get(group);
    if (!found) throw new pulumi.ResourceError(`there is no security group ${group}`, this);
    return found;
  }

  /** A group, ACL or table that nobody chose must let nothing through. */
  private closeDefaults(name: string): void {
    const tags = { Name: `${name}-default-closed` };
    new ec2.DefaultSecurityGroup(
      `${name}-default`,
      { vpcId: this.vpc.id, ingress: [], egress: [], tags },
      { parent: this },
    );
    new ec2.DefaultNetworkAcl(
      `${name}-default`,
      { defaultNetworkAclId: this.vpc.defaultNetworkAclId, ingress: [], egress: [], tags },
      { parent: this, ignoreChanges: ["subnetIds"] },
    );
    new ec2.DefaultRouteTable(
      `${name}-default`,
      { defaultRouteTableId: this.vpc.defaultRouteTableId, routes: [], tags },
      { parent: this },
    );
  }

  private makeSubnets(name: string, plan: VpcPlan<T, G>): Map<string, ec2.Subnet> {
    return new Map(
      plan.addresses.subnets.map(({ tier, availabilityZone, cidr }) => {
        const key = subnetKey(tier, availabilityZone);
        const subnet = new ec2.Subnet(
          `${name}-${key}`,
          {
            vpcId: this.vpc.id,
            cidrBlock: cidr,
            availabilityZone,
            mapPublicIpOnLaunch: false,
            tags: { Name: `${name}-${key}`, tier },
          },
          { parent: this },
        );
        return [key, subnet];
      }),
    );
  }

  private makeTables(name: string, plan: VpcPlan<T, G>): Map<string, ec2.RouteTable> {
    return new Map(
      plan.tables.map(({ key, tier, availabilityZones }: TablePlan<T>) => {
        const table = new ec2.RouteTable(
          `${name}-${key}`,
          { vpcId: this.vpc.id, tags: { Name: `${name}-${key}`, tier } },
          { parent: this },
        );
        for (const zone of availabilityZones) {
          new ec2.RouteTableAssociation(
            `${name}-${subnetKey(tier, zone)}`,
            { routeTableId: table.id, subnetId: this.subnet(tier, zone).id },
            { parent: this },
          );
        }
        return [key, table];
      }),
    );
  }

  private makeAcl(name: string, plan: VpcPlan<T, G>, { tier, entries }: AclPlan<T>): void {
    const acl = new ec2.NetworkAcl(
      `${name}-${tier}`,
      { vpcId: this.vpc.id, tags: { Name: `${name}-${tier}`, tier } },
      { parent: this },
    );
    for (const { number, direction, action, protocol, fromPort, toPort, cidr } of entries) {
      new ec2.NetworkAclRule(
        `${name}-${tier}-${direction}-${number}`,
        {
          networkAclId: acl.id,
          ruleNumber: number,
          egress: direction === "egress",
          ruleAction: action,
          protocol,
          fromPort,
          toPort,
          cidrBlock: cidr,
        },
        { parent: this },
      );
    }
    for (const subnet of plan.addresses.subnets.filter((planned) => planned.tier === tier)) {
      new ec2.NetworkAclAssociation(
        `${name}-${subnetKey(tier, subnet.availabilityZone)}`,
        { networkAclId: acl.id, subnetId: this.subnet(tier, subnet.availabilityZone).id },
        { parent: this },
      );
    }
  }

  private makeGroups(name: string, plans: ReadonlyArray<GroupPlan<G>>): Map<G, ec2.SecurityGroup> {
    const groups = new Map(
      plans.map(({ group, description }) => [
        group,
        new ec2.SecurityGroup(
          `${name}-${group}`,
          { vpcId: this.vpc.id, description, tags: { Name: `${name}-${group}` } },
          { parent: this },
        ),
      ]),
    );
    for (const { group, rules } of plans) {
      for (const rule of rules) this.makeRule(name, group, rule, groups);
    }
    return groups;
  }

  private makeRule(
    name: string,
    group: G,
    rule: GroupRule<G>,
    groups: ReadonlyMap<G, ec2.SecurityGroup>,
  ): void {
    const { direction, key, protocol, fromPort, toPort, description, peer } = rule;
    const Rule = direction === "ingress" ? vpc.SecurityGroupIngressRule : vpc.SecurityGroupEgressRule;
    new Rule(
      `${name}-${group}-${key}`,
      {
        securityGroupId: groups.get(group)!.id,
        ipProtocol: protocol,
        fromPort,
        toPort,
        description,
        ...(peer.kind === "cidr" ? { cidrIpv4: peer.cidr } : {}),
        ...(peer.kind === "group" ? { referencedSecurityGroupId: groups.get(peer.group)!.id } : {}),
        ...(peer.kind === "s3" ? { prefixListId: this.s3Endpoint.prefixListId } : {}),
        ...(peer.kind === "dynamodb" ? { prefixListId: this.dynamodbEndpoint?.prefixListId } : {}),
      },
      { parent: this },
    );
  }
}

function subnetKey(tier: string, availabilityZone: string): string {
  return `${tier}-${zoneLetter(availabilityZone)}`;
}
