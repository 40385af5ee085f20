import { type Props } from "../../../sandbox/aws/model/values";
import { HERE, IDENTITY_POLICY, type Made, policy, THERE } from "./accounts";

/** Gives one of a type; the same at each call. */
type One = (token: string) => Promise<Made>;
type Sample = Props | ((one: One) => Promise<Props>);

const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const ACCEPTER = "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter";
const VPC = "aws:ec2/vpc:Vpc";
const GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const FUNCTION = "aws:lambda/function:Function";
const LISTENER = "aws:lb/listener:Listener";
const ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
const ORGANIZATION = "aws:organizations/organization:Organization";
const RECORDER = "aws:cfg/recorder:Recorder";
const BUCKET = "aws:s3/bucket:Bucket";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const SUBNET = "aws:ec2/subnet:Subnet";
const SECOND_SUBNET = "aws:ec2/subnet:Subnet#b";
const HUB = "aws:securityhub/account:Account";
const DX_GATEWAY = { amazonSideAsn: "64512" };
const SIZE = { scope: "REGIONAL" };

const withRoot = async (one: One): Promise<Props> => {
  const [root] = (await one(ORGANIZATION)).properties.roots as Props[];
  return { parentId: root?.id ?? "" };
};
const withAttachment = async (one: One): Promise<Props> => ({
  transitGatewayAttachmentId: (await one(ATTACHMENT)).id,
});
const withTwoSubnets = async (one: One): Promise<Props> => ({
  subnetIds: [(await one(SUBNET)).id, (await one(SECOND_SUBNET)).id],
});
const balancer = async (one: One): Promise<Props> => ({
  internal: true,
  subnets: [(await one(SUBNET)).id, (await one(SECOND_SUBNET)).id],
});
const targets = async (one: One): Promise<Props> => ({
  port: 443,
  protocol: "HTTPS",
  vpcId: (await one(VPC)).id,
});
const scaled = {
  resourceId: "service/c/s",
  scalableDimension: "ecs:service:DesiredCount",
  serviceNamespace: "ecs",
};
const lock = { objectLockEnabled: true };
const link = { vlan: 100, bgpAsn: 65_000, addressFamily: "ipv4" };
const inOrganization = { name: "example" };

