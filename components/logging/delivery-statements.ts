import { type Statement } from "../policy-document";
import { type LogService, distributionRegion, loadBalancingAccounts } from "./log-services";

/** What the policy of a bucket of logs is made from. */
export interface DeliveryScope {
  readonly bucketArn: string;
  readonly partition: string;
  /** Region of the bucket, and of whatever logs to it. */
  readonly region: string;
  readonly organizationId: string;
  /** Account of the bucket. */
  readonly accountId: string;
  /** Accounts that may have load balancers: their logs are told apart by path alone. */
  readonly accounts: readonly string[];
  /** The organisation's trail: its ARN holds the management account. */
  readonly trailArn?: string;
}

type Condition = NonNullable<Statement["Condition"]>;

/** How one service's requests are recognised as the organisation's. */
function conditionOf(service: LogService, scope: DeliveryScope): Condition {
  const { partition, organizationId, accountId } = scope;
  const arns = sourceArns(service, scope).map((arn) => `arn:${partition}:${arn}`);
  const ofSource: Condition = arns.length > 0 ? { ArnLike: { "aws:SourceArn": arns } } : {};
  switch (service.heldBy) {
    case "aws:SourceOrgID":
      return { StringEquals: { "aws:SourceOrgID": organizationId }, ...ofSource };
    case "aws:SourceAccount":
      return { StringEquals: { "aws:SourceAccount": accountId }, ...ofSource };
    case "aws:SourceArn of the trail":
      return { StringEquals: { "aws:SourceArn": trailOf(scope) } };
    case "account in the path":
      return {};
  }
}

function sourceArns({ name, sourceArn }: LogService, { partition, region }: DeliveryScope): string[] {
  if (sourceArn === undefined) return [];
  if (!sourceArn.includes("REGION")) return [sourceArn];
  const global = distributionRegion[partition];
  // A web ACL of a distribution logs from CloudFront's Region, one of a load balancer from its own.
  const regions = name === "Distributions" ? [global] : name === "WebAcls" ? [region, global] : [region];
  return [...new Set(regions)].flatMap((one) => (one ? [sourceArn.replace("REGION", one)] : []));
}

function trailOf({ trailArn }: DeliveryScope): string {
  if (trailArn === undefined) throw new Error("a bucket for the organisation's trail needs the trail's ARN");
  return trailArn;
}

/** Below what a service may write: one or more patterns of objects. */
function objectsOf(service: LogService, scope: DeliveryScope): string[] {
  const { bucketArn, organizationId, accounts } = scope;
  const base = [bucketArn, service.prefix, service.ownPath].filter((part) => part !== "").join("/");
  const below = `${base.replace(/\/$/, "")}/*`;
  switch (service.heldBy) {
    case "account in the path":
      return accounts.map((account) => below.replace("ACCOUNT", account));
    case "aws:SourceArn of the trail": {
      const management = trailOf(scope).split(":")[4]!;
      return [management, organizationId].map((owner) => below.replace(/\*$/, `${owner}/*`));
    }
    default:
      return [below.replace("ACCOUNT", "*")];
  }
}

/** Account that writes in the service's stead; undefined where the service's principal writes. */
export function writingAccount({ name }: LogService, { region }: DeliveryScope): string | undefined {
  return name === "LoadBalancers" ? loadBalancingAccounts[region] : undefined;
}

/** A service writes below its prefix, for this organisation only. Without an account that could log, nothing. */
function writing(service: LogService, scope: DeliveryScope): Statement[] {
  const condition = conditionOf(service, scope);
  const equals: Record<string, string> = service.sendsAcl
    ? { "s3:x-amz-acl": "bucket-owner-full-control" }
    : {};
  Object.assign(equals, condition.StringEquals);
  const all: Condition = {
    ...condition,
    ...(Object.keys(equals).length > 0 ? { StringEquals: equals } : {}),
  };
  const objects = objectsOf(service, scope);
  if (objects.length === 0) return [];
  const account = writingAccount(service, scope);
  return [
    {
      Sid: `${service.name}Writes`,
      Effect: "Allow",
      Principal: account
        ? { AWS: `arn:${scope.partition}:iam::${account}:root` }
        : { Service: service.principal },
      Action: "s3:PutObject",
      Resource: objects.length === 1 ? objects[0]! : objects,
      ...(Object.keys(all).length > 0 ? { Condition: all } : {}),
    },
  ];
}

/** Services of one principal look at the bucket alike, so they share a statement. */
function checking(services: readonly LogService[], scope: DeliveryScope): Statement[] {
  const principals = [...new Set(services.map(({ principal }) => principal))];
  return principals.flatMap((principal): Statement[] => {
    const theirs = services.filter((service) => service.principal === principal && service.checks.length > 0);
    if (theirs.length === 0) return [];
    const arns = [...new Set(theirs.flatMap((service) => sourceArns(service, scope)))];
    const first = conditionOf(theirs[0]!, scope);
    return [
      {
        Sid: `${theirs[0]!.name}Checks`,
        Effect: "Allow",
        Principal: { Service: principal },
        Action: theirs[0]!.checks,
        Resource: scope.bucketArn,
        Condition: {
          ...first,
          ...(arns.length > 0
            ? { ArnLike: { "aws:SourceArn": arns.map((arn) => `arn:${scope.partition}:${arn}`) } }
            : {}),
        },
      },
    ];
  });
}

/** What the services may do in a bucket of logs: each writes below its prefix, and looks at the bucket where it must. */
export function deliveryStatements(services: readonly LogService[], scope: DeliveryScope): Statement[] {
  return [...services.flatMap((service) => writing(service, scope)), ...checking(services, scope)];
}
