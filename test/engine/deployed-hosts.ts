import { contains, formatAddress, parseCidr } from "../../settings/addresses/cidr";
import { nameOf, type StackState, type StateResource } from "../../tools/sandbox/state";

/** Who calls whom, by TCP. */
export interface Conversation {
  /** `tasks -> database`. */
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly port: number;
}

/** One interface of something deployed: an address of its subnet, and its security groups' ids. */
interface Host {
  readonly kind: string;
  readonly address: string;
  readonly groups: readonly string[];
}

type Outputs = Readonly<Record<string, unknown>>;

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What an outputs' list of blocks or object says of subnets and groups, whatever the service calls them. */
function placeOf(value: unknown): { readonly subnets: string[]; readonly groups: string[] } {
  const place = (value ?? {}) as Outputs;
  return {
    subnets: texts(place.subnets ?? place.subnetIds),
    groups: texts(place.securityGroups ?? place.securityGroupIds ?? place.vpcSecurityGroupIds),
  };
}

/**
 * What stands in a deployed stack's subnets, and who of it may call whom by the security groups' rules as they are deployed. Read from the
 * state alone: nothing of the plans that the state was made from.
 */
export class DeployedHosts {
  private readonly hosts: readonly Host[];

  constructor(private readonly state: StackState) {
    this.hosts = [
      ...this.of("aws:lb/loadBalancer:LoadBalancer", "load balancer", (outputs) => outputs),
      ...this.of("aws:ecs/service:Service", "tasks", ({ networkConfiguration }) => networkConfiguration),
      ...this.of("aws:opensearch/domain:Domain", "search domain", ({ vpcOptions }) => vpcOptions),
      ...this.of("aws:lambda/function:Function", "function", ({ vpcConfig }) => vpcConfig),
      ...this.of("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint", (outputs) => outputs),
      ...this.of("aws:rds/instance:Instance", "database", (outputs) => ({
        ...outputs,
        subnetIds: this.all("aws:rds/subnetGroup:SubnetGroup").find(
          (group) => group.outputs?.name === outputs.dbSubnetGroupName,
        )?.outputs?.subnetIds,
      })),
    ];
  }

  /** An address of something. */
  address(kind: string): string {
    const host = this.hosts.find((one) => one.kind === kind);
    if (!host) throw new Error(`there is no ${kind}`);
    return host.address;
  }

  /** Every conversation that a rule out of one's groups and a rule into another's let through, and those with AWS's prefix lists. */
  conversations(): Conversation[] {
    const within = this.hosts.flatMap((source) =>
      this.hosts.flatMap((target) =>
        this.rules("Egress", source.groups)
          .filter((rule) => this.names(rule, target))
          .map(({ fromPort }) => Number(fromPort))
          .filter((port) =>
            this.rules("Ingress", target.groups).some(
              (rule) =>
                this.names(rule, source) && Number(rule.fromPort) <= port && port <= Number(rule.toPort),
            ),
          )
          .map((port) => ({
            what: `${source.kind} -> ${target.kind}`,
            from: source.address,
            to: target.address,
            port,
          })),
      ),
    );
    const listed = (rule: Outputs): boolean => Boolean(rule.prefixListId);
    const outwards = this.hosts.flatMap((host) =>
      this.rules("Egress", host.groups)
        .filter(listed)
        .map(({ fromPort }) => ({
          what: `${host.kind} -> S3`,
          from: host.address,
          to: this.inLists,
          port: Number(fromPort),
        })),
    );
    const inwards = this.hosts.flatMap((host) =>
      this.rules("Ingress", host.groups)
        .filter(listed)
        .map(({ fromPort }) => ({
          what: `CloudFront -> ${host.kind}`,
          from: this.inLists,
          to: host.address,
          port: Number(fromPort),
        })),
    );
    return [...within, ...outwards, ...inwards];
  }

  /** An address of the blocks that the sandbox's prefix lists all have. */
  private get inLists(): string {
    const block = this.all("aws:ec2/vpcEndpoint:VpcEndpoint").flatMap(({ outputs }) =>
      texts(outputs?.cidrBlocks),
    )[0];
    if (block === undefined) throw new Error("no endpoint has blocks");
    return formatAddress(parseCidr(block).base + 7);
  }

  /** Whether a rule's other side is a host: by its groups, or by its address. */
  private names(rule: Outputs, host: Host): boolean {
    if (rule.referencedSecurityGroupId) return host.groups.includes(String(rule.referencedSecurityGroupId));
    return rule.cidrIpv4
      ? contains(parseCidr(String(rule.cidrIpv4)), parseCidr(`${host.address}/32`))
      : false;
  }

  private rules(direction: "Ingress" | "Egress", groups: readonly string[]): Outputs[] {
    return this.all(`aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`)
      .map(({ outputs }) => outputs ?? {})
      .filter(({ securityGroupId }) => groups.includes(String(securityGroupId)));
  }

  private of(type: string, kind: string, where: (outputs: Outputs) => unknown): Host[] {
    return this.all(type).flatMap((resource, index) => {
      const { subnets, groups } = placeOf(where(resource.outputs ?? {}));
      return subnets.flatMap((id) => {
        const subnet = this.all("aws:ec2/subnet:Subnet").find((one) => one.id === id);
        if (!subnet) throw new Error(`${nameOf(resource.urn)} is in ${id}, which is not there`);
        const { base } = parseCidr(String(subnet.outputs?.cidrBlock));
        return groups.length === 0 ? [] : [{ kind, address: formatAddress(base + 10 + index), groups }];
      });
    });
  }

  private all(type: string): StateResource[] {
    return (this.state.deployment.resources ?? []).filter((one) => one.type === type);
  }
}
