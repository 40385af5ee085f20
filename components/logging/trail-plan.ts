import { policyDocument } from "../policy-document";
import { serviceTrust } from "../policy-statements";

/**
 * The organisation's trail. Its name is given, not made up: the archive's policy and key must know its ARN before it is there.
 */
export interface TrailIdentity {
  readonly name: string;
  readonly managementAccountId: string;
  readonly partition: string;
  /** Home Region of the trail. */
  readonly region: string;
}

/** ARN that a trail will have. Source: Service Authorization Reference, CloudTrail, read 2026-11. */
export function trailArn({ name, managementAccountId, partition, region }: TrailIdentity): string {
  return `arn:${partition}:cloudtrail:${region}:${managementAccountId}:trail/${name}`;
}

/** A condition on one field of an event. */
export interface FieldSelector {
  readonly field: string;
  readonly equals?: string[];
  readonly notEquals?: string[];
  readonly startsWiths?: string[];
}

export interface EventSelector {
  readonly name: string;
  readonly fieldSelectors: FieldSelector[];
}

/**
 * What the trail records: all management events, and who reads, lists or deletes in the buckets of logs. What is put there is
 * left out: only log services can, at each delivery, and the trail's own deliveries would record themselves without end.
 * Source: CloudTrail API reference, AdvancedFieldSelector, read 2026-11.
 * @param bucketPrefixes how the names of log buckets begin
 */
export function eventSelectors(partition: string, bucketPrefixes: readonly string[]): EventSelector[] {
  return [
    { name: "Management events", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
    {
      name: "Who touches the logs",
      fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: ["AWS::S3::Object"] },
        {
          field: "resources.ARN",
          startsWiths: bucketPrefixes.map((name) => `arn:${partition}:s3:::${name}`),
        },
        { field: "eventName", notEquals: ["PutObject"] },
      ],
    },
  ];
}

/** How the names of the log buckets begin: of the organisation, and of each environment. */
export function logBucketPrefixes(environments: readonly string[]): string[] {
  return [
    "organization-log-archive",
    ...[...new Set(environments)].sort().map((environment) => `${environment}-log-archive`),
    "aws-waf-logs-",
  ];
}

/** Unusual rates of calls and of errors. Source: CloudTrail user guide, Working with CloudTrail Insights, read 2026-11. */
export const insightTypes = ["ApiCallRateInsight", "ApiErrorRateInsight"] as const;

/** Name of the trail's log group: the one that CloudTrail itself proposes. */
export const trailLogGroup = "CloudTrail/DefaultLogGroup";

/**
 * Name of the destination by which an environment's search takes the trail's records. It is given, not made up: the organisation stack, which
 * subscribes the trail's log group to it, is deployed without the environment's outputs.
 */
export const trailDestination = (environment: string): string => `LandingZoneTrail-${environment}`;

/**
 * ARN of that destination. It is in the trail's home Region, as a log group can be subscribed to a destination of its own Region only.
 * Sources: Service Authorization Reference, CloudWatch Logs; CloudWatch Logs user guide, "Cross-account subscriptions", read 2026-11.
 */
export function trailDestinationArn(
  environment: string,
  {
    accountId,
    partition,
    region,
  }: { readonly accountId: string; readonly partition: string; readonly region: string },
): string {
  return `arn:${partition}:logs:${region}:${accountId}:destination:${trailDestination(environment)}`;
}

/**
 * The management account may subscribe log groups to the destination of the trail, and nobody else: not another account of the organisation,
 * which could fill the search with records of a trail that never was.
 */
export function trailDestinationPolicy(destinationArn: string, managementAccountId: string): string {
  return policyDocument([
    {
      Sid: "TheManagementAccountSubscribes",
      Effect: "Allow",
      Principal: { AWS: managementAccountId },
      Action: "logs:PutSubscriptionFilter",
      Resource: destinationArn,
    },
  ]);
}

/** Only this trail may use the role that writes to its log group. */
export function trailTrustPolicy(arn: string): string {
  return serviceTrust("Trail", "cloudtrail.amazonaws.com", { StringEquals: { "aws:SourceArn": arn } });
}

/**
 * What the role may do: write the streams that an organisation's trail writes, of the management account and of the organisation.
 * Source: CloudTrail user guide, Role policy document for CloudTrail to use CloudWatch Logs, read 2026-11.
 */
export function trailWritePolicy(
  { managementAccountId, region }: TrailIdentity,
  groupArn: string,
  organizationId: string,
): string {
  return policyDocument([
    {
      Sid: "WriteItsStreams",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: [managementAccountId, organizationId].map(
        (owner) =>
          `${groupArn}:log-stream:${owner}_${owner === managementAccountId ? `CloudTrail_${region}` : ""}*`,
      ),
    },
  ]);
}
