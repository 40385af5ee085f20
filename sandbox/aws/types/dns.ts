import type { Call } from "../model/call";
import { holds, type, uses, usesArn, anywhere, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, objects, str, yes } from "../model/values";
import { name } from "./names";
import { KEY, LOG_GROUP, VPC } from "./tokens";

const ZONE = "aws:route53/zone:Zone";
const RECORD = "aws:route53/record:Record";
const HEALTH_CHECK = "aws:route53/healthCheck:HealthCheck";

/** Thirteen capital letters and digits after the Z. */
function zoneId(call: Call): string {
  return `Z0${call.cloud.mint(`${call.account}/${call.urn}`, 19).toUpperCase()}`;
}

/** Zone names come with or without a final dot, in any case. */
export function plain(zoneName: string): string {
  return zoneName.toLowerCase().replace(/\.$/, "");
}

const zone = type(ZONE, zoneId, {
  arn: "route53:::hostedzone/{id}",
  defaults: { comment: "Managed by Pulumi", forceDestroy: false },
  replace: ["name", "delegationSetId"],
  naming: name(255, "InvalidDomainName"),
  references: { "vpcs.vpcId": uses(VPC) },
  notFound: ["NoSuchHostedZone", "No hosted zone found with ID: {id}"],
  check: (inputs) => {
    const text = str(inputs, "name");
    if (text !== undefined && !/^([a-z0-9_-]{1,63}\.)*[a-z0-9-]{1,63}\.?$/i.test(text)) {
      refuse("InvalidDomainName", `${text} is not a valid domain name`, "name");
    }
  },
  admit: (call) => {
    for (const vpc of objects(call.inputs, "vpcs")) {
      const clash = call
        .everywhere(ZONE)
        .find(
          (other) =>
            other !== call.old &&
            plain(str(other.properties, "name") ?? "") === plain(call.text("name")) &&
            objects(other.properties, "vpcs").some(({ vpcId }) => vpcId === vpc.vpcId),
        );
      if (clash !== undefined) {
        refuse(
          "ConflictingDomainExists",
          `The VPC ${str(vpc, "vpcId")} has already been associated with the hosted zone ${clash.id} with the same domain name.`,
          "vpcs",
        );
      }
    }
  },
  outputs: (call) => {
    const isPrivate = objects(call.inputs, "vpcs").length > 0;
    const servers = [0, 1, 2, 3].map((at) => {
      const number = parseInt(call.derived(`ns${at}`, 4), 16) % 512;
      const ending = ["com", "net", "org", "co.uk"][at] ?? "com";
      return isPrivate
        ? `ns-${at * 512}.awsdns-00.${ending}`
        : `ns-${at * 512 + number}.awsdns-${String(number % 64).padStart(2, "0")}.${ending}`;
    });
    return { zoneId: call.id, nameServers: servers, primaryNameServer: servers[0] };
  },
  release: (call) => {
    const records = call.everywhere(RECORD).filter(({ properties }) => properties.zoneId === call.id);
    if (records.length > 0 && !yes(call.inputs, "forceDestroy")) {
      refuse(
        "HostedZoneNotEmpty",
        `The specified hosted zone contains non-required resource record sets and so cannot be deleted: ${call.id}`,
      );
    }
  },
});

/** A record's whole name: what is not under the zone's name is put there. */
function fqdn(call: Call): string {
  const zoneName = plain(str(call.find(ZONE, call.text("zoneId"))?.properties, "name") ?? "");
  const own = plain(call.text("name"));
  if (own === "" || own === zoneName) return zoneName;
  return own.endsWith(`.${zoneName}`) || zoneName === "" ? own : `${own}.${zoneName}`;
}

const record = type(
  RECORD,
  (call) =>
    [call.text("zoneId"), fqdn(call), call.text("type"), call.text("setIdentifier")]
      .filter((part) => part !== "")
      .join("_"),
  {
    replace: ["zoneId", "name", "type", "setIdentifier"],
    references: { zoneId: uses(ZONE), healthCheckId: uses(HEALTH_CHECK) },
    choices: {
      type: [
        [
          "A",
          "AAAA",
          "CAA",
          "CNAME",
          "DS",
          "HTTPS",
          "MX",
          "NAPTR",
          "NS",
          "PTR",
          "SOA",
          "SPF",
          "SRV",
          "SSHFP",
          "SVCB",
          "TLSA",
          "TXT",
        ],
        "InvalidInput",
      ],
    },
    check: (inputs) => {
      const isAlias = objects(inputs, "aliases").length > 0;
      if (isAlias && (inputs.records !== undefined || inputs.ttl !== undefined)) {
        refuse("InvalidInput", "aliases conflicts with records and ttl", "aliases");
      }
      if (!isAlias && inputs.records !== undefined && inputs.ttl === undefined) {
        refuse("InvalidInput", "Missing field 'TTL' in Change with a record set", "ttl");
      }
    },
    admit: (call) => {
      const own = fqdn(call);
      const twins = call
        .peers(RECORD, { zoneId: call.text("zoneId") })
        .filter(({ properties }) => properties.fqdn === own);
      const kind = call.text("type");
      const exists = twins.some(
        ({ properties }) =>
          properties.type === kind && (str(properties, "setIdentifier") ?? "") === call.text("setIdentifier"),
      );
      if (exists && !yes(call.inputs, "allowOverwrite")) {
        refuse(
          "InvalidChangeBatch",
          `Tried to create resource record set [name='${own}.', type='${kind}'] but it already exists`,
        );
      }
      if (
        twins.some(({ properties }) => properties.type !== kind && [properties.type, kind].includes("CNAME"))
      ) {
        refuse(
          "InvalidChangeBatch",
          `RRSet of type ${kind} with DNS name ${own}. is not permitted as it conflicts with other records with the same DNS name`,
        );
      }
      const zoneName = plain(str(call.find(ZONE, call.text("zoneId"))?.properties, "name") ?? "");
      if (kind === "CNAME" && own === zoneName) {
        refuse(
          "InvalidChangeBatch",
          `RRSet of type CNAME with DNS name ${own}. is not permitted at apex in zone ${zoneName}.`,
        );
      }
    },
    outputs: (call) => ({ fqdn: fqdn(call) }),
  },
);

