import { type OneOrMore, type Statement, trustDocument } from "./policy-document";

/** Nobody speaks to it in the clear. `resource` is what the action applies to, such as a bucket and its objects. */
export function onlyOverTls(action: string, resource: OneOrMore): Statement {
  return {
    Sid: "OnlyOverTls",
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/** A bucket and its objects over TLS only. */
export function bucketOnlyOverTls(bucketArn: string): Statement {
  return onlyOverTls("s3:*", [bucketArn, `${bucketArn}/*`]);
}

/**
 * Trust policy of a role that one service takes. The condition says for whom the service may act; without one, any customer of
 * the service could have it act for him (the confused deputy), so leave it out only where the service sends no such context.
 *
 * @param service its principal, such as `ssm.amazonaws.com`
 */
export function serviceTrust(Sid: string, service: string, Condition?: Statement["Condition"]): string {
  return trustDocument([
    {
      Sid,
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sts:AssumeRole",
      ...(Condition ? { Condition } : {}),
    },
  ]);
}
