import { randomBytes } from "node:crypto";
import { hexOf, type Resource } from "../cloud/cloud";
import {
  MANAGED_CACHE_POLICIES,
  MANAGED_HEADERS_POLICIES,
  MANAGED_REQUEST_POLICIES,
} from "../facts/managed-policies";
import { CLOUDFRONT_LOG_USER, LOAD_BALANCING_ACCOUNTS } from "../facts/service-accounts";
import { refuse } from "../model/refusal";
import { num, object, objects, str, yes, type Props, type Value } from "../model/values";
import { plain } from "../types/dns";
import { ACCOUNT, ORGANIZATION } from "../types/organization";
import { BUCKET, KEY, KEY_ALIAS, ROLE } from "../types/tokens";
import type { Functions, Inquiry } from "./function";

type Result = Record<string, Value | undefined>;

/** One of CloudFront's policies: AWS's own by name or id, or the account's. */
function policy(
  inquiry: Inquiry,
  managed: Readonly<Record<string, string>>,
  token: string,
  kind: string,
): Result {
  const [id, name] = [inquiry.text("id"), inquiry.text("name")];
  const found = Object.entries(managed).find(([own, ownId]) => own === name || ownId === id);
  const arn = (policyId: string): string =>
    `arn:${inquiry.partition}:cloudfront::${inquiry.account}:${kind}/${policyId}`;
  if (found !== undefined)
    return {
      name: found[0],
      id: found[1],
      arn: arn(found[1]),
      etag: `E${hexOf(found[1], 13).toUpperCase()}`,
      comment: "",
    };
  const [own] = inquiry.matching(token, { id, name });
  if (own === undefined) refuse("NoSuchResource", `no matching CloudFront policy found: ${name ?? id ?? ""}`);
  return { ...own.properties, id: own.id, arn: arn(own.id) };
}

