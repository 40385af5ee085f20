import assert from "node:assert/strict";
import fc from "fast-check";
import { plannedNetwork, type PrefixBlocks } from "../../../../components/watch/planned-network";
import { tierOfSpokeGroup } from "../../../../components/network/spoke-plan";
import { planService } from "../../../../components/service/service-plan";
import { readPlan } from "../../../../functions/network-baseline/check-plan";
import { expectationOf, type Opening } from "../../../../functions/network-baseline/expectation";
import { type PlannedNetwork, type PlannedSubnet } from "../../../../functions/network-baseline/planned";
import { unexpectedTraffic } from "../../../../functions/network-baseline/unexpected";
import { parseCidr, formatAddress } from "../../../../settings/addresses/cidr";
import { type EnvironmentSettings } from "../../../../settings/schema/environment";
import { environmentStack } from "../../../../stacks/environment";
import { flow } from "../../../functions/support/records";
import { anySettings, changed, devWith, load, problemsOf, written } from "../../settings-of";
import { MOCKED_PREFIXES, type Registered, record } from "../recorder";

const { s3, dynamodb, "origin-facing": cloudfront } = MOCKED_PREFIXES;
const BLOCKS: PrefixBlocks = { s3, dynamodb, cloudfront };

/** Blocks by what the stack calls the list that holds them. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  "s3-prefix-list": BLOCKS.s3,
  "dynamodb-prefix-list": BLOCKS.dynamodb,
  "id-of-aws:ec2/getManagedPrefixList:getManagedPrefixList": BLOCKS.cloudfront,
};

function blocksOfList(id: string): readonly string[] {
  const found = Object.entries(LISTS).find(([name]) => id.endsWith(name));
  assert.ok(found, id);
  return found[1];
}

/** Name of a resource by its id under mocks. */
const nameOf = (id: unknown): string => String(id).replace(/-id$/, "");

const onPremisesOfGateways = (settings: EnvironmentSettings, names: readonly string[]): string[] =>
  settings.network.onPremises.filter(({ name }) => names.includes(name)).map(({ cidr }) => cidr);

/** What stands in the network as it was registered, each thing on a line: another way to the plan than by the plans. */
function linesOfResources(resources: readonly Registered[], settings: EnvironmentSettings): string[] {
  const of = (type: string): Registered[] => resources.filter((one) => one.type === type);
  const watched = (name: string): boolean => !name.startsWith(`${settings.environment}-inspection`);
  const rules = (["Ingress", "Egress"] as const).flatMap((direction) =>
    of(`aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`).map(({ inputs }) => {
      const peer = inputs.cidrIpv4
        ? `cidr ${String(inputs.cidrIpv4)}`
        : inputs.referencedSecurityGroupId
          ? `group ${nameOf(inputs.referencedSecurityGroupId)}`
          : `prefixes ${blocksOfList(String(inputs.prefixListId)).join(",")}`;
      return `${nameOf(inputs.securityGroupId)} ${direction.toLowerCase()} ${String(inputs.ipProtocol)} ${String(inputs.fromPort)}-${String(inputs.toPort)} ${peer}`;
    }),
  );
  const entries = of("aws:ec2/networkAclRule:NetworkAclRule").map(
    ({ inputs }) =>
      `${nameOf(inputs.networkAclId)} ${inputs.egress ? "egress" : "ingress"} ${String(inputs.ruleNumber)} ${String(inputs.ruleAction)} ` +
      `${String(inputs.protocol)} ${String(inputs.fromPort)}-${String(inputs.toPort)} ${String(inputs.cidrBlock)}`,
  );
  const routes = [
    ...of("aws:ec2/route:Route").map(
      ({ inputs }) => `${nameOf(inputs.routeTableId)} -> ${String(inputs.destinationCidrBlock)}`,
    ),
    ...of("aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation").flatMap(({ inputs }) =>
      blocksOfList(`${nameOf(inputs.vpcEndpointId)}-prefix-list`).map(
        (block) => `${nameOf(inputs.routeTableId)} -> ${block}`,
      ),
    ),
    ...of("aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation").flatMap(({ inputs }) => {
      const { vpn, directConnect } = settings.hybrid;
      const hub = nameOf(inputs.vpnGatewayId) === `${settings.environment}-hub`;
      const names = [
        ...(hub ? vpn.flatMap(({ networks }) => networks) : []),
        ...(directConnect?.networks ?? []),
      ];
      return onPremisesOfGateways(settings, names).map(
        (block) => `${nameOf(inputs.routeTableId)} -> ${block}`,
      );
    }),
  ];
  const vpcs = new Map(of("aws:ec2/vpc:Vpc").map(({ name }) => [name, name]));
  const subnets = of("aws:ec2/subnet:Subnet").map(({ name, inputs }) => {
    const at = (type: string, key: string): string =>
      nameOf(of(type).find(({ inputs: its }) => nameOf(its.subnetId) === name)?.inputs[key]);
    const nacl = at("aws:ec2/networkAclAssociation:NetworkAclAssociation", "networkAclId");
    const table = at("aws:ec2/routeTableAssociation:RouteTableAssociation", "routeTableId");
    return `${name} in ${vpcs.get(nameOf(inputs.vpcId))} ${String(inputs.cidrBlock)} ${nacl} ${table}`;
  });
  return [...rules, ...entries, ...routes, ...subnets].filter(watched).sort();
}

