import type { Call } from "../model/call";
import { holds, type, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { objects, str, yes } from "../model/values";
import { name, taken, WORD, WORD_RULE } from "./names";
import { SUBNET, VPC, VPC_ENDPOINT } from "./tokens";

const FIREWALL = "aws:networkfirewall/firewall:Firewall";
const POLICY = "aws:networkfirewall/firewallPolicy:FirewallPolicy";
const RULES = "aws:networkfirewall/ruleGroup:RuleGroup";

const naming = name(128, "InvalidRequestException", WORD, WORD_RULE);
const token = (call: Call): string => call.derived(JSON.stringify(call.inputs), 32);
const held = (target: string) => ({ ...usesArn(target), holds: true });

export const firewallTypes: readonly Model[] = [
  type(FIREWALL, "{arn}", {
    arn: "network-firewall:{region}:{account}:firewall/{name}",
    defaults: {
      deleteProtection: false,
      firewallPolicyChangeProtection: false,
      subnetChangeProtection: false,
    },
    replace: ["name", "vpcId", "transitGatewayId"],
    naming,
    references: {
      vpcId: holds(VPC),
      "subnetMappings.subnetId": holds(SUBNET),
      firewallPolicyArn: held(POLICY),
    },
    unique: taken("ResourceAlreadyExistsException", "Firewall {name} already exists"),
    admit: (call) => {
      const zones = new Set<string>();
      for (const mapping of objects(call.inputs, "subnetMappings")) {
        const subnet = call.find(SUBNET, str(mapping, "subnetId") ?? "")?.properties;
        const zone = str(subnet, "availabilityZone") ?? "";
        if (subnet?.vpcId !== call.inputs.vpcId)
          refuse(
            "InvalidRequestException",
            `subnet mapping(s) is invalid: not in ${call.text("vpcId")}`,
            "subnetMappings",
          );
        if (zones.has(zone))
          refuse("InvalidRequestException", `two subnets are in ${zone}`, "subnetMappings");
        zones.add(zone);
      }
    },
    outputs: (call) => ({
      updateToken: token(call),
      firewallStatuses: [
        {
          syncStates: objects(call.inputs, "subnetMappings").map((mapping) => {
            const subnetId = str(mapping, "subnetId") ?? "";
            const attachments = [{ subnetId, endpointId: call.derivedId("vpce-", subnetId) }];
            return {
              availabilityZone: str(call.find(SUBNET, subnetId)?.properties, "availabilityZone") ?? "",
              attachments,
            };
          }),
          transitGatewayAttachmentSyncStates: [],
        },
      ],
    }),
    // AWS makes an endpoint in each subnet, which routes then lead to.
    after: (call) => {
      for (const mapping of objects(call.inputs, "subnetMappings")) {
        const subnetId = str(mapping, "subnetId") ?? "";
        const id = call.derivedId("vpce-", subnetId);
        if (call.find(VPC_ENDPOINT, id) !== undefined) continue;
        call.cloud.put({
          type: VPC_ENDPOINT,
          id,
          account: call.account,
          region: call.home,
          implicit: true,
          properties: {
            arn: call.arnOf(`ec2:${call.region}:${call.account}:vpc-endpoint/${id}`),
            vpcId: call.text("vpcId"),
            subnetIds: [subnetId],
            vpcEndpointType: "GatewayLoadBalancer",
            firewallArn: call.id,
            tagsAll: {},
          },
        });
      }
    },
    afterDelete: (call) => {
      for (const part of call.peers(VPC_ENDPOINT, { firewallArn: call.id })) call.cloud.remove(part);
    },
    release: (call) => {
      if (yes(call.inputs, "deleteProtection"))
        refuse("InvalidOperationException", `Firewall ${call.id} has delete protection`);
    },
  }),
  type(POLICY, "{arn}", {
    arn: "network-firewall:{region}:{account}:firewall-policy/{name}",
    replace: ["name"],
    naming,
    references: {
      "firewallPolicy.statefulRuleGroupReferences.resourceArn": held(RULES),
      "firewallPolicy.statelessRuleGroupReferences.resourceArn": held(RULES),
    },
    unique: taken("ResourceAlreadyExistsException", "Firewall policy {name} already exists"),
    inUse: ["InvalidOperationException", "Unable to delete the firewall policy because it is in use: {id}"],
    outputs: (call) => ({ updateToken: token(call) }),
  }),
  type(
    RULES,
    (call) =>
      call.arnOf(
        `network-firewall:${call.region}:${call.account}:${call.text("type").toLowerCase()}-rulegroup/${call.text("name")}`,
      ),
    {
      replace: ["name", "capacity", "type"],
      naming,
      choices: { type: [["STATEFUL", "STATELESS"], "InvalidRequestException"] },
      unique: taken("ResourceAlreadyExistsException", "Rule group {name} already exists"),
      inUse: ["InvalidOperationException", "Unable to delete the rule group because it is in use: {id}"],
      outputs: (call) => ({ arn: call.id, updateToken: token(call) }),
    },
  ),
  type("aws:networkfirewall/loggingConfiguration:LoggingConfiguration", "{firewallArn}", {
    replace: ["firewallArn"],
    references: { firewallArn: { ...usesArn(FIREWALL), anywhere: false } },
  }),
];
