import { listAt, numberAt, textAt } from "./events";

/** The ports by which a machine is administered: SSH and RDP. */
export const ADMIN_PORTS: readonly number[] = [22, 3389];

/** One inbound permission, whichever API or log it was read from. Port bounds are inclusive; undefined means every port. */
export interface Permission {
  readonly protocol: string;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  readonly cidrs: readonly string[];
}

/**
 * True when a CIDR block is the whole internet. EC2 ignores the host bits, so 10.1.2.3/0 is as wide as 0.0.0.0/0, and `::/0` has
 * many spellings: only the mask counts.
 */
export function isWholeWorld(cidr: string): boolean {
  return /^[0-9a-fA-F:.]+\/0+$/.test(cidr.trim());
}

/** True when TCP to a port is let through: protocol -1 is every protocol and port; TCP without a range, or from -1, is every port. */
export function coversPort(permission: Permission, port: number): boolean {
  const protocol = permission.protocol.trim().toLowerCase();
  if (protocol === "-1" || protocol === "all") return true;
  if (protocol !== "tcp" && protocol !== "6") return false;
  const { fromPort, toPort } = permission;
  if (fromPort === undefined || fromPort < 0) return true;
  return fromPort <= port && port <= (toPort === undefined || toPort < 0 ? fromPort : toPort);
}

/** True when a permission lets the whole world reach one of the ports. */
export function opensToWorld(permission: Permission, ports: readonly number[] = ADMIN_PORTS): boolean {
  return permission.cidrs.some(isWholeWorld) && ports.some((port) => coversPort(permission, port));
}

/** A permission from one item of a request, read with the key names of all forms. */
function permissionOf(item: unknown): Permission {
  const cidrs = [
    textAt(item, "cidrIp"),
    textAt(item, "cidrIpv4"),
    textAt(item, "cidrIpv6"),
    ...listAt(item, "ipRanges").map((range) => (typeof range === "string" ? range : textAt(range, "cidrIp"))),
    ...listAt(item, "ipv6Ranges").map((range) =>
      typeof range === "string" ? range : textAt(range, "cidrIpv6"),
    ),
  ];
  return {
    protocol: textAt(item, "ipProtocol") ?? "",
    fromPort: numberAt(item, "fromPort"),
    toPort: numberAt(item, "toPort"),
    cidrs: cidrs.filter((cidr): cidr is string => cidr !== undefined),
  };
}

/**
 * Every permission that an AuthorizeSecurityGroupIngress or ModifySecurityGroupRules call asks for, in all three forms a record may
 * have: `ipPermissions`, the legacy top-level `ipProtocol`/`cidrIp`, and the doubly nested rule of ModifySecurityGroupRules.
 */
export function requestedPermissions(parameters: unknown): readonly Permission[] {
  const modified = [
    ...listAt(parameters, "ModifySecurityGroupRulesRequest", "SecurityGroupRule"),
    ...listAt(parameters, "securityGroupRules"),
  ].flatMap((update) => listAt(update, "SecurityGroupRule"));
  const items = [...listAt(parameters, "ipPermissions"), ...modified, parameters];
  return items.map(permissionOf).filter((permission) => permission.cidrs.length > 0);
}