/** The same lines of a plan. */
function linesOfPlan(plan: PlannedNetwork): string[] {
  const rules = plan.groups.flatMap(({ name, rules: own }) =>
    own.map(({ direction, protocol, fromPort, toPort, peer }) => {
      const who =
        "cidr" in peer
          ? `cidr ${peer.cidr}`
          : "group" in peer
            ? `group ${peer.group}`
            : `prefixes ${peer.prefixes.join(",")}`;
      return `${name} ${direction} ${protocol} ${fromPort}-${toPort} ${who}`;
    }),
  );
  const entries = plan.nacls.flatMap(({ name, entries: own }) =>
    own.map(
      ({ direction, number, allow, protocol, fromPort, toPort, cidr }) =>
        `${name} ${direction} ${number} ${allow ? "allow" : "deny"} ${protocol} ${fromPort}-${toPort} ${cidr}`,
    ),
  );
  const routes = plan.routeTables.flatMap(({ name, routes: own }) =>
    own.map(({ destination }) => `${name} -> ${destination}`),
  );
  const subnets = plan.subnets.map(
    ({ name, vpc, cidr, nacl, routeTable }) => `${name} in ${vpc} ${cidr} ${nacl} ${routeTable}`,
  );
  return [...rules, ...entries, ...routes, ...subnets].sort();
}

const prod = (changes: Readonly<Record<string, unknown>> = {}): EnvironmentSettings =>
  load(changed(written("prod"), changes), "prod");

describe("the plan that traffic is compared with", function () {
  this.timeout(120_000);

  const environments: ReadonlyArray<readonly [string, () => EnvironmentSettings]> = [
    ["prod, over a transit gateway, with CloudFront and on-premises networks", () => prod()],
    ["dev, over peerings", () => load(written("dev"))],
    [
      "with NAT gateways, DynamoDB and a resolver",
      () =>
        devWith({
          "workloads[0].internetEgress": true,
          "workloads[0].dynamodb": true,
          "network.hub.internetGateway": true,
          "network.dns.inboundResolver": true,
        }),
    ],
    [
      "with a firewall between the networks",
      () =>
        prod({
          "hybrid.transitGateway.inspection": "firewall",
          "hybrid.transitGateway.inspectionCidr": "10.31.0.0/24",
          networkWatch: "false",
        }),
    ],
  ];
  for (const [name, settingsOf] of environments)
    it(`is what is deployed, rule by rule and route by route: ${name}`, async () => {
      const settings = settingsOf();
      const resources = await record(() => environmentStack(settings));
      const lines = linesOfPlan(plannedNetwork(settings, BLOCKS));
      assert.ok(lines.length > 100, `${lines.length} lines`);
      assert.deepEqual(lines, linesOfResources(resources, settings));
    });

  it("agrees with itself, and survives being written and read", () => {
    for (const settings of [prod(), load(written("dev"))]) {
      const plan = plannedNetwork(settings, BLOCKS);
      assert.deepEqual(readPlan(JSON.stringify(plan)), JSON.parse(JSON.stringify(plan)));
    }
  });

  it("puts each group where the service puts what carries it", () => {
    const settings = prod();
    const [booking] = settings.workloads;
    const { placement } = planService(settings, booking!, booking!.service!);
    for (const { tier, groups } of Object.values(placement))
      for (const group of groups) assert.equal(tierOfSpokeGroup[group], tier, group);
  });

  it("lets CloudFront in where a workload is behind it, and nowhere else", () => {
    const { judge } = expectationOf(plannedNetwork(prod(), BLOCKS));
    const from = "130.176.1.1";
    assert.deepEqual(judge({ from, to: "10.16.32.9", protocol: 6, port: 443 }), { planned: true });
    for (const [to, port] of [
      ["10.16.32.9", 80],
      ["10.16.40.9", 443],
      ["10.17.0.9", 443],
    ] as const)
      assert.equal(judge({ from, to, protocol: 6, port }).planned, false, `${to} ${port}`);
    assert.equal(judge({ from: "203.0.113.9", to: "10.16.32.9", protocol: 6, port: 443 }).planned, false);
  });

  it("has nobody reach another workload, or data but by the app tier", () => {
    const { judge } = expectationOf(plannedNetwork(prod(), BLOCKS));
    const planned = (from: string, to: string, port: number): boolean =>
      judge({ from, to, protocol: 6, port }).planned;
    assert.equal(planned("10.16.40.9", "10.16.48.9", 5432), true);
    assert.equal(planned("10.16.32.9", "10.16.48.9", 5432), false);
    assert.equal(planned("10.16.40.9", "10.17.0.9", 443), false);
    assert.equal(planned("172.20.0.9", "10.16.0.9", 443), true);
    assert.equal(planned("192.0.2.9", "10.16.0.9", 443), false);
  });
});

