import type { Call } from "../model/call";
import { holds, type, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, object, str, strings, yes, type Props } from "../model/values";
import { name } from "./names";
import { KEY, SECURITY_GROUP, SUBNET, VPC } from "./tokens";

const DOMAIN = "aws:opensearch/domain:Domain";
const COLLECTION = "aws:opensearch/serverlessCollection:ServerlessCollection";
const SECURITY = "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy";

function checkDomain(inputs: Props): void {
  const cluster = object(inputs, "clusterConfig");
  const zoned = yes(cluster, "zoneAwarenessEnabled");
  const zones = num(object(cluster, "zoneAwarenessConfig"), "availabilityZoneCount") ?? 2;
  const nodes = num(cluster, "instanceCount") ?? 1;
  if (zoned && nodes < zones) {
    refuse(
      "ValidationException",
      `You must choose a minimum of ${zones} data nodes for a ${zones} Availability Zone deployment`,
      "clusterConfig",
    );
  }
  const subnets = strings(object(inputs, "vpcOptions"), "subnetIds");
  if (zoned && subnets.length > 0 && subnets.length !== zones) {
    refuse(
      "ValidationException",
      `You must specify exactly ${zones} subnets because you've set zone count to ${zones}`,
      "vpcOptions",
    );
  }
  if (!zoned && subnets.length > 1)
    refuse("ValidationException", "You must specify exactly one subnet.", "vpcOptions");
}

const domain = type(DOMAIN, "{arn}", {
  arn: "es:{region}:{account}:domain/{domainName}",
  replace: ["domainName"],
  naming: {
    property: "domainName",
    max: 28,
    code: "ValidationException",
    lowerCase: true,
    pattern: /^[a-z][a-z0-9-]{2,}$/,
    rule: "3 to 28 lower-case letters, digits and hyphens, beginning with a letter",
  },
  documents: { accessPolicies: "opensearch" },
  references: {
    "vpcOptions.subnetIds": holds(SUBNET),
    "vpcOptions.securityGroupIds": holds(SECURITY_GROUP),
    "encryptAtRest.kmsKeyId": usesArn(KEY),
  },
  unique: [
    {
      by: ["domainName"],
      within: "region",
      refusal: ["ResourceAlreadyExistsException", "Domain {domainName} already exists"],
    },
  ],
  notFound: ["ResourceNotFoundException", "Domain not found: {id}"],
  check: checkDomain,
  outputs: (call) => {
    const inVpc = call.inputs.vpcOptions !== undefined;
    const host = `${inVpc ? "vpc" : "search"}-${call.text("domainName")}-${call.derived("host", 26)}.${call.region}.es.${call.dnsSuffix}`;
    return {
      domainId: `${call.account}/${call.text("domainName")}`,
      endpoint: host,
      dashboardEndpoint: `${host}/_dashboards`,
      engineVersion: call.text("engineVersion") || "OpenSearch_2.19",
      ipAddressType: call.text("ipAddressType") || "ipv4",
      accessPolicies: call.text("accessPolicies"),
    };
  },
});

/** Source: OpenSearch Service API reference, SAMLOptionsInput and SAMLIdp, read 2026-11. */
function checkSaml(inputs: Props): void {
  const saml = object(inputs, "samlOptions");
  const within = (property: string, value: number, least: number, most: number): void => {
    if (value < least || value > most)
      refuse(
        "ValidationException",
        `${property}: ${value} is not between ${least} and ${most}`,
        "samlOptions",
      );
  };
  within("SessionTimeoutMinutes", num(saml, "sessionTimeoutMinutes") ?? 60, 1, 1_440);
  if (!yes(saml, "enabled")) return;
  const idp = object(saml, "idp");
  within("length of EntityId", (str(idp, "entityId") ?? "").length, 8, 512);
  within("length of MetadataContent", (str(idp, "metadataContent") ?? "").length, 1, 1_048_576);
  if (!/<([\w-]+:)?EntityDescriptor\b/.test(str(idp, "metadataContent") ?? ""))
    refuse("ValidationException", "Invalid SAML metadata", "samlOptions");
}

