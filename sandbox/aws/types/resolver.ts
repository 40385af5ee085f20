import { addressAt, parseBlock } from "../checks/cidr";
import type { Call } from "../model/call";
import { anywhere, holds, type, uses, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, objects, str, strings } from "../model/values";
import { name } from "./names";
import { BUCKET, LOG_GROUP, SECURITY_GROUP, SUBNET, VPC } from "./tokens";

const ENDPOINT = "aws:route53/resolverEndpoint:ResolverEndpoint";
const RULE = "aws:route53/resolverRule:ResolverRule";
const RULE_ASSOCIATION = "aws:route53/resolverRuleAssociation:ResolverRuleAssociation";
const LOG_CONFIG = "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig";
const LOG_ASSOCIATION = "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation";
const DOMAINS = "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList";
const GROUP = "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup";
const FIREWALL_RULE = "aws:route53/resolverFirewallRule:ResolverFirewallRule";
const GROUP_ASSOCIATION =
  "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation";

const MISSING = ["ResourceNotFoundException", "[RSLVR-00703] Resource {id} does not exist"] as const;
const BUSY = ["ResourceInUseException", "[RSLVR-00500] {id} is still in use"] as const;
const resolverName = name(
  64,
  "InvalidParameterException",
  /^(?!\d+$)[A-Za-z0-9\-_' ']+$/,
  "letters, digits, spaces and -_' only",
);

function digits(prefix: string): (call: Call) => string {
  return (call) => `${prefix}-${call.cloud.mint(`${call.account}/${call.urn}`, 17)}`;
}

const endpoint = type(
  ENDPOINT,
  (call) => digits(call.text("direction") === "OUTBOUND" ? "rslvr-out" : "rslvr-in")(call),
  {
    arn: "route53resolver:{region}:{account}:resolver-endpoint/{id}",
    replace: ["direction", "securityGroupIds"],
    naming: resolverName,
    references: { securityGroupIds: holds(SECURITY_GROUP), "ipAddresses.subnetId": holds(SUBNET) },
    computedWithin: ["ipAddresses.ip", "ipAddresses.ipId"],
    choices: { direction: [["INBOUND", "OUTBOUND", "INBOUND_DELEGATION"], "InvalidParameterException"] },
    notFound: MISSING,
    inUse: BUSY,
    check: (inputs) => {
      const addresses = inputs.ipAddresses;
      if (Array.isArray(addresses) && (addresses.length < 2 || addresses.length > 10)) {
        refuse(
          "InvalidRequestException",
          `A resolver endpoint has 2 to 10 IP addresses, not ${addresses.length}`,
          "ipAddresses",
        );
      }
    },
    outputs: (call) => {
      const own = objects(call.inputs, "ipAddresses").map((entry, at) => {
        const subnetId = str(entry, "subnetId") ?? "";
        const block = parseBlock(str(call.find(SUBNET, subnetId)?.properties, "cidrBlock") ?? "");
        const ip = str(entry, "ip") ?? (block === undefined ? "" : addressAt(block, 10 + at));
        return { ...entry, ip, ipId: `rni-${call.derived(`ip${at}`, 17)}` };
      });
      const [first] = own;
      return {
        ipAddresses: own,
        hostVpcId: str(call.find(SUBNET, str(first, "subnetId") ?? "")?.properties, "vpcId"),
        protocols: call.inputs.protocols ?? ["Do53"],
        resolverEndpointType: call.text("resolverEndpointType") || "IPV4",
      };
    },
  },
);

const rule = type(RULE, digits("rslvr-rr"), {
  arn: "route53resolver:{region}:{account}:resolver-rule/{id}",
  replace: ["domainName", "ruleType"],
  naming: resolverName,
  references: { resolverEndpointId: holds(ENDPOINT) },
  choices: { ruleType: [["FORWARD", "SYSTEM", "RECURSIVE", "DELEGATE"], "InvalidParameterException"] },
  notFound: MISSING,
  inUse: BUSY,
  check: (inputs) => {
    if (str(inputs, "ruleType") === "FORWARD" && inputs.resolverEndpointId === undefined) {
      refuse(
        "InvalidRequestException",
        "[RSLVR-00162] A FORWARD rule needs an outbound endpoint",
        "resolverEndpointId",
      );
    }
  },
  outputs: () => ({ shareStatus: "NOT_SHARED" }),
});

