import * as pulumi from "@pulumi/pulumi";

/** A resource as the program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly provider: string;
}

/** Blocks of the prefix lists that AWS keeps, by the end of their names, as the mocks know them. */
export const MOCKED_PREFIXES = {
  s3: ["3.5.244.0/22", "52.95.148.0/23"],
  dynamodb: ["52.94.15.0/24"],
  "origin-facing": ["130.176.0.0/17"],
} as const;

function answerOf(token: string, inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found = Object.entries(MOCKED_PREFIXES).find(([end]) => String(inputs.name).endsWith(end));
  return {
    ...inputs,
    id: `id-of-${token}`,
    ...(token === "aws:ec2/getManagedPrefixList:getManagedPrefixList"
      ? { entries: (found?.[1] ?? []).map((cidr) => ({ cidr, description: "" })) }
      : {}),
  };
}

/** Records what is registered while `program` runs under Pulumi's mocks; ids are `NAME-id`. */
export async function record(program: () => unknown): Promise<Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, provider }) => {
        registered.push({ type, name, inputs: inputs as Record<string, unknown>, provider: provider ?? "" });
        const id = `${name}-id`;
        return { id, state: { ...inputs, ...computed(type, name) } };
      },
      call: ({ token, inputs }) => answerOf(token, inputs as Record<string, unknown>),
    },
    "landing-zone",
    "test",
    false,
  );
  admitErrorHooks();
  await pulumi.runtime.runInPulumiStack(async () => {
    program();
    return {};
  });
  await settled(registered);
  return registered;
}

/** The SDK's mocks say that they know hooks on errors, and lack the call that registers one. */
function admitErrorHooks(): void {
  const { getMonitor } = pulumi.runtime as unknown as { getMonitor: () => Record<string, unknown> };
  getMonitor()["registerErrorHook"] ??= (_request: unknown, done: (error: null, answer: object) => void) =>
    done(null, {});
}

/**
 * Waits for what is registered after the program has ended, since it needs another's outputs. The SDK's own `disconnect` would wait for
 * calls under way only: a resource that is registered after it never ends, and neither does the next program.
 */
async function settled(registered: readonly Registered[]): Promise<void> {
  const { waitForRPCs } = pulumi.runtime as unknown as { waitForRPCs: () => Promise<void> };
  for (let quiet = 0, count = registered.length; quiet < 3; quiet++) {
    await waitForRPCs();
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (registered.length > count) [quiet, count] = [0, registered.length];
  }
}

function computed(type: string, name: string): Record<string, unknown> {
  const arn = `arn:aws:mock:eu-west-2:210000000000:${name}`;
  switch (type) {
    case "aws:ec2/vpc:Vpc":
      return {
        arn,
        defaultNetworkAclId: `${name}-default-acl`,
        defaultRouteTableId: `${name}-default-table`,
      };
    case "aws:organizations/organization:Organization":
      return { arn, roots: [{ id: "r-abcd" }] };
    case "aws:ec2/vpcEndpoint:VpcEndpoint":
      return {
        arn,
        prefixListId: `${name}-prefix-list`,
        dnsEntries: [{ dnsName: `${name}.vpce.amazonaws.com`, hostedZoneId: "Z-of-endpoints" }],
      };
    case "awsx:lb:ApplicationLoadBalancer":
      return {
        loadBalancer: {
          arn,
          dnsName: `${name}.elb.amazonaws.com`,
          zoneId: "Z-of-load-balancers",
          arnSuffix: `app/${name}/1`,
        },
        defaultTargetGroup: { arn: `${arn}-targets`, arnSuffix: `targetgroup/${name}/1` },
      };
    case "awsx:ecs:FargateService":
      return { service: { name } };
    case "aws:acm/certificate:Certificate":
      return {
        arn,
        domainValidationOptions: [
          { resourceRecordName: `_${name}`, resourceRecordType: "CNAME", resourceRecordValue: "_validation" },
        ],
      };
    case "aws:rds/instance:Instance":
      return {
        arn,
        address: `${name}.rds`,
        resourceId: `db-${name}`,
        masterUserSecrets: [{ secretArn: arn }],
      };
    case "aws:route53/zone:Zone":
      return { arn, zoneId: `${name}-id` };
    case "aws:dynamodb/table:Table":
    case "aws:lambda/function:Function":
    case "aws:sqs/queue:Queue":
    case "aws:cloudwatch/eventRule:EventRule":
      return { arn, name };
    case "aws:cloudwatch/logGroup:LogGroup":
      return { arn, name: `${name}-group` };
    case "aws:ec2/eip:Eip":
      return { arn, allocationId: `${name}-id`, publicIp: "203.0.113.1" };
    default:
      return { arn };
  }
}
