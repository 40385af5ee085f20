import { policyDocument } from "../policy-document";

/** Account and Region of a search domain. */
export interface SearchScope {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

/**
 * Who may call the domain at all: roles of its account whose own policies say so, and the readers. Which index they may read or write is
 * for the fine-grained access control behind it. Who signs in by SAML has no signature of IAM, so the policy must let anybody's request pass
 * to where the assertion is asked for: docs/decisions/0007-who-may-call-the-search-domain.md.
 */
export function domainAccessPolicy(
  { accountId, partition }: SearchScope,
  domainArn: string,
  readers: readonly string[],
  signIn: boolean,
): string {
  return policyDocument([
    {
      Sid: "RolesOfThisAccountByTheirPolicies",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: ["es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost", "es:ESHttpPut"],
      Resource: `${domainArn}/*`,
    },
    ...(readers.length === 0
      ? []
      : [
          {
            Sid: "Readers",
            Effect: "Allow",
            Principal: { AWS: readers },
            Action: ["es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost"],
            Resource: `${domainArn}/*`,
          } as const,
        ]),
    ...(signIn
      ? [
          {
            Sid: "WhoeverSignsIn",
            Effect: "Allow",
            Principal: "*",
            Action: ["es:ESHttpDelete", "es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost", "es:ESHttpPut"],
            Resource: `${domainArn}/*`,
          } as const,
        ]
      : []),
  ]);
}

/**
 * The domains whose names begin so write to their log groups: said before the domain is there, which tries it when it is made.
 * Source: OpenSearch Service developer guide, "Monitoring logs with CloudWatch Logs", read 2026-11.
 */
export function domainLogPolicy(
  { accountId, region, partition }: SearchScope,
  namePrefix: string,
  groupArns: readonly string[],
): string {
  return policyDocument([
    {
      Sid: "LogsOfTheSearchDomain",
      Effect: "Allow",
      Principal: { Service: "es.amazonaws.com" },
      Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:PutLogEventsBatch"],
      Resource: groupArns.map((arn) => `${arn}:*`),
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": `arn:${partition}:es:${region}:${accountId}:domain/${namePrefix}*` },
      },
    },
  ]);
}
