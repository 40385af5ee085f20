import { onPremisesOf, onPremisesOfHub } from "../../settings/connectivity";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { type Unnumbered, allowReplies, allowTcp } from "./acl-entries";
import { type GroupRule } from "./vpc-plan";

/** What on-premises networks add to a tier: nothing where they are not declared. Appended, so that no other entry is renumbered. */
export interface OnPremisesEntries {
  readonly ingress: readonly Unnumbered[];
  readonly egress: readonly Unnumbered[];
}

const tcp = (port: number) => ({ protocol: "tcp", fromPort: port, toPort: port }) as const;
const suffix = (index: number): string => (index === 0 ? "" : `-${index + 1}`);

/** Entries of a workload's network ACLs: on-premises networks call the web tier, the app tier calls them. */
export function spokeEntries(
  environment: EnvironmentSettings,
  workload: WorkloadSettings,
): Readonly<Record<"web" | "app", OnPremisesEntries>> {
  const blocks = onPremisesOf(environment, workload);
  return {
    web: {
      ingress: blocks.map((cidr) => allowTcp(cidr, workload.tiers.web.port)),
      egress: blocks.map(allowReplies),
    },
    app: {
      ingress: blocks.map(allowReplies),
      egress: blocks.flatMap((cidr) => workload.onPremisesPorts.map((port) => allowTcp(cidr, port))),
    },
  };
}

/** Rules of a workload's security groups for the same. */
export function spokeRules(
  environment: EnvironmentSettings,
  workload: WorkloadSettings,
): Readonly<Record<"load-balancer" | "app", ReadonlyArray<GroupRule<never>>>> {
  const blocks = onPremisesOf(environment, workload);
  return {
    "load-balancer": blocks.map((cidr, index) => ({
      key: `from-on-premises${suffix(index)}`,
      direction: "ingress",
      ...tcp(workload.tiers.web.port),
      peer: { kind: "cidr", cidr },
      description: "Web traffic from on-premises networks",
    })),
    app: workload.onPremisesPorts.flatMap((port) =>
      blocks.map((cidr, index): GroupRule<never> => ({
        key: `to-on-premises-${port}${suffix(index)}`,
        direction: "egress",
        ...tcp(port),
        peer: { kind: "cidr", cidr },
        description: "Services in on-premises networks",
      })),
    ),
  };
}

/** Entries of the hub's network ACLs: on-premises networks call the shared services and the endpoints. */
export function hubEntries(
  environment: EnvironmentSettings,
): Readonly<Record<"shared" | "endpoints", OnPremisesEntries>> {
  const blocks = onPremisesOfHub(environment);
  const egress = blocks.map(allowReplies);
  const on = (ports: readonly number[]): Unnumbered[] =>
    blocks.flatMap((cidr) => ports.map((port) => allowTcp(cidr, port)));
  return {
    shared: { ingress: on(environment.network.hub.servicePorts), egress },
    endpoints: { ingress: on([443]), egress },
  };
}

/** Rules of the hub's security groups for the same. */
export function hubRules(
  environment: EnvironmentSettings,
): Readonly<Record<"shared" | "endpoints", ReadonlyArray<GroupRule<never>>>> {
  const blocks = onPremisesOfHub(environment);
  const on = (port: number, key: string): Array<GroupRule<never>> =>
    blocks.map((cidr, index) => ({
      key: `${key}${suffix(index)}`,
      direction: "ingress",
      ...tcp(port),
      peer: { kind: "cidr", cidr },
      description: "From on-premises networks",
    }));
  return {
    shared: environment.network.hub.servicePorts.flatMap((port) => on(port, `from-on-premises-${port}`)),
    endpoints: on(443, "from-on-premises"),
  };
}
