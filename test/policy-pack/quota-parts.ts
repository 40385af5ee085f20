import { type QuotaName } from "../../policy-pack/lib/facts/quotas";
import { type Planned, U, doc } from "./harness";

/** What adds to the count of one quota, and by how much. */
export interface Part {
  readonly add: (name: string) => Planned;
  /** One when left out. */
  readonly by?: number;
  /** Other counts that the same resource raises, each by as much as is said. */
  readonly also?: Readonly<Partial<Record<QuotaName, number>>>;
}

const VPC = "aws:ec2/vpc:Vpc";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const TABLE = "aws:ec2/routeTable:RouteTable";
const ACL = "aws:ec2/networkAcl:NetworkAcl";
const TRANSIT = "aws:ec2transitgateway/transitGateway:TransitGateway";
const TRANSIT_TABLE = "aws:ec2transitgateway/routeTable:RouteTable";
const ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
const ASSOCIATION = "aws:directconnect/gatewayAssociation:GatewayAssociation";
const ZONE = "aws:route53/zone:Zone";
const ROLE = "aws:iam/role:Role";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const BUS = "aws:cloudwatch/eventBus:EventBus";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const FUNCTION = "aws:lambda/function:Function";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LISTENER = "aws:lb/listener:Listener";
const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
const POLICY = "aws:organizations/policy:Policy";
const RULE_GROUP = "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup";

const PROVIDER = {
  name: "account",
  props: { region: "eu-west-2", allowedAccountIds: '["111111111111"]' },
};

/** Everything is of one account and one Region. */
const planned = (
  type: string,
  name: string,
  props: Planned["props"] = {},
  edges: Planned["edges"] = {},
): Planned => ({ type, name, props, edges, provider: PROVIDER });

/** A resource whose properties come from others, unknown as in a first preview. */
const from = (type: string, references: Readonly<Record<string, string>>, props: Planned["props"] = {}) => {
  const edges = Object.fromEntries(Object.entries(references).map(([key, name]) => [key, [name]]));
  const unknown = Object.fromEntries(Object.keys(references).map((key) => [key, U]));
  return (name: string): Planned => planned(type, name, { ...unknown, ...props }, edges);
};

/** A stack with something to add to. */
export const BASE: readonly Planned[] = [
  planned(VPC, "vpc", { cidrBlock: "10.0.0.0/16" }),
  from("aws:ec2/subnet:Subnet", { vpcId: "vpc" }, { availabilityZone: "eu-west-2a" })("subnet"),
  from(TABLE, { vpcId: "vpc" })("table"),
  from(ACL, { vpcId: "vpc" })("acl"),
  from(GROUP, { vpcId: "vpc" })("group"),
  planned(TRANSIT, "transit"),
  from(TRANSIT_TABLE, { transitGatewayId: "transit" })("transit-table"),
  planned("aws:ec2/vpnGateway:VpnGateway", "vpn-gateway"),
  planned("aws:directconnect/gateway:Gateway", "direct"),
  planned("aws:directconnect/connection:Connection", "connection"),
  planned(ZONE, "zone", { name: "example.org" }, { name: [] }),
  planned(RULE_GROUP, "rule-group"),
  planned(ROLE, "role", { assumeRolePolicy: doc() }, { assumeRolePolicy: [] }),
  planned(LOG_GROUP, "logs"),
  planned(BUS, "bus"),
  from(RULE, { eventBusName: "bus" })("rule"),
  planned(FUNCTION, "function", { arn: "arn:aws:lambda:eu-west-2:111111111111:function:f" }),
  planned(BALANCER, "balancer", {}, { name: [] }),
  from(LISTENER, { loadBalancerArn: "balancer" })("listener"),
  planned(WEB_ACL, "web-acl", { scope: "REGIONAL", capacity: 10, rules: [] }),
  planned(UNIT, "unit", { parentId: "r-1" }),
];

/** 100 characters, of which 20 are white space. */
const HUNDRED = `"${"x".repeat(78)}${" ".repeat(20)}"`;
const document =
  (type: string, property: string, props: Planned["props"] = {}) =>
  (name: string) =>
    planned(type, name, { ...props, [property]: HUNDRED });
