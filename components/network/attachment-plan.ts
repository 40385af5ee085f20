import { onPremisesOf, onPremisesOfHub } from "../../settings/connectivity";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { type Unnumbered, allowReplies, allowTcp, numbered } from "./acl-entries";
import { type AclEntry } from "./vpc-plan";

/**
 * Network ACL of the subnets that hold a transit gateway attachment's interfaces. AWS evaluates there what instances of the VPC send (inbound,
 * by source) and what the gateway delivers to them (outbound, by destination); the far side's addresses do not show, so they stand in the ACLs of
 * the tiers. Source: "Network ACLs for transit gateways" (Transit gateways guide), read 2026-11.
 */
function attachmentEntries(sent: readonly Unnumbered[], delivered: readonly Unnumbered[]): AclEntry[] {
  return [...numbered("ingress", sent), ...numbered("egress", delivered)];
}

/** @param blocks those of the workload's tiers that talk to the hub @param tiers block of each tier */
export function spokeAttachmentEntries(
  environment: EnvironmentSettings,
  workload: WorkloadSettings,
  blocks: readonly string[],
  tiers: Readonly<Record<"web" | "app" | "data", string>>,
): AclEntry[] {
  const { servicePorts } = environment.network.hub;
  const onPremises = onPremisesOf(environment, workload).length > 0 ? workload.onPremisesPorts : [];
  const ports = [...new Set([...servicePorts, 443, ...onPremises])];
  const extra = workload.additionalIngress;
  return attachmentEntries(
    [
      ...blocks.flatMap((cidr) => [...ports.map((port) => allowTcp(cidr, port)), allowReplies(cidr)]),
      ...extra.map(({ tier, protocol }) => ({ ...allowReplies(tiers[tier]), protocol })),
    ],
    [
      ...blocks.flatMap((cidr) => [allowTcp(cidr, workload.tiers.web.port), allowReplies(cidr)]),
      ...extra.map(({ tier, protocol, fromPort, toPort }) => ({
        action: "allow" as const,
        protocol,
        fromPort,
        toPort,
        cidr: tiers[tier],
      })),
    ],
  );
}

/** @param blocks those of the hub's tiers that spokes may call */
export function hubAttachmentEntries(
  environment: EnvironmentSettings,
  blocks: readonly string[],
): AclEntry[] {
  const { servicePorts } = environment.network.hub;
  const ports = [...new Set([...servicePorts, 443])];
  const calls = onPremisesOfHub(environment).length > 0 || environment.workloads.length > 0;
  return attachmentEntries(
    blocks.flatMap((cidr) => [allowTcp(cidr, 443), allowReplies(cidr)]),
    calls ? blocks.flatMap((cidr) => [...ports.map((port) => allowTcp(cidr, port)), allowReplies(cidr)]) : [],
  );
}