/** Inputs that a type needs and that cannot be told from its declarations and its model. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  [VPC]: { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true },
  [SUBNET]: { cidrBlock: "10.0.0.0/24", availabilityZone: "eu-west-2a" },
  [SECOND_SUBNET]: { cidrBlock: "10.0.1.0/24", availabilityZone: "eu-west-2b" },
  [GATEWAY]: async (one) => ({ vpcId: (await one(VPC)).id }),
  [FUNCTION]: { handler: "index.handler", runtime: "nodejs22.x" },
  [BUCKET]: lock,
  "aws:s3/bucketV2:BucketV2": lock,
  [BUCKET_POLICY]: {
    policy: policy({
      Principal: { Service: ["cloudtrail.amazonaws.com", "config.amazonaws.com"] },
      Resource: "*",
    }),
  },
  [VERSIONING]: { versioningConfiguration: { status: "Enabled" } },
  "aws:s3/bucketVersioningV2:BucketVersioningV2": { versioningConfiguration: { status: "Enabled" } },
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": { cidrBlock: "10.1.0.0/16" },
  "aws:ec2/route:Route": async (one) => ({
    destinationCidrBlock: "0.0.0.0/0",
    gatewayId: (await one(GATEWAY)).id,
  }),
  "aws:ec2/natGateway:NatGateway": async (one) => ({
    subnetId: (await one(SUBNET)).id,
    allocationId: (await one("aws:ec2/eip:Eip")).id,
  }),
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": async (one) => ({
    defaultNetworkAclId: (await one(VPC)).properties.defaultNetworkAclId ?? "",
  }),
  "aws:ec2/defaultRouteTable:DefaultRouteTable": async (one) => ({
    defaultRouteTableId: (await one(VPC)).properties.defaultRouteTableId ?? "",
  }),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": async (one) => ({ vpcId: (await one(VPC)).id }),
  "aws:ec2/networkAclRule:NetworkAclRule": {
    ruleNumber: 100,
    protocol: "tcp",
    cidrBlock: "0.0.0.0/0",
    fromPort: 443,
    toPort: 443,
  },
  "aws:ec2/securityGroup:SecurityGroup": async (one) => ({ vpcId: (await one(VPC)).id }),
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    protocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrBlocks: ["10.0.0.0/8"],
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": { ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": { ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { serviceName: "com.amazonaws.eu-west-2.s3" },
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": { policy: policy({ Principal: "*", Resource: "*" }) },
  "aws:ec2/flowLog:FlowLog": async (one) => ({
    vpcId: (await one(VPC)).id,
    trafficType: "ALL",
    logDestination: (await one("aws:cloudwatch/logGroup:LogGroup")).properties.arn ?? "",
    iamRoleArn: (await one("aws:iam/role:Role")).properties.arn ?? "",
  }),
  [`${GATEWAY}#free`]: {},
  "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment": async (one) => ({
    internetGatewayId: (await one(`${GATEWAY}#free`)).id,
  }),
  "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry": { cidr: "10.0.0.0/8" },
  [`${VPC}#b`]: { cidrBlock: "10.9.0.0/16" },
  [PEERING]: async (one) => ({ peerVpcId: (await one(`${VPC}#b`)).id }),
  [ACCEPTER]: async (one) => ({ vpcPeeringConnectionId: (await one(PEERING)).id, autoAccept: true }),
  "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions": async (one) => ({
    vpcPeeringConnectionId: (await one(PEERING)).id,
  }),
  "aws:ec2/vpnGateway:VpnGateway": async (one) => ({ vpcId: (await one(VPC)).id }),
  "aws:ec2/vpnConnection:VpnConnection": async (one) => ({
    vpnGatewayId: (await one("aws:ec2/vpnGateway:VpnGateway")).id,
  }),
  "aws:ec2/vpnConnectionRoute:VpnConnectionRoute": { destinationCidrBlock: "192.168.0.0/16" },
  "aws:ec2/instance:Instance": { ami: "ami-0123456789abcdef0", instanceType: "t3.micro" },
  "aws:ec2transitgateway/route:Route": async (one) => ({
    destinationCidrBlock: "10.0.0.0/8",
    ...(await withAttachment(one)),
  }),
  "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation": withAttachment,
  "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation": withAttachment,
  "aws:ec2transitgateway/prefixListReference:PrefixListReference": withAttachment,
  "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter": withAttachment,
  "aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter": async (one) => ({
    transitGatewayAttachmentId: (await one("aws:ec2transitgateway/peeringAttachment:PeeringAttachment")).id,
  }),
  "aws:directconnect/gateway:Gateway": DX_GATEWAY,
  "aws:directconnect/gatewayAssociation:GatewayAssociation": async (one) => ({
    associatedGatewayId: (await one("aws:ec2/vpnGateway:VpnGateway")).id,
  }),
  "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface": link,
  "aws:directconnect/transitVirtualInterface:TransitVirtualInterface": link,
  "aws:directconnect/publicVirtualInterface:PublicVirtualInterface": link,
  "aws:directconnect/connectionConfirmation:ConnectionConfirmation": { connectionId: "dxcon-a1b2c3d4" },
  "aws:kms/alias:Alias": { name: "alias/example" },
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": { awsServiceName: "config.amazonaws.com" },
  [ORGANIZATION]: {
    enabledPolicyTypes: ["SERVICE_CONTROL_POLICY"],
    awsServiceAccessPrincipals: ["cloudtrail.amazonaws.com", "config.amazonaws.com", "iam.amazonaws.com"],
  },
  "aws:iam/organizationsFeatures:OrganizationsFeatures": { enabledFeatures: ["RootSessions"] },
  "aws:organizations/organizationalUnit:OrganizationalUnit": withRoot,
  "aws:organizations/account:Account": { email: "example@example.com" },
  "aws:organizations/policy:Policy": { content: IDENTITY_POLICY },
  "aws:organizations/delegatedAdministrator:DelegatedAdministrator": {
    accountId: THERE,
    servicePrincipal: "config.amazonaws.com",
  },
  "aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount": { accountId: THERE },
  "aws:ram/principalAssociation:PrincipalAssociation": { principal: THERE },
  "aws:ram/resourceAssociation:ResourceAssociation": async (one) => ({
    resourceArn: (await one("aws:ec2transitgateway/transitGateway:TransitGateway")).properties.arn ?? "",
  }),
  "aws:cfg/organizationManagedRule:OrganizationManagedRule": inOrganization,
  "aws:cfg/retentionConfiguration:RetentionConfiguration": { retentionPeriodInDays: 365 },
  "aws:cfg/rule:Rule": { source: { owner: "AWS", sourceIdentifier: "VPC_FLOW_LOGS_ENABLED" } },
  "aws:cfg/deliveryChannel:DeliveryChannel": async (one) => ({ s3BucketName: (await one(BUCKET)).id }),
  [RECORDER]: { name: "default" },
  "aws:cfg/recorderStatus:RecorderStatus": { name: "default" },
  "aws:cloudtrail/trail:Trail": async (one) => ({ s3BucketName: (await one(BUCKET)).id }),
  "aws:cloudtrail/eventDataStore:EventDataStore": { terminationProtectionEnabled: false },
  "aws:cloudwatch/contributorInsightRule:ContributorInsightRule": { ruleDefinition: "{}" },
  "aws:cloudwatch/dashboard:Dashboard": { dashboardBody: "{}" },
  "aws:cloudwatch/eventRule:EventRule": { eventPattern: '{"source":["aws.ec2"]}' },
  "aws:cloudwatch/eventTarget:EventTarget": async (one) => ({ arn: (await one("aws:sns/topic:Topic")).id }),
  "aws:cloudwatch/logAccountPolicy:LogAccountPolicy": { policyDocument: "{}" },
  "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy": { policyDocument: "{}" },
  "aws:cloudwatch/logIndexPolicy:LogIndexPolicy": { policyDocument: "{}" },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": { policyName: "example" },
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": async (one) => ({
    destinationArn: (await one(FUNCTION)).properties.arn ?? "",
  }),
  "aws:sns/topicSubscription:TopicSubscription": async (one) => ({
    protocol: "sqs",
    endpoint: (await one("aws:sqs/queue:Queue")).properties.arn ?? "",
  }),
  "aws:sqs/redrivePolicy:RedrivePolicy": { redrivePolicy: "{}" },
  "aws:ssm/document:Document": { content: "{}", documentType: "Command" },
  "aws:ssm/parameter:Parameter": { value: "example" },
  "aws:athena/database:Database": { name: "example" },
  "aws:glue/catalogDatabase:CatalogDatabase": { name: "example" },
  "aws:route53/zone:Zone": { name: "example.com" },
  "aws:route53/record:Record": { name: "www", type: "A", ttl: 60, records: ["192.0.2.1"] },
  "aws:route53/queryLog:QueryLog": async (one) => ({
    zoneId: (await one("aws:route53/zone:Zone")).id,
    cloudwatchLogGroupArn: `arn:aws:logs:us-east-1:${THERE}:log-group:/aws/route53/example.com`,
  }),
  "aws:route53/healthCheck:HealthCheck": { type: "HTTPS" },
  "aws:route53/resolverEndpoint:ResolverEndpoint": async (one) => {
    const subnetId = (await one(SUBNET)).id;
    return {
      ipAddresses: [
        { subnetId, ip: "10.0.0.10" },
        { subnetId, ip: "10.0.0.11" },
      ],
    };
  },
  "aws:route53/resolverRule:ResolverRule": { ruleType: "SYSTEM", domainName: "example.com" },
  "aws:route53/resolverFirewallRule:ResolverFirewallRule": async (one) => ({
    priority: 200,
    firewallDomainListId: (await one("aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList")).id,
  }),
  "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": { priority: 200 },
  "aws:wafv2/webAcl:WebAcl": SIZE,
  "aws:wafv2/ipSet:IpSet": SIZE,
  "aws:wafv2/regexPatternSet:RegexPatternSet": SIZE,
  "aws:wafv2/ruleGroup:RuleGroup": SIZE,
  "aws:shield/protection:Protection": {
    resourceArn: `arn:aws:cloudfront::${HERE}:distribution/EXAMPLE`,
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": async (one) => ({
    resourceArn: (await one("aws:lb/loadBalancer:LoadBalancer")).id,
  }),
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
    logDestinationConfigs: [`arn:aws:logs:eu-west-2:${THERE}:log-group:aws-waf-logs-example`],
  },
  "aws:cloudfront/distribution:Distribution": {
    enabled: true,
    origins: [{ originId: "o", domainName: "example.com" }],
    defaultCacheBehavior: {
      targetOriginId: "o",
      viewerProtocolPolicy: "https-only",
      allowedMethods: ["GET"],
      cachedMethods: ["GET"],
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
  },
  "aws:acm/certificate:Certificate": { domainName: "example.com", validationMethod: "DNS" },
  "aws:lb/loadBalancer:LoadBalancer": balancer,
  "aws:alb/loadBalancer:LoadBalancer": balancer,
  "aws:lb/targetGroup:TargetGroup": targets,
  "aws:alb/targetGroup:TargetGroup": targets,
  [LISTENER]: { port: 80, protocol: "HTTP" },
  "aws:alb/listener:Listener": { port: 80, protocol: "HTTP" },
  "aws:rds/subnetGroup:SubnetGroup": withTwoSubnets,
  "aws:rds/instance:Instance": { engine: "postgres", skipFinalSnapshot: true },
  "aws:rds/cluster:Cluster": { engine: "aurora-postgresql", skipFinalSnapshot: true },
  "aws:ecs/taskDefinition:TaskDefinition": {
    family: "example",
    containerDefinitions: '[{"name":"app","image":"app"}]',
  },
  "aws:appautoscaling/target:Target": { ...scaled, minCapacity: 1, maxCapacity: 2 },
  "aws:appautoscaling/policy:Policy": scaled,
  "aws:appautoscaling/scheduledAction:ScheduledAction": scaled,
  "aws:scheduler/schedule:Schedule": { scheduleExpression: "rate(1 hour)" },
  "aws:lambda/invocation:Invocation": async (one) => ({
    functionName: (await one(FUNCTION)).id,
    input: "{}",
  }),
  "aws:opensearch/domain:Domain": { domainName: "example", advancedSecurityOptions: { enabled: true } },
  "aws:opensearch/serverlessCollection:ServerlessCollection": { name: "example" },
  "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy": {
    type: "encryption",
    policy: '{"Rules":[{"ResourceType":"collection","Resource":["collection/example"]}],"AWSOwnedKey":true}',
  },
  "aws:networkfirewall/firewall:Firewall": async (one) => ({
    vpcId: (await one(VPC)).id,
    subnetMappings: [{ subnetId: (await one(SUBNET)).id }],
  }),
};

const CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel";

/** What must be there first though no required input says so. */
const REQUISITES: Readonly<Record<string, readonly string[]>> = {
  "aws:iam/organizationsFeatures:OrganizationsFeatures": [ORGANIZATION],
  "aws:organizations/account:Account": [ORGANIZATION],
  "aws:organizations/policy:Policy": [ORGANIZATION],
  "aws:organizations/resourcePolicy:ResourcePolicy": [ORGANIZATION],
  "aws:organizations/delegatedAdministrator:DelegatedAdministrator": [ORGANIZATION],
  "aws:organizations/policyAttachment:PolicyAttachment": [ORGANIZATION],
  "aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount": [ORGANIZATION],
  "aws:cfg/organizationManagedRule:OrganizationManagedRule": [ORGANIZATION, RECORDER],
  "aws:cfg/organizationCustomRule:OrganizationCustomRule": [ORGANIZATION, RECORDER],
  "aws:cfg/organizationCustomPolicyRule:OrganizationCustomPolicyRule": [ORGANIZATION, RECORDER],
  "aws:cfg/organizationConformancePack:OrganizationConformancePack": [ORGANIZATION, RECORDER],
  "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount": [ORGANIZATION],
  "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount": [ORGANIZATION],
  "aws:securityhub/organizationConfiguration:OrganizationConfiguration": [ORGANIZATION, HUB],
  "aws:securityhub/configurationPolicy:ConfigurationPolicy": [ORGANIZATION],
  "aws:securityhub/actionTarget:ActionTarget": [HUB],
  "aws:securityhub/automationRule:AutomationRule": [HUB],
  "aws:securityhub/findingAggregator:FindingAggregator": [HUB],
  "aws:securityhub/insight:Insight": [HUB],
  "aws:securityhub/member:Member": [HUB],
  "aws:securityhub/productSubscription:ProductSubscription": [HUB],
  "aws:securityhub/standardsSubscription:StandardsSubscription": [HUB],
  "aws:cfg/conformancePack:ConformancePack": [RECORDER],
  "aws:cfg/rule:Rule": [RECORDER],
  [CHANNEL]: [RECORDER, BUCKET_POLICY],
  "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions": [ACCEPTER],
  "aws:cfg/recorderStatus:RecorderStatus": [RECORDER, CHANNEL],
  "aws:cloudtrail/trail:Trail": [BUCKET_POLICY],
  "aws:ec2/natGateway:NatGateway": [GATEWAY],
  "aws:appautoscaling/policy:Policy": ["aws:appautoscaling/target:Target"],
  "aws:appautoscaling/scheduledAction:ScheduledAction": ["aws:appautoscaling/target:Target"],
  "aws:opensearch/serverlessCollection:ServerlessCollection": [
    "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy",
  ],
  "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec": ["aws:route53/keySigningKey:KeySigningKey"],
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": [VERSIONING],
};

/** Inputs of a type that cannot be told from its declarations and its model. */
export async function samples(token: string, one: One): Promise<Props | undefined> {
  const given = SAMPLES[token];
  return typeof given === "function" ? given(one) : given;
}

/** What must be there before one of a type can be. */
export function requisites(token: string): readonly string[] {
  return REQUISITES[token] ?? [];
}