const inZone = { zoneId: uses(ZONE) };

const zones: readonly Model[] = [
  zone,
  record,
  type(HEALTH_CHECK, "uuid", {
    arn: "route53:::healthcheck/{id}",
    defaults: { disabled: false },
    replace: ["type", "requestInterval", "measureLatency"],
    check: (inputs) => {
      const interval = num(inputs, "requestInterval");
      if (interval !== undefined && interval !== 10 && interval !== 30) {
        refuse(
          "InvalidInput",
          `expected requestInterval to be one of [10 30], got ${interval}`,
          "requestInterval",
        );
      }
    },
  }),
  type("aws:route53/zoneAssociation:ZoneAssociation", "{zoneId}:{vpcId}", {
    replace: ["*"],
    references: { vpcId: uses(VPC), zoneId: anywhere(uses(ZONE)) },
    admit: (call) => {
      const target = call.everywhere(ZONE).find(({ id }) => id === call.text("zoneId"));
      const { vpcId = "", zoneId: wanted = "" } = call.inputs;
      const authorised = call
        .everywhere("aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization")
        .some(({ properties }) => properties.vpcId === vpcId && properties.zoneId === wanted);
      if (target?.account !== call.account && !authorised) {
        refuse(
          "NotAuthorizedException",
          `The VPC ${String(vpcId)} that you're trying to associate with the hosted zone is owned by another account and no authorization exists`,
        );
      }
    },
    outputs: (call) => ({
      owningAccount: call.everywhere(ZONE).find(({ id }) => id === call.text("zoneId"))?.account,
      vpcRegion: call.text("vpcRegion") || call.caller.region,
    }),
  }),
  type("aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization", "{zoneId}:{vpcId}", {
    replace: ["*"],
    references: inZone,
    outputs: (call) => ({ vpcRegion: call.text("vpcRegion") || call.caller.region }),
  }),
  type("aws:route53/queryLog:QueryLog", "uuid", {
    arn: "route53:::queryloggingconfig/{id}",
    replace: ["*"],
    references: { ...inZone, cloudwatchLogGroupArn: usesArn(LOG_GROUP) },
    check: (inputs) => {
      const arn = str(inputs, "cloudwatchLogGroupArn");
      if (arn !== undefined && !arn.includes(":us-east-1:")) {
        refuse(
          "InvalidInput",
          `The log group of a public zone's query log must be in us-east-1: ${arn}`,
          "cloudwatchLogGroupArn",
        );
      }
    },
  }),
  type("aws:route53/keySigningKey:KeySigningKey", "{hostedZoneId},{name}", {
    defaults: { status: "ACTIVE" },
    replace: ["hostedZoneId", "keyManagementServiceArn", "name"],
    references: { hostedZoneId: holds(ZONE), keyManagementServiceArn: usesArn(KEY) },
    outputs: (call) => ({
      keyTag: parseInt(call.derived("tag", 4), 16),
      flag: 257,
      digestAlgorithmMnemonic: "SHA-256",
      digestAlgorithmType: 2,
      signingAlgorithmMnemonic: "ECDSAP256SHA256",
      signingAlgorithmType: 13,
    }),
  }),
  type("aws:route53/hostedZoneDnsSec:HostedZoneDnsSec", "{hostedZoneId}", {
    defaults: { signingStatus: "SIGNING" },
    replace: ["hostedZoneId"],
    references: { hostedZoneId: holds(ZONE) },
    admit: (call) => {
      const keys = call.peers("aws:route53/keySigningKey:KeySigningKey", {
        hostedZoneId: call.text("hostedZoneId"),
      });
      if (keys.length === 0)
        refuse(
          "KeySigningKeyWithActiveStatusNotFound",
          "A key-signing key (KSK) with ACTIVE status wasn't found.",
        );
    },
  }),
  type(
    "aws:route53/delegationSet:DelegationSet",
    (call) => `N0${call.cloud.mint(call.urn, 12).toUpperCase()}`,
    {
      arn: "route53:::delegationset/{id}",
      replace: ["*"],
    },
  ),
];

export const dnsTypes: readonly Model[] = zones;