export const resolverTypes: readonly Model[] = [
  endpoint,
  rule,
  type(RULE_ASSOCIATION, digits("rslvr-rrassoc"), {
    replace: ["*"],
    naming: resolverName,
    references: { resolverRuleId: anywhere(holds(RULE)), vpcId: uses(VPC) },
    unique: [
      {
        by: ["resolverRuleId", "vpcId"],
        within: "region",
        refusal: [
          "ResourceExistsException",
          "[RSLVR-00702] The rule {resolverRuleId} is already associated with {vpcId}",
        ],
      },
    ],
  }),
  type(LOG_CONFIG, digits("rqlc"), {
    arn: "route53resolver:{region}:{account}:resolver-query-log-config/{id}",
    replace: ["name", "destinationArn"],
    naming: resolverName,
    references: { destinationArn: usesArn(BUCKET, LOG_GROUP) },
    notFound: MISSING,
    inUse: BUSY,
    outputs: () => ({ shareStatus: "NOT_SHARED" }),
  }),
  type(LOG_ASSOCIATION, digits("rqlca"), {
    replace: ["*"],
    references: { resolverQueryLogConfigId: anywhere(holds(LOG_CONFIG)), resourceId: uses(VPC) },
    unique: [
      {
        by: ["resourceId", "resolverQueryLogConfigId"],
        within: "region",
        refusal: [
          "ResourceExistsException",
          "[RSLVR-01014] {resourceId} is already associated with {resolverQueryLogConfigId}",
        ],
      },
    ],
  }),
  type(DOMAINS, digits("rslvr-fdl"), {
    arn: "route53resolver:{region}:{account}:firewall-domain-list/{id}",
    replace: ["name"],
    naming: resolverName,
    notFound: MISSING,
    inUse: BUSY,
    check: (inputs) => {
      const bad = strings(inputs, "domains").find(
        (domain) => !/^(\*\.)?([\w-]+\.)*[\w-]+\.?$/.test(domain) && domain !== "*",
      );
      if (bad !== undefined) refuse("ValidationException", `[RSLVR-02018] Invalid domain ${bad}`, "domains");
    },
  }),
  type(GROUP, digits("rslvr-frg"), {
    arn: "route53resolver:{region}:{account}:firewall-rule-group/{id}",
    replace: ["name"],
    naming: resolverName,
    notFound: MISSING,
    inUse: ["ConflictException", "[RSLVR-02028] {id} is still in use"],
    outputs: () => ({ shareStatus: "NOT_SHARED" }),
  }),
  type(FIREWALL_RULE, firewallRuleId, {
    replace: ["firewallRuleGroupId", "firewallDomainListId", "dnsThreatProtection"],
    naming: resolverName,
    references: { firewallRuleGroupId: holds(GROUP) },
    choices: { action: [["ALLOW", "BLOCK", "ALERT"], "ValidationException"] },
    check: (inputs) => {
      const [list, threat] = [inputs.firewallDomainListId, inputs.dnsThreatProtection];
      if ((list === undefined) === (threat === undefined)) {
        refuse("ValidationException", "A rule needs a domain list or a kind of DNS threat, and not both");
      }
      if (str(inputs, "action") === "BLOCK" && inputs.blockResponse === undefined) {
        refuse("ValidationException", "[RSLVR-02013] A BLOCK rule needs blockResponse", "blockResponse");
      }
    },
    admit: (call) => {
      const own = call.text("firewallDomainListId");
      // AWS's managed lists are not resources of the account.
      if (
        own !== "" &&
        call.peers(DOMAINS).length > 0 &&
        call.find(DOMAINS, own) === undefined &&
        own.length === 27 &&
        !isManaged(own)
      ) {
        refuse(
          "ResourceNotFoundException",
          `[RSLVR-02025] Can't find the domain list ${own}`,
          "firewallDomainListId",
        );
      }
      const twin = call
        .peers(FIREWALL_RULE, { firewallRuleGroupId: call.text("firewallRuleGroupId") })
        .find(({ properties }) => num(properties, "priority") === num(call.inputs, "priority"));
      if (twin !== undefined)
        refuse(
          "ConflictException",
          `[RSLVR-02006] Priority ${call.text("priority")} is already in use in the group`,
          "priority",
        );
    },
  }),
  type(GROUP_ASSOCIATION, digits("rslvr-frgassoc"), {
    arn: "route53resolver:{region}:{account}:firewall-rule-group-association/{id}",
    replace: ["firewallRuleGroupId", "vpcId"],
    naming: resolverName,
    references: { firewallRuleGroupId: anywhere(holds(GROUP)), vpcId: uses(VPC) },
    check: (inputs) => {
      const priority = num(inputs, "priority");
      if (priority !== undefined && (priority <= 100 || priority >= 9_900)) {
        refuse(
          "ValidationException",
          `[RSLVR-02111] The priority must be greater than 100 and less than 9900, got ${priority}`,
          "priority",
        );
      }
    },
    admit: (call) => {
      const twin = call
        .peers(GROUP_ASSOCIATION, { vpcId: call.text("vpcId") })
        .find(({ properties }) => num(properties, "priority") === num(call.inputs, "priority"));
      if (twin !== undefined)
        refuse(
          "ConflictException",
          `[RSLVR-02110] Priority ${call.text("priority")} is already in use in the VPC`,
          "priority",
        );
    },
    outputs: (call) => ({ mutationProtection: call.text("mutationProtection") || "DISABLED" }),
  }),
  perVpc("ResolverFirewallConfig", "rslvr-fc", { firewallFailOpen: "DISABLED" }),
  perVpc("ResolverDnsSecConfig", "rdsc", { validationStatus: "ENABLED" }),
  perVpc("ResolverConfig", "rslvr-rc", {}),
];

/** A rule is named by its group and what it looks for: a list of domains, or a kind of threat. */
function firewallRuleId(call: Call): string {
  const list = call.text("firewallDomainListId");
  const matched = list === "" ? `rslvr-ftp-${call.cloud.mint(`${call.account}/${call.urn}`, 17)}` : list;
  return `${call.text("firewallRuleGroupId")}:${matched}`;
}

function isManaged(id: string): boolean {
  return !/^rslvr-fdl-[0-9a-f]{17}$/.test(id);
}

/** A setting of a VPC's resolver. */
function perVpc(typeName: string, prefix: string, outputs: Readonly<Record<string, string>>): Model {
  const lower = typeName.charAt(0).toLowerCase() + typeName.slice(1);
  return type(`aws:route53/${lower}:${typeName}`, digits(prefix), {
    replace: ["resourceId"],
    references: { resourceId: uses(VPC) },
    outputs: (call) => ({
      ...Object.fromEntries(
        Object.entries(outputs).map(([property, value]) => [property, call.text(property) || value]),
      ),
      ...(typeName === "ResolverDnsSecConfig" && {
        arn: call.arnOf(`route53resolver:${call.region}:${call.account}:resolver-dnssec-config/${call.id}`),
      }),
    }),
  });
}