/** An address of a subnet that a host may have. */
function hostOf({ cidr }: PlannedSubnet, offset: number): string {
  const { base, prefix } = parseCidr(cidr);
  return formatAddress(base + 4 + (offset % (2 ** (32 - prefix) - 8)));
}

describe("traffic that the planned groups and network ACLs let through", function () {
  this.timeout(120_000);

  /** Every conversation between two planned subnets that a pair of group rules is there for. */
  function conversations(plan: PlannedNetwork, offset: number): Opening[] {
    const rulesOf = new Map(plan.groups.map(({ name, rules }) => [name, rules]));
    const openings: Opening[] = [];
    for (const source of plan.subnets)
      for (const target of plan.subnets)
        for (const rule of target.groups.flatMap((group) => rulesOf.get(group) ?? [])) {
          const admitted = "group" in rule.peer && source.groups.includes(rule.peer.group);
          if (rule.direction !== "ingress" || !admitted) continue;
          openings.push({
            from: hostOf(source, offset),
            to: hostOf(target, offset + 1),
            protocol: rule.protocol === "tcp" ? 6 : 17,
            port: rule.toPort,
          });
        }
    return openings;
  }

  it("is never told, whatever the settings, port of the caller and way of the packets", () => {
    let seen = 0;
    fc.assert(
      fc.property(
        anySettings,
        fc.nat(200),
        fc.integer({ min: 32_768, max: 60_999 }),
        (settings, offset, callerPort) => {
          const plan = plannedNetwork(settings, BLOCKS);
          const records = conversations(plan, offset).flatMap(({ from, to, protocol, port }) => [
            flow(from, to, port, { srcport: callerPort, protocol }),
            flow(to, from, callerPort, { srcport: port, protocol, tcp_flags: protocol === 6 ? 18 : 0 }),
            flow(to, from, callerPort, { srcport: port, protocol, tcp_flags: 0 }),
          ]);
          seen += records.length;
          assert.deepEqual(unexpectedTraffic(records, expectationOf(plan)), []);
        },
      ),
      { numRuns: 60 },
    );
    assert.ok(seen > 1_000, `${seen} records`);
  });

  it("is told once a rule that let it through is no longer planned", () => {
    const plan = plannedNetwork(prod(), BLOCKS);
    const without: PlannedNetwork = {
      ...plan,
      groups: plan.groups.map((group) =>
        group.name === "prod-booking-data" ? { ...group, rules: [] } : group,
      ),
    };
    const call = flow("10.16.40.9", "10.16.48.9", 5432);
    assert.deepEqual(unexpectedTraffic([call], expectationOf(plan)), []);
    const [finding] = unexpectedTraffic([call], expectationOf(without));
    assert.match(
      finding?.reason ?? "",
      /reached 10\.16\.48\.9 on tcp 5432, but no ingress rule of prod-booking-data lets/,
    );
  });
});

describe("settings of the network watch", () => {
  it("refuse it in an environment that nobody watches", () => {
    assert.deepEqual(
      problemsOf({ networkWatch: true, detection: false }).map(({ path }) => path),
      ["landing-zone:networkWatch"],
    );
    assert.deepEqual(problemsOf({ networkWatch: true }), []);
  });
});
