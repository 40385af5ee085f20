/** The same resources as a Terraform plan, for tools that read nothing else. */

const TYPES: Readonly<Record<string, string>> = {
  "aws:ec2/vpc:Vpc": "aws_vpc",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "aws_default_security_group",
  "aws:ec2/flowLog:FlowLog": "aws_flow_log",
  "aws:cloudwatch/logGroup:LogGroup": "aws_cloudwatch_log_group",
  "aws:kms/key:Key": "aws_kms_key",
  "aws:ec2/subnet:Subnet": "aws_subnet",
  "aws:ec2/routeTableAssociation:RouteTableAssociation": "aws_route_table_association",
  "aws:ec2/routeTable:RouteTable": "aws_route_table",
  "aws:ec2/route:Route": "aws_route",
  "aws:ec2/networkAcl:NetworkAcl": "aws_network_acl",
  "aws:ec2/networkAclRule:NetworkAclRule": "aws_network_acl_rule",
  "aws:ec2/securityGroup:SecurityGroup": "aws_security_group",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "aws_vpc_security_group_ingress_rule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "aws_vpc_security_group_egress_rule",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "aws_vpc_endpoint",
  "aws:s3/bucket:Bucket": "aws_s3_bucket",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "aws_s3_bucket_public_access_block",
  "aws:s3/bucketVersioning:BucketVersioning": "aws_s3_bucket_versioning",
  "aws:s3/bucketPolicy:BucketPolicy": "aws_s3_bucket_policy",
  "aws:iam/role:Role": "aws_iam_role",
  "aws:iam/rolePolicy:RolePolicy": "aws_iam_role_policy",
  "aws:sns/topic:Topic": "aws_sns_topic",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "aws_cloudwatch_metric_alarm",
  "aws:lambda/function:Function": "aws_lambda_function",
  "aws:ec2/networkInterface:NetworkInterface": "aws_network_interface",
  "aws:s3/bucketLogging:BucketLogging": "aws_s3_bucket_logging",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    "aws_s3_bucket_server_side_encryption_configuration",
  "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation":
    "aws_route53_resolver_query_log_config_association",
};

interface Stored {
  readonly type: string;
  readonly urn: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** Plan JSON as `terraform show -json` writes it; blocks nest as lists. */
export function planOf(resources: readonly Stored[]): object {
  const planned = resources.flatMap(({ type, urn, inputs }) => {
    const name = urn.split("::").at(-1) ?? "";
    const terraform = TYPES[type];
    if (terraform === undefined) return [];
    const values = snake(inputs ?? {});
    return [
      {
        address: `${terraform}.${name}`,
        mode: "managed",
        type: terraform,
        name,
        provider_name: "registry.terraform.io/hashicorp/aws",
        schema_version: 1,
        values,
      },
    ];
  });
  const changes = planned.map(({ values, schema_version: _, ...rest }) => ({
    ...rest,
    change: { actions: ["create"], before: null, after: values, after_unknown: {} },
  }));
  return {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: { root_module: { resources: planned } },
    resource_changes: changes,
    configuration: { root_module: { resources: resources.flatMap(configurationOf) } },
  };
}

/** Names of the resources that a property comes from: what a plan's configuration says, and graph checks follow. */
function configurationOf({ type, urn, propertyDependencies }: Stored): object[] {
  const terraform = TYPES[type];
  if (terraform === undefined) return [];
  const name = urn.split("::").at(-1) ?? "";
  const expressions = Object.fromEntries(
    Object.entries(propertyDependencies ?? {}).map(([property, urns]) => [
      snakeCase(property),
      {
        references: urns.flatMap((target) => {
          const [, , targetType = "", targetName = ""] = target.split("::");
          const address = `${TYPES[targetType] ?? "aws_unknown"}.${targetName}`;
          return [`${address}.id`, address];
        }),
      },
    ]),
  );
  return [
    {
      address: `${terraform}.${name}`,
      mode: "managed",
      type: terraform,
      name,
      provider_config_key: "aws",
      expressions,
    },
  ];
}

function snakeCase(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function snake(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snake);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => {
      const name = snakeCase(key);
      // Maps stay maps; every other object is a block.
      if (key === "tags" || key === "variables") return [name, element];
      const inner = snake(element);
      return [
        name,
        typeof element === "object" && element !== null && !Array.isArray(element) ? [inner] : inner,
      ];
    }),
  );
}