const shortName = {
  ...name(
    32,
    "ValidationException",
    /^[a-z][a-z0-9-]{2,}$/,
    "3 to 32 lower-case letters, digits and hyphens",
  ),
  lowerCase: true,
};

export const searchTypes: readonly Model[] = [
  domain,
  type("aws:opensearch/domainPolicy:DomainPolicy", (call) => `esd-policy-${call.text("domainName")}`, {
    replace: ["domainName"],
    references: { domainName: { to: [DOMAIN], by: "domainName", holds: false, anywhere: false } },
    documents: { accessPolicies: "opensearch" },
  }),
  type("aws:opensearch/domainSamlOptions:DomainSamlOptions", "{domainName}", {
    replace: ["domainName"],
    references: { domainName: { to: [DOMAIN], by: "domainName", holds: false, anywhere: false } },
    check: checkSaml,
    admit: (call) => {
      const [owner] = call.peers(DOMAIN, { domainName: call.text("domainName") });
      if (owner && !yes(object(owner.properties, "advancedSecurityOptions"), "enabled"))
        refuse(
          "ValidationException",
          "SAML authentication requires fine-grained access control to be enabled.",
          "domainName",
        );
    },
  }),
  type("aws:opensearch/vpcEndpoint:VpcEndpoint", (call) => `aos-${call.cloud.mint(call.urn, 26)}`, {
    replace: ["domainArn"],
    references: {
      domainArn: { ...usesArn(DOMAIN), holds: true },
      "vpcOptions.subnetIds": holds(SUBNET),
      "vpcOptions.securityGroupIds": holds(SECURITY_GROUP),
    },
    outputs: (call) => ({ endpoint: `vpc-${call.id}.${call.region}.es.${call.dnsSuffix}` }),
  }),
  type(COLLECTION, (call) => call.cloud.mint(`${call.account}/${call.urn}`, 20), {
    arn: "aoss:{region}:{account}:collection/{id}",
    replace: ["name", "type", "standbyReplicas"],
    naming: shortName,
    admit: (call) => {
      const encryption = call
        .peers(SECURITY, { type: "encryption" })
        .some(({ properties }) => coversName(str(properties, "policy") ?? "", call));
      if (!encryption)
        refuse(
          "ValidationException",
          `No matching security policy of encryption type found for collection name: ${call.text("name")}. Please create security policy of encryption type for this collection.`,
          "name",
        );
    },
    outputs: (call) => ({
      collectionEndpoint: `https://${call.id}.${call.region}.aoss.${call.dnsSuffix}`,
      dashboardEndpoint: `https://${call.id}.${call.region}.aoss.${call.dnsSuffix}/_dashboards`,
      kmsKeyArn: "auto",
      standbyReplicas: call.text("standbyReplicas") || "ENABLED",
      type: call.text("type") || "TIMESERIES",
    }),
  }),
  type(SECURITY, "{name}", {
    replace: ["name", "type"],
    naming: shortName,
    choices: { type: [["encryption", "network"], "ValidationException"] },
    outputs: (call) => ({ policyVersion: call.derived(call.text("policy"), 20) }),
  }),
  type("aws:opensearch/serverlessAccessPolicy:ServerlessAccessPolicy", "{name}", {
    replace: ["name", "type"],
    naming: shortName,
    outputs: (call) => ({ policyVersion: call.derived(call.text("policy"), 20) }),
  }),
  type("aws:opensearch/serverlessVpcEndpoint:ServerlessVpcEndpoint", "vpce-", {
    replace: ["name", "vpcId"],
    naming: shortName,
    references: { vpcId: holds(VPC), subnetIds: holds(SUBNET), securityGroupIds: holds(SECURITY_GROUP) },
  }),
];

/** Whether an encryption policy names the collection, by its whole name or a prefix. */
function coversName(text: string, call: Call): boolean {
  return [...text.matchAll(/collection\/([a-z0-9*-]+)/g)].some(([, pattern = ""]) =>
    pattern.endsWith("*")
      ? call.text("name").startsWith(pattern.slice(0, -1))
      : pattern === call.text("name"),
  );
}
