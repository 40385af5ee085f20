import type { AccessModel } from "./model";
import type { Account } from "./organization";
import type { Principal } from "./principals";
import { globalRegion, globalServices } from "./facts";
import type { Resource } from "./resources";

/** Keys of a request's context; a list where AWS has one. */
export type Context = Record<string, string | string[]>;

/** The VPC endpoint that a request goes through. */
export type Endpoint = Resource;

const privateSource = "10.0.0.10";
const publicSource = "203.0.113.10";

function ofPrincipal(model: AccessModel, { type, value, account }: Principal): Context {
  if (type === "anonymous" || !value || !account)
    return { "aws:PrincipalIsAWSService": "false", "aws:PrincipalType": "Anonymous" };
  if (type === "service") {
    return {
      "aws:PrincipalIsAWSService": "true",
      "aws:PrincipalServiceName": value,
      "aws:PrincipalServiceNamesList": [value],
      "aws:SourceAccount": account.id,
      "aws:SourceOrgID": account.organizationId,
      "aws:SourceOrgPaths": [model.organization.pathOf(account)],
    };
  }
  return {
    "aws:PrincipalIsAWSService": "false",
    "aws:PrincipalArn": value,
    "aws:PrincipalAccount": account.id,
    "aws:PrincipalOrgID": account.organizationId,
    "aws:PrincipalOrgPaths": [model.organization.pathOf(account)],
    "aws:PrincipalType": type === "root" ? "Account" : "AssumedRole",
    "aws:userid": type === "root" ? account.id : "AROAEXAMPLEEXAMPLE123:session",
  };
}

function ofEndpoint({ organization }: AccessModel, endpoint: Endpoint | undefined): Context {
  if (!endpoint) return { "aws:SourceIp": publicSource };
  const { accountId, outputs } = endpoint;
  return {
    "aws:SourceVpce": String(outputs.id),
    "aws:SourceVpc": String(outputs.vpcId),
    "aws:VpcSourceIp": privateSource,
    "aws:VpceAccount": accountId,
    "aws:VpceOrgID": organization.accountOf(accountId)?.organizationId ?? "",
  };
}

/**
 * The context that AWS would fill for a request; the simulator fills none of it.
 *
 * @param owner account of the resource
 * @param region in which the resource is
 * @param tags of the resource
 */
export function contextOf(
  model: AccessModel,
  action: string,
  principal: Principal,
  owner: Account,
  region: string,
  endpoint: Endpoint | undefined,
  tags: Readonly<Record<string, string>>,
): Context {
  const [service = ""] = action.split(":");
  return {
    ...ofPrincipal(model, principal),
    // A service's own calls come from nowhere in particular.
    ...(principal.type === "service" ? {} : ofEndpoint(model, endpoint)),
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
    "aws:RequestedRegion": globalServices.has(service) ? globalRegion : region,
    "aws:ResourceAccount": owner.id,
    "aws:ResourceOrgID": owner.organizationId,
    "aws:ResourceOrgPaths": [model.organization.pathOf(owner)],
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value])),
    ...(service === "s3" ? { "s3:ResourceAccount": owner.id, "s3:TlsVersion": "1.3" } : {}),
    ...(service === "kms" && principal.account ? { "kms:CallerAccount": principal.account.id } : {}),
  };
}
