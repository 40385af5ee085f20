/**
 * AWS services with an interface endpoint: the last part of `com.amazonaws.REGION.SERVICE`, and the names by which
 * clients call the service, below `REGION.amazonaws.com` (`@` stands for `SERVICE.REGION.amazonaws.com` itself).
 *
 * Sources: AWS PrivateLink guide, "AWS services that integrate with AWS PrivateLink", and each service's page on interface
 * endpoints; names as `describe-vpc-endpoint-services` gives them in PrivateDnsNames. All of them take endpoint policies.
 * Read 2026-11.
 */
const table = {
  "application-autoscaling": "@",
  athena: "@",
  autoscaling: "@",
  backup: "@",
  cloudformation: "@",
  cloudtrail: "@",
  config: "@",
  ec2: "@",
  ec2messages: "@",
  "ecr.api": "api.ecr",
  "ecr.dkr": "dkr.ecr *.dkr.ecr",
  ecs: "@",
  elasticfilesystem: "@",
  elasticloadbalancing: "@",
  events: "@",
  glue: "@",
  "guardduty-data": "@",
  "kinesis-firehose": "firehose",
  "kinesis-streams": "kinesis",
  kms: "@",
  lambda: "@",
  logs: "@",
  monitoring: "@",
  rds: "@",
  secretsmanager: "@",
  securityhub: "@",
  sns: "@",
  sqs: "@",
  ssm: "@",
  ssmmessages: "@",
  states: "@",
  sts: "@",
  xray: "@",
} as const satisfies Readonly<Record<string, string>>;

export type InterfaceEndpointService = keyof typeof table;

/** Services that interface endpoints of the hub serve. */
export const interfaceEndpointServices = Object.keys(table) as [
  InterfaceEndpointService,
  ...InterfaceEndpointService[],
];

/**
 * Names, in a Region, that clients call a service by: the first is the zone that holds the others.
 * @param suffix `amazonaws.com`, or its counterpart in the partition
 */
export function privateNamesOf(service: InterfaceEndpointService, region: string, suffix: string): string[] {
  return table[service].split(" ").map((name) => `${name === "@" ? service : name}.${region}.${suffix}`);
}
