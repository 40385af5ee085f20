/** One resource of a generated state. */
interface Made {
  readonly type: string;
  readonly name: string;
  readonly account: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Names of the resources that properties come from. */
  readonly from?: Readonly<Record<string, string>>;
}

const urnOf = (type: string, name: string): string => `urn:pulumi:t::landing-zone::${type}::${name}`;
const AWS = "pulumi:providers:aws";

/** The engine's marker of an unknown text. */
export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Entries of resources as the engine writes them, those of their providers before them. References are ids, or unknown. */
function entriesOf(made: readonly Made[], known: boolean) {
  const accounts = [...new Set(made.map(({ account }) => account))];
  const types = new Map(made.map(({ name, type }) => [name, type]));
  const providers = accounts.map((account) => ({
    urn: urnOf(AWS, `in-${account}`),
    custom: true,
    type: AWS,
    id: `provider-${account}`,
    inputs: { region: "eu-west-2", allowedAccountIds: JSON.stringify([account]) },
  }));
  const resources = made.map(({ type, name, account, inputs = {}, from = {} }) => {
    const references = Object.fromEntries(
      Object.entries(from).map(([key, target]) => [key, known ? `id-of-${target}` : UNKNOWN_TEXT]),
    );
    const edges = Object.entries(from).map(([key, target]) => [
      key,
      [urnOf(types.get(target) ?? "", target)],
    ]);
    const whole = { ...inputs, ...references };
    return {
      urn: urnOf(type, name),
      custom: true,
      type,
      ...(known ? { id: `id-of-${name}` } : {}),
      inputs: whole,
      outputs: known ? { ...whole, arn: `arn:aws:x:eu-west-2:${account}:${name}` } : whole,
      dependencies: edges.flatMap(([, urns]) => urns),
      propertyDependencies: {
        ...Object.fromEntries(Object.keys(inputs).map((key) => [key, []])),
        ...Object.fromEntries(edges),
      },
      provider: `${urnOf(AWS, `in-${account}`)}::provider-${account}`,
    };
  });
  return [...providers, ...resources];
}

export function stateOf(made: readonly Made[]): string {
  return JSON.stringify({ version: 3, deployment: { resources: entriesOf(made, true) } });
}

/** A preview that creates everything. */
export function previewOf(made: readonly Made[]): string {
  const steps = entriesOf(made, false).map((newState) => ({ op: "create", urn: newState.urn, newState }));
  return JSON.stringify({ steps });
}

export const HUB = "111111111111";

export interface Network {
  readonly workloads: number;
  /** Routes of the hub to each workload. */
  readonly routes?: number;
}

/** A hub with a peering and routes to each workload, a zone for all of them, and a bucket that their accounts may write to. */
export function network({ workloads, routes = 2 }: Network): readonly Made[] {
  const VPC = "aws:ec2/vpc:Vpc";
  const account = (index: number): string => String(200_000_000_000 + index);
  const all = Array.from({ length: workloads }, (_, index) => index);
  const statement = {
    Effect: "Allow",
    Principal: { Service: "delivery.logs.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: all.map((index) => `arn:aws:s3:::logs/AWSLogs/${account(index)}/*`),
  };
  return [
    { type: VPC, name: "hub", account: HUB, inputs: { tags: { "network-role": "hub" } } },
    { type: "aws:ec2/routeTable:RouteTable", name: "table", account: HUB, from: { vpcId: "hub" } },
    { type: "aws:route53/zone:Zone", name: "zone", account: HUB, inputs: { name: "example.org" } },
    {
      type: "aws:s3/bucketPolicy:BucketPolicy",
      name: "logs",
      account: HUB,
      inputs: { policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) },
    },
    ...all.flatMap((index): Made[] => [
      {
        type: VPC,
        name: `w${index}`,
        account: account(index),
        inputs: { tags: { "network-role": "spoke" } },
      },
      // Its own account's: however many there are, the next workload has another account.
      ...[1, 2, 3].map((role) => ({
        type: "aws:iam/role:Role",
        name: `role${role}-w${index}`,
        account: account(index),
        inputs: { assumeRolePolicy: "{}" },
      })),
      {
        type: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
        name: `peering-w${index}`,
        account: HUB,
        from: { vpcId: "hub", peerVpcId: `w${index}` },
      },
      ...Array.from({ length: routes }, (_, route) => ({
        type: "aws:ec2/route:Route",
        name: `route${route}-w${index}`,
        account: HUB,
        from: { routeTableId: "table", vpcPeeringConnectionId: `peering-w${index}` },
      })),
      {
        type: "aws:route53/zoneAssociation:ZoneAssociation",
        name: `names-w${index}`,
        account: account(index),
        from: { zoneId: "zone", vpcId: `w${index}` },
      },
    ]),
  ];
}
