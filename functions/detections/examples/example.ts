import { type TrailRecord } from "../../lib/events";

/** One record that fires a detection and one that looks much like it and does not. */
export interface Example {
  readonly fires: Case;
  readonly nearMiss: Case;
  /** Further records that fire: other forms of the same request. */
  readonly alsoFires?: readonly Case[];
  /** Further records that do not. */
  readonly alsoMisses?: readonly Case[];
}

export interface Case {
  /** What the record shows, for the documentation. */
  readonly what: string;
  readonly record: TrailRecord;
}

/** Examples by the id of their detection. */
export type Examples = Readonly<Record<string, Example>>;

/** A record as CloudTrail writes it, of a call by a person's role. `extra` overrides any field. */
export function call(
  service: string,
  name: string,
  requestParameters: unknown = null,
  extra: TrailRecord = {},
): TrailRecord {
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      principalId: "AROAEXAMPLE:alice",
      arn: "arn:aws:sts::111122223333:assumed-role/Operator/alice",
      accountId: "111122223333",
      sessionContext: {
        sessionIssuer: { type: "Role", arn: "arn:aws:iam::111122223333:role/Operator", userName: "Operator" },
      },
    },
    eventTime: "2026-03-24T21:11:59Z",
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: "eu-west-2",
    sourceIPAddress: "198.51.100.7",
    userAgent: "aws-cli/2.15",
    requestParameters,
    responseElements: null,
    eventID: `${service}-${name}`,
    readOnly: false,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: "111122223333",
    eventCategory: "Management",
    ...extra,
  };
}

/** A case. */
export function is(what: string, record: TrailRecord): Case {
  return { what, record };
}