function organization(inquiry: Inquiry): Result {
  const [found] = inquiry.cloud.all(ORGANIZATION);
  if (found === undefined)
    refuse("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
  const members = inquiry.cloud.all(ACCOUNT).map(({ id, properties }): Props => {
    const names = ["name", "email", "arn", "status", "state", "joinedMethod", "joinedTimestamp"];
    return { id, ...Object.fromEntries(names.map((name) => [name, properties[name] ?? ""])) };
  });
  const master = objects(found.properties, "accounts").slice(0, 1);
  return { ...found.properties, id: found.id, accounts: [...master, ...members], nonMasterAccounts: members };
}

function zone(inquiry: Inquiry): Result {
  const [id, name, vpcId] = [inquiry.text("zoneId"), inquiry.text("name"), inquiry.text("vpcId")];
  const isPrivate = yes(inquiry.args, "privateZone") || vpcId !== undefined;
  const found = inquiry.matching("aws:route53/zone:Zone", {}).filter((candidate) => {
    const vpcs = objects(candidate.properties, "vpcs");
    return (
      (id === undefined || candidate.id === id) &&
      (name === undefined || plain(str(candidate.properties, "name") ?? "") === plain(name)) &&
      (id !== undefined || vpcs.length > 0 === isPrivate) &&
      (vpcId === undefined || vpcs.some((vpc) => vpc.vpcId === vpcId))
    );
  });
  const [first] = found;
  if (first === undefined || found.length > 1)
    refuse("NoSuchHostedZone", `${found.length} matching Route 53 Hosted Zones found: ${name ?? id ?? ""}`);
  return { ...first.properties, id: first.id, zoneId: first.id, tags: object(first.properties, "tagsAll") };
}

/** A key by id, ARN or alias. */
function keyOf(inquiry: Inquiry, text: string): Resource | undefined {
  const keys = inquiry.cloud.all(KEY);
  const alias = inquiry.cloud
    .all(KEY_ALIAS)
    .find(
      ({ id, account, properties }) =>
        properties.arn === text || (id === text && account === inquiry.account),
    );
  const wanted = str(alias?.properties, "targetKeyId") ?? text;
  return keys.find(({ id, properties }) => id === wanted || properties.arn === wanted);
}

function key(inquiry: Inquiry): Result {
  const text = inquiry.text("keyId") ?? "";
  const found = keyOf(inquiry, text);
  if (found === undefined) refuse("NotFoundException", `Key '${text}' does not exist`);
  const { properties } = found;
  return {
    id: found.id,
    arn: str(properties, "arn"),
    awsAccountId: found.account,
    description: str(properties, "description") ?? "",
    enabled: properties.isEnabled !== false,
    keyManager: "CUSTOMER",
    keySpec: str(properties, "customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT",
    customerMasterKeySpec: str(properties, "customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT",
    keyState: "Enabled",
    keyUsage: str(properties, "keyUsage") ?? "ENCRYPT_DECRYPT",
    multiRegion: yes(properties, "multiRegion"),
    origin: "AWS_KMS",
    region: found.region,
  };
}

function alias(inquiry: Inquiry): Result {
  const name = inquiry.text("name") ?? "";
  const base = `arn:${inquiry.partition}:kms:${inquiry.region}:${inquiry.account}`;
  if (name.startsWith("alias/aws/")) {
    // AWS makes its own keys on their first use, one per service.
    const keyId = hexOf(`${base}/${name}`, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    return {
      id: `${base}:${name}`,
      name,
      arn: `${base}:${name}`,
      targetKeyId: keyId,
      targetKeyArn: `${base}:key/${keyId}`,
      region: inquiry.region,
    };
  }
  const [found] = inquiry.matching(KEY_ALIAS, { id: name });
  if (found === undefined) refuse("NotFoundException", `Alias ${base}:${name} is not found.`);
  return { ...found.properties, id: str(found.properties, "arn"), name };
}

function one(
  inquiry: Inquiry,
  token: string,
  name: string,
  refusal: readonly [code: string, text: string],
): Resource {
  const [found] = inquiry.matching(token, { id: name });
  if (found === undefined) refuse(refusal[0], `${refusal[1]}: ${name}`);
  return found;
}

function secretVersion(inquiry: Inquiry): Result {
  const wanted = inquiry.text("secretId") ?? "";
  const secret = inquiry
    .matching("aws:secretsmanager/secret:Secret", {})
    .find(({ id, properties }) => id === wanted || properties.name === wanted);
  const version = inquiry
    .matching("aws:secretsmanager/secretVersion:SecretVersion", {})
    .filter(({ properties }) => properties.secretId === secret?.id)
    .at(-1);
  if (secret === undefined || version === undefined)
    refuse("ResourceNotFoundException", `Secrets Manager can't find the specified secret value: ${wanted}`);
  const versionId = str(version.properties, "versionId") ?? "";
  return {
    ...version.properties,
    id: `${wanted}|${versionId}`,
    arn: secret.id,
    versionId,
    secretArn: secret.id,
    versionStages: ["AWSCURRENT"],
  };
}

/** A password as asked for; a new one at every call, as from AWS. */
function randomPassword({ args, region }: Inquiry): Result {
  const groups: readonly (readonly [string, string])[] = [
    ["excludeLowercase", "abcdefghijklmnopqrstuvwxyz"],
    ["excludeUppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
    ["excludeNumbers", "0123456789"],
    ["excludePunctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"],
  ];
  const banned = str(args, "excludeCharacters") ?? "";
  const letters = [
    ...groups
      .filter(([flag]) => !yes(args, flag))
      .map(([, text]) => text)
      .join(""),
  ].filter((letter) => !banned.includes(letter));
  const password = [...randomBytes(num(args, "passwordLength") ?? 32)]
    .map((byte) => letters[byte % letters.length])
    .join("");
  return { id: region, region, randomPassword: password };
}

/** Functions of single services. */
export const serviceFunctions: Functions = {
  "aws:elb/getServiceAccount:getServiceAccount": ({ region, partition }) => {
    const account = LOAD_BALANCING_ACCOUNTS[region];
    if (account === undefined) refuse("InvalidRegion", `unsupported ELB Service Account Region (${region})`);
    return { id: account, arn: `arn:${partition}:iam::${account}:root`, region };
  },
  "aws:cloudfront/getCachePolicy:getCachePolicy": (inquiry) =>
    policy(inquiry, MANAGED_CACHE_POLICIES, "aws:cloudfront/cachePolicy:CachePolicy", "cache-policy"),
  "aws:cloudfront/getOriginRequestPolicy:getOriginRequestPolicy": (inquiry) =>
    policy(
      inquiry,
      MANAGED_REQUEST_POLICIES,
      "aws:cloudfront/originRequestPolicy:OriginRequestPolicy",
      "origin-request-policy",
    ),
  "aws:cloudfront/getResponseHeadersPolicy:getResponseHeadersPolicy": (inquiry) =>
    policy(
      inquiry,
      MANAGED_HEADERS_POLICIES,
      "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
      "response-headers-policy",
    ),
  "aws:cloudfront/getLogDeliveryCanonicalUserId:getLogDeliveryCanonicalUserId": () => ({
    id: CLOUDFRONT_LOG_USER,
  }),
  "aws:s3/getCanonicalUserId:getCanonicalUserId": ({ account }) => ({
    id: hexOf(`${account}/canonical`, 64),
    displayName: account,
  }),
  "aws:s3/getBucket:getBucket": (inquiry) => {
    const found = one(inquiry, BUCKET, inquiry.text("bucket") ?? "", [
      "NoSuchBucket",
      "The specified bucket does not exist",
    ]);
    return { ...found.properties, id: found.id };
  },
  "aws:route53/getZone:getZone": zone,
  "aws:organizations/getOrganization:getOrganization": organization,
  "aws:ssm/getParameter:getParameter": (inquiry) => {
    const name = inquiry.text("name") ?? "";
    const found = one(inquiry, "aws:ssm/parameter:Parameter", name, [
      "ParameterNotFound",
      "Parameter not found",
    ]);
    const value = str(found.properties, "value") ?? "";
    return {
      ...found.properties,
      id: name,
      name,
      value,
      insecureValue: found.properties.type === "SecureString" ? "" : value,
    };
  },
  "aws:kms/getKey:getKey": key,
  "aws:kms/getAlias:getAlias": alias,
  "aws:secretsmanager/getSecretVersion:getSecretVersion": secretVersion,
  "aws:secretsmanager/getRandomPassword:getRandomPassword": randomPassword,
  "aws:iam/getRole:getRole": (inquiry) => {
    const found = one(inquiry, ROLE, inquiry.text("name") ?? "", [
      "NoSuchEntity",
      "The role cannot be found",
    ]);
    return { ...found.properties, id: found.id, tags: object(found.properties, "tagsAll") };
  },
};