const plain =
  (type: string, props: Planned["props"] = {}) =>
  (name: string) =>
    planned(type, name, props);

const attachedPolicy = (type: string, name: string): Planned =>
  planned(
    "aws:organizations/policyAttachment:PolicyAttachment",
    name,
    { policyId: U, targetId: U },
    { policyId: [type], targetId: ["unit"] },
  );

/** A policy of each type, in the base for what is attached. */
export const POLICIES: readonly Planned[] = [
  planned(POLICY, "scp", { type: "SERVICE_CONTROL_POLICY" }),
  planned(POLICY, "rcp", { type: "RESOURCE_CONTROL_POLICY" }),
  planned(POLICY, "declared", { type: "DECLARATIVE_POLICY_EC2" }),
];

/** For every quota, what adds to its count. */
export const PARTS: Readonly<Record<QuotaName, Part>> = {
  vpcsPerRegion: {
    add: plain(VPC),
    also: { securityGroupsPerRegion: 1, cidrsPerVpc: 1, routeTablesPerVpc: 1, networkAclsPerVpc: 1 },
  },
  subnetsPerVpc: { add: from("aws:ec2/subnet:Subnet", { vpcId: "vpc" }) },
  cidrsPerVpc: {
    add: from("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", { vpcId: "vpc" }),
  },
  routeTablesPerVpc: { add: from(TABLE, { vpcId: "vpc" }) },
  routesPerTable: { add: from("aws:ec2/route:Route", { routeTableId: "table" }) },
  networkAclsPerVpc: { add: from(ACL, { vpcId: "vpc" }) },
  rulesPerNacl: {
    add: from("aws:ec2/networkAclRule:NetworkAclRule", { networkAclId: "acl" }, { egress: false }),
  },
  securityGroupsPerRegion: { add: from(GROUP, { vpcId: "vpc" }) },
  rulesPerGroup: {
    add: from(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      { securityGroupId: "group" },
      { cidrIpv4: "10.0.0.0/8" },
    ),
  },
  groupsPerInterface: {
    add: plain("aws:ec2/networkInterface:NetworkInterface", { securityGroups: ["sg-1"] }),
  },
  internetGatewaysPerRegion: { add: plain("aws:ec2/internetGateway:InternetGateway") },
  natGatewaysPerZone: { add: from("aws:ec2/natGateway:NatGateway", { subnetId: "subnet" }) },
  elasticIpsPerRegion: { add: plain("aws:ec2/eip:Eip") },
  peeringsPerVpc: {
    add: from(
      "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
      { vpcId: "vpc" },
      { peerVpcId: "vpc-0elsewhere" },
    ),
  },
  interfaceEndpointsPerVpc: {
    add: from("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcId: "vpc" }, { vpcEndpointType: "Interface" }),
  },
  gatewayEndpointsPerRegion: { add: from("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcId: "vpc" }) },
  transitGatewaysPerRegion: { add: plain(TRANSIT) },
  routeTablesPerTgw: { add: from(TRANSIT_TABLE, { transitGatewayId: "transit" }) },
  routesPerTgw: {
    add: from("aws:ec2transitgateway/route:Route", { transitGatewayRouteTableId: "transit-table" }),
  },
  attachmentsPerTgw: { add: from(ATTACHMENT, { transitGatewayId: "transit", vpcId: "vpc" }) },
  directGatewaysPerTgw: {
    add: from(ASSOCIATION, { associatedGatewayId: "transit" }),
    also: { attachmentsPerTgw: 1 },
  },
  vpnConnectionsPerRegion: { add: plain("aws:ec2/vpnConnection:VpnConnection") },
  vpnConnectionsPerGateway: {
    add: from("aws:ec2/vpnConnection:VpnConnection", { vpnGatewayId: "vpn-gateway" }),
    also: { vpnConnectionsPerRegion: 1 },
  },
  customerGatewaysPerRegion: { add: plain("aws:ec2/customerGateway:CustomerGateway") },
  virtualGatewaysPerRegion: { add: plain("aws:ec2/vpnGateway:VpnGateway") },
  directGatewaysPerAccount: { add: plain("aws:directconnect/gateway:Gateway") },
  virtualInterfacesPerDirectGateway: {
    add: from(
      "aws:directconnect/hostedPrivateVirtualInterfaceAcceptor:HostedPrivateVirtualInterfaceAcceptor",
      {
        dxGatewayId: "direct",
      },
    ),
  },
  transitInterfacesPerConnection: {
    add: from("aws:directconnect/transitVirtualInterface:TransitVirtualInterface", {
      connectionId: "connection",
    }),
  },
  transitGatewaysPerDirectGateway: {
    add: from(ASSOCIATION, { dxGatewayId: "direct" }, { associatedGatewayId: "tgw-0elsewhere" }),
  },
  virtualGatewaysPerDirectGateway: {
    add: from(ASSOCIATION, { dxGatewayId: "direct", associatedGatewayId: "vpn-gateway" }),
  },
  prefixesPerTransitAssociation: {
    add: plain(ASSOCIATION, { associatedGatewayType: "transitGateway", allowedPrefixes: ["10.0.0.0/8"] }),
  },
  hostedZonesPerAccount: { add: plain(ZONE) },
  vpcsPerPrivateZone: { add: from("aws:route53/zoneAssociation:ZoneAssociation", { zoneId: "zone" }) },
  authorizationsPerZone: {
    add: from("aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization", { zoneId: "zone" }),
  },
  healthChecksPerAccount: { add: plain("aws:route53/healthCheck:HealthCheck") },
  resolverEndpointsPerRegion: { add: plain("aws:route53/resolverEndpoint:ResolverEndpoint") },
  resolverRulesPerRegion: { add: plain("aws:route53/resolverRule:ResolverRule") },
  ruleAssociationsPerRegion: { add: plain("aws:route53/resolverRuleAssociation:ResolverRuleAssociation") },
  queryLogConfigsPerRegion: { add: plain("aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig") },
  queryLogAssociationsPerRegion: {
    add: plain("aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation"),
  },
  firewallGroupsPerVpc: {
    add: from("aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation", {
      vpcId: "vpc",
    }),
  },
  firewallRulesPerGroup: {
    add: from("aws:route53/resolverFirewallRule:ResolverFirewallRule", { firewallRuleGroupId: "rule-group" }),
  },
  rolesPerAccount: { add: plain(ROLE) },
  managedPoliciesPerAccount: { add: plain("aws:iam/policy:Policy") },
  policiesPerRole: { add: from("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "role" }) },
  inlinePolicySize: {
    add: from("aws:iam/rolePolicy:RolePolicy", { role: "role" }, { policy: HUNDRED }),
    by: 80,
  },
  managedPolicySize: {
    add: document("aws:iam/policy:Policy", "policy"),
    by: 80,
    also: { managedPoliciesPerAccount: 1 },
  },
  trustPolicySize: { add: document(ROLE, "assumeRolePolicy"), by: 80, also: { rolesPerAccount: 1 } },
  bucketPolicySize: { add: document("aws:s3/bucketPolicy:BucketPolicy", "policy"), by: 100 },
  keyPolicySize: { add: document("aws:kms/key:Key", "policy"), by: 100 },
  topicPolicySize: { add: document("aws:sns/topicPolicy:TopicPolicy", "policy"), by: 100 },
  queuePolicySize: { add: document("aws:sqs/queuePolicy:QueuePolicy", "policy"), by: 100 },
  functionPolicySize: {
    add: (name) =>
      planned(
        "aws:lambda/permission:Permission",
        name,
        { function: U, statementId: "s", action: "lambda:InvokeFunction", principal: "events.amazonaws.com" },
        { function: ["function"] },
      ),
    by: [
      `{"Sid":"s","Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"lambda:InvokeFunction",`,
      `"Resource":"arn:aws:lambda:eu-west-2:111111111111:function:f"},`,
    ].join("").length,
  },
  endpointPolicySize: {
    add: document("aws:ec2/vpcEndpoint:VpcEndpoint", "policy", { vpcEndpointType: "Gateway" }),
    by: 100,
    also: { gatewayEndpointsPerRegion: 1 },
  },
  busPolicySize: { add: document("aws:cloudwatch/eventBusPolicy:EventBusPolicy", "policy"), by: 100 },
  subscriptionFiltersPerGroup: {
    add: from("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", { logGroup: "logs" }),
  },
  metricFiltersPerGroup: {
    add: from("aws:cloudwatch/logMetricFilter:LogMetricFilter", { logGroupName: "logs" }),
  },
  logResourcePoliciesPerRegion: { add: plain("aws:cloudwatch/logResourcePolicy:LogResourcePolicy") },
  alarmsPerRegion: { add: plain("aws:cloudwatch/metricAlarm:MetricAlarm") },
  insightRulesPerRegion: { add: plain("aws:cloudwatch/contributorInsightRule:ContributorInsightRule") },
  eventBusesPerRegion: { add: plain(BUS) },
  rulesPerBus: { add: from(RULE, { eventBusName: "bus" }) },
  targetsPerRule: { add: from("aws:cloudwatch/eventTarget:EventTarget", { rule: "rule" }) },
  configRulesPerRegion: { add: plain("aws:cfg/rule:Rule") },
  conformancePacksPerOrganisation: {
    add: plain("aws:cfg/organizationConformancePack:OrganizationConformancePack", {
      templateBody:
        "Resources:\n  A:\n    Type: AWS::Config::ConfigRule\n  B:\n    Type: AWS::Config::ConfigRule\n",
    }),
    also: { configRulesPerRegion: 2 },
  },
  recordersPerRegion: { add: plain("aws:cfg/recorder:Recorder") },
  deliveryChannelsPerRegion: { add: plain("aws:cfg/deliveryChannel:DeliveryChannel") },
  trailsPerRegion: { add: plain("aws:cloudtrail/trail:Trail") },
  bucketsPerAccount: { add: plain("aws:s3/bucket:Bucket") },
  concurrencyPerRegion: { add: plain(FUNCTION, { reservedConcurrentExecutions: 7 }), by: 7 },
  loadBalancersPerRegion: { add: plain(BALANCER) },
  listenersPerLoadBalancer: { add: from(LISTENER, { loadBalancerArn: "balancer" }) },
  rulesPerLoadBalancer: { add: from("aws:lb/listenerRule:ListenerRule", { listenerArn: "listener" }) },
  databasesPerRegion: { add: plain("aws:rds/instance:Instance") },
  databaseSubnetGroupsPerRegion: { add: plain("aws:rds/subnetGroup:SubnetGroup") },
  databaseParameterGroupsPerRegion: { add: plain("aws:rds/parameterGroup:ParameterGroup") },
  webAclsPerRegion: { add: plain(WEB_ACL, { scope: "REGIONAL", capacity: 0, rules: [] }) },
  webAclCapacity: {
    add: plain(WEB_ACL, { scope: "REGIONAL", capacity: 60, rules: [] }),
    by: 60,
    also: { webAclsPerRegion: 1 },
  },
  rateRulesPerWebAcl: {
    add: plain(WEB_ACL, {
      scope: "REGIONAL",
      capacity: 0,
      rules: [{ statement: { rateBasedStatement: { limit: 2000 } } }, { statement: {} }],
    }),
    also: { webAclsPerRegion: 1 },
  },
  accountsPerOrganisation: { add: plain("aws:organizations/account:Account") },
  unitsPerOrganisation: { add: plain(UNIT, { parentId: "r-1" }), also: { unitDepth: 1 } },
  unitDepth: { add: from(UNIT, { parentId: "unit" }), by: 2, also: { unitsPerOrganisation: 1 } },
  scpsPerTarget: { add: (name) => attachedPolicy("scp", name), by: 1 },
  rcpsPerTarget: { add: (name) => attachedPolicy("rcp", name), by: 1 },
  declarativePoliciesPerTarget: { add: (name) => attachedPolicy("declared", name) },
  scpSize: { add: document(POLICY, "content"), by: 100 },
  rcpSize: { add: document(POLICY, "content", { type: "RESOURCE_CONTROL_POLICY" }), by: 100 },
  declarativePolicySize: { add: document(POLICY, "content", { type: "DECLARATIVE_POLICY_EC2" }), by: 100 },
};
