import type { Call } from "../model/call";
import { holds, type, uses, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { object, objects, str, strings, type Props } from "../model/values";
import { name, taken, WORD, WORD_RULE } from "./names";
import { hexOf } from "../cloud/cloud";
import { uuidOf } from "../provider/fill";
import { WEB_ACL } from "./waf";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const ACCESS_CONTROL = "aws:cloudfront/originAccessControl:OriginAccessControl";
const HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
const CACHE = "aws:cloudfront/cachePolicy:CachePolicy";
const REQUEST = "aws:cloudfront/originRequestPolicy:OriginRequestPolicy";
const FUNCTION = "aws:cloudfront/function:Function";
const PUBLIC_KEY = "aws:cloudfront/publicKey:PublicKey";
export const CERTIFICATE = "aws:acm/certificate:Certificate";

/** Hosted zone of every distribution's name, for alias records. Source: AWS::Route53::RecordSet AliasTarget, 2026-06. */
const DISTRIBUTION_ZONE = "Z2FDTNDATAQYW2";

function capitals(prefix: string): (call: Call) => string {
  return (call) => `${prefix}${call.cloud.mint(`${call.account}/${call.urn}`, 13).toUpperCase()}`;
}

function etag(call: Call): string {
  return `E${call.derived(JSON.stringify(call.inputs), 13).toUpperCase()}`;
}

function checkDistribution(inputs: Props): void {
  const origins = new Set(objects(inputs, "origins").map((origin) => str(origin, "originId")));
  const groups = new Set(objects(inputs, "originGroups").map((group) => str(group, "originId")));
  for (const behavior of [
    object(inputs, "defaultCacheBehavior"),
    ...objects(inputs, "orderedCacheBehaviors"),
  ]) {
    const wanted = str(behavior, "targetOriginId");
    if (wanted !== undefined && !origins.has(undefined) && !origins.has(wanted) && !groups.has(wanted)) {
      refuse(
        "NoSuchOrigin",
        `One or more of your origins or origin groups do not exist: ${wanted}`,
        "defaultCacheBehavior",
      );
    }
  }
}

const distribution = type(DISTRIBUTION, capitals("E"), {
  arn: "cloudfront::{account}:distribution/{id}",
  defaults: {
    httpVersion: "http2",
    priceClass: "PriceClass_All",
    retainOnDelete: false,
    staging: false,
    waitForDeployment: true,
  },
  replace: ["staging"],
  references: {
    "origins.originAccessControlId": holds(ACCESS_CONTROL),
    "viewerCertificate.acmCertificateArn": { ...usesArn(CERTIFICATE), holds: true },
    webAclId: { ...usesArn(WEB_ACL), holds: true },
  },
  check: checkDistribution,
  admit: (call) => {
    const certificate = str(object(call.inputs, "viewerCertificate"), "acmCertificateArn");
    if (certificate !== undefined && !certificate.includes(":us-east-1:")) {
      refuse(
        "InvalidViewerCertificate",
        "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
        "viewerCertificate",
      );
    }
    if (
      strings(call.inputs, "aliases").length > 0 &&
      object(call.inputs, "viewerCertificate").cloudfrontDefaultCertificate === true
    ) {
      refuse(
        "InvalidViewerCertificate",
        "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate.",
        "aliases",
      );
    }
    const webAcl = call.text("webAclId");
    if (webAcl.startsWith("arn:") && !webAcl.includes(":global/webacl/")) {
      refuse("InvalidWebACLId", `The specified WebACL is not of scope CLOUDFRONT: ${webAcl}`, "webAclId");
    }
    for (const alias of strings(call.inputs, "aliases")) {
      const other = call.cloud
        .all(DISTRIBUTION)
        .find((one) => one !== call.old && strings(one.properties, "aliases").includes(alias));
      if (other !== undefined)
        refuse(
          "CNAMEAlreadyExists",
          `One or more of the CNAMEs you provided are already associated with a different resource: ${alias}`,
          "aliases",
        );
    }
  },
  outputs: (call) => ({
    domainName: `d${call.derived("domain", 13)}.cloudfront.net`,
    hostedZoneId: DISTRIBUTION_ZONE,
    status: "Deployed",
    etag: etag(call),
    callerReference: call.derived("reference", 32),
    lastModifiedTime: "2026-01-01 00:00:00 +0000 UTC",
    trustedKeyGroups: [{ enabled: false, items: [] }],
    trustedSigners: [{ enabled: false, items: [] }],
  }),
});

/** A policy or a small part that distributions use. */
function small(
  token: string,
  id: Model["id"],
  max: number,
  arnPart: string,
  rest: Partial<Model> = {},
): Model {
  return type(token, id, {
    naming: name(max, "InvalidArgument"),
    replace: ["name"],
    ...rest,
    outputs: (call) => ({
      etag: etag(call),
      arn: call.arnOf(`cloudfront::${call.account}:${arnPart}/${call.id}`),
      ...rest.outputs?.(call),
    }),
  });
}

const exists = (code: string): NonNullable<Model["unique"]> =>
  taken(code, "An item with the name {name} already exists", "account");
const byUuid = (call: Call): string => uuidOf(call.cloud.mint(`${call.account}/${call.urn}`, 32));

const parts: readonly Model[] = [
  small(ACCESS_CONTROL, capitals("E"), 64, "origin-access-control", {
    replace: [],
    unique: exists("OriginAccessControlAlreadyExists"),
    inUse: [
      "OriginAccessControlInUse",
      "Cannot delete the origin access control because it's in use by one or more distributions: {id}",
    ],
  }),
  small(HEADERS, byUuid, 128, "response-headers-policy", {
    unique: exists("ResponseHeadersPolicyAlreadyExists"),
    replace: [],
  }),
  small(CACHE, byUuid, 128, "cache-policy", {
    unique: exists("CachePolicyAlreadyExists"),
    replace: [],
    defaults: { defaultTtl: 86_400, maxTtl: 31_536_000, minTtl: 0 },
  }),
  small(REQUEST, byUuid, 128, "origin-request-policy", {
    unique: exists("OriginRequestPolicyAlreadyExists"),
    replace: [],
  }),
  small(FUNCTION, "{name}", 64, "function", {
    unique: exists("FunctionAlreadyExists"),
    naming: name(64, "InvalidArgument", WORD, WORD_RULE),
    defaults: { publish: true },
    outputs: (call) => ({ status: "DEPLOYED", liveStageEtag: etag(call) }),
  }),
  type("aws:cloudfront/originAccessIdentity:OriginAccessIdentity", capitals("E"), {
    arn: "cloudfront::{account}:origin-access-identity/{id}",
    outputs: (call) => ({
      etag: etag(call),
      cloudfrontAccessIdentityPath: `origin-access-identity/cloudfront/${call.id}`,
      iamArn: call.arnOf(`iam::cloudfront:user/CloudFront Origin Access Identity ${call.id}`),
      s3CanonicalUserId: call.derived("canonical", 64),
      callerReference: call.derived("reference", 32),
    }),
  }),
  type("aws:cloudfront/realtimeLogConfig:RealtimeLogConfig", "{arn}", {
    arn: "cloudfront::{account}:realtime-log-config/{name}",
    replace: ["name"],
    naming: name(64, "InvalidArgument"),
  }),
  type("aws:cloudfront/monitoringSubscription:MonitoringSubscription", "{distributionId}", {
    replace: ["distributionId"],
    references: { distributionId: uses(DISTRIBUTION) },
  }),
  type("aws:cloudfront/vpcOrigin:VpcOrigin", (call) => `vo_${call.cloud.mint(call.urn, 20)}`, {
    arn: "cloudfront::{account}:vpcorigin/{id}",
    references: { "vpcOriginEndpointConfig.arn": usesArn("aws:lb/loadBalancer:LoadBalancer") },
    outputs: (call) => ({ etag: etag(call) }),
  }),
  small(PUBLIC_KEY, capitals("K"), 128, "public-key", {
    unique: exists("PublicKeyAlreadyExists"),
    replace: ["name", "encodedKey"],
  }),
  small("aws:cloudfront/keyGroup:KeyGroup", byUuid, 128, "key-group", {
    references: { items: holds(PUBLIC_KEY) },
    replace: [],
  }),
];

/** ACM asks an account for the same record of a name, whatever the certificate and its Region. */
function validation(call: Call, slot: string): string {
  return hexOf(`${call.account}/${slot.replace(/^\*\./, "")}`, 32);
}

/** Names on a certificate, each once. */
function certificateNames(call: Call): string[] {
  return [...new Set([call.text("domainName"), ...strings(call.inputs, "subjectAlternativeNames")])].filter(
    (text) => text !== "",
  );
}

const certificates: readonly Model[] = [
  type(
    CERTIFICATE,
    (call) =>
      call.arnOf(
        `acm:${call.region}:${call.account}:certificate/${uuidOf(call.cloud.mint(`${call.account}/${call.urn}`, 32))}`,
      ),
    {
      replace: [
        "domainName",
        "subjectAlternativeNames",
        "validationMethod",
        "keyAlgorithm",
        "certificateAuthorityArn",
        "validationOptions",
      ],
      notFound: ["ResourceNotFoundException", "Could not find certificate {id}."],
      inUse: ["ResourceInUseException", "Certificate {id} is in use."],
      choices: { validationMethod: [["DNS", "EMAIL", "HTTP", "NONE"], "ValidationException"] },
      check: (inputs) => {
        const text = str(inputs, "domainName");
        if (
          text !== undefined &&
          (text.length > 253 || !/^(\*\.)?(([A-Za-z0-9-]{1,63})\.)+[A-Za-z0-9-]{1,63}$/.test(text))
        ) {
          refuse("ValidationException", `${text} is not a valid domain name`, "domainName");
        }
      },
      outputs: (call) => {
        const imported = call.text("certificateBody") !== "";
        const byDns = call.text("validationMethod") === "DNS";
        const options = certificateNames(call).map((domainName) => ({
          domainName,
          resourceRecordName: byDns
            ? `_${validation(call, domainName)}.${domainName.replace(/^\*\./, "")}.`
            : "",
          resourceRecordType: byDns ? "CNAME" : "",
          resourceRecordValue: byDns
            ? `_${validation(call, `${domainName}/value`)}.acm-validations.aws.`
            : "",
        }));
        return {
          arn: call.id,
          domainValidationOptions: imported ? [] : options,
          subjectAlternativeNames: certificateNames(call),
          keyAlgorithm: call.text("keyAlgorithm") || "RSA_2048",
          status: str(call.old?.properties, "status") ?? (imported ? "ISSUED" : "PENDING_VALIDATION"),
          type: imported ? "IMPORTED" : "AMAZON_ISSUED",
          renewalEligibility: "INELIGIBLE",
        };
      },
    },
  ),
  type("aws:acm/certificateValidation:CertificateValidation", () => "2026-01-01 00:00:00 +0000 UTC", {
    adopted: true,
    replace: ["*"],
    references: { certificateArn: { ...usesArn(CERTIFICATE), anywhere: false } },
    after: (call) => {
      const certificate = call.find(CERTIFICATE, call.text("certificateArn"));
      if (certificate !== undefined) call.cloud.change(certificate, { status: "ISSUED" });
    },
  }),
];

export const edgeTypes: readonly Model[] = [distribution, ...parts, ...certificates];
