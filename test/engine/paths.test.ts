import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { modelOfState } from "../../policy-pack/analysis";
import { ask } from "../../review/paths/ask";
import { changeOf } from "../../review/paths/change";
import { type Flow, flowsOf } from "../../review/paths/flows";
import { type Network } from "../../review/paths/network";
import { describe as portsOf } from "../../review/paths/ports";
import { networkOf } from "../../review/paths/read";
import { tableOf } from "../../review/paths/show";
import { root } from "../../tools/lib/paths";
import { nameOf, type StackState } from "../../tools/sandbox/state";
import { deployedStacks, type DeployedStacks } from "./harness";

type Told = readonly [from: string, to: string, ports: string, way: string];

describe("network paths of the deployed stacks", () => {
  let deployed: DeployedStacks;
  const networks = new Map<string, { network: Network; flows: readonly Flow[] }>();
  const told = (stack: string): Told[] => {
    const { network, flows } = of(stack);
    return flows.map(({ from, to, sure, way }) => [from, to, portsOf(sure, network.protocols), way]);
  };
  const of = (stack: string) => {
    const known = networks.get(stack);
    if (known) return known;
    const network = networkOf(modelOfState(JSON.stringify(deployed.get(stack))));
    const made = { network, flows: flowsOf(network) };
    networks.set(stack, made);
    return made;
  };
  before(async function () {
    this.timeout(600_000);
    deployed = await deployedStacks();
  });

  const vpcOf = (place: string): string => place.split("/")[0] ?? "";
  const isMember = (place: string): boolean => place.includes("/") && !place.startsWith("on-premises");

  for (const stack of ["dev", "prod"]) {
    const hub = `${stack}-hub`;

    it(`${stack} leaves nothing to be told after the deployment`, () =>
      assert.deepEqual(
        of(stack).flows.filter(({ maybe }) => maybe.size > 0),
        [],
      ));

    it(`${stack}'s spokes reach each other on no port by no way`, () => {
      const across = told(stack).filter(
        ([from, to]) =>
          isMember(from) &&
          isMember(to) &&
          vpcOf(from) !== vpcOf(to) &&
          ![vpcOf(from), vpcOf(to)].includes(hub),
      );
      assert.deepEqual(across, []);
      const { network } = of(stack);
      const spokes = [...network.vpcs.values()].map(({ name }) => name).filter((name) => name !== hub);
      assert.equal(spokes.length, 3);
      for (const from of spokes) {
        for (const to of spokes) if (from !== to) assert.equal(ask(network, { from, to }).verdict, "no");
      }
    });

    it(`${stack}'s data tiers reach nothing, and are reached by their app tier alone`, () => {
      const data = told(stack).filter(([from, to]) => /\/data\b/.test(from) || /\/data\b/.test(to));
      assert.deepEqual(
        data.map(([from, to, ports]) => [from, to, ports]),
        ["booking", "casework"].map((name) => [`${stack}-${name}/app`, `${stack}-${name}/data`, "tcp 5432"]),
      );
    });

    it(`${stack}'s shared services call endpoints and S3 alone`, () =>
      assert.deepEqual(
        told(stack)
          .filter(([from]) => from === `${hub}/shared`)
          .map(([, to, ports]) => [to, ports]),
        [
          [`${hub}/endpoints`, "tcp 443"],
          [`s3 by ${hub}-s3`, "tcp 443"],
        ],
      ));

    it(`${stack} is reached from the internet by CloudFront's way to the load balancer alone`, () => {
      const outside = told(stack).filter(([from]) => from === "internet" || from.startsWith("cloudfront"));
      assert.deepEqual(
        outside.map(([from, to, ports]) => [from, to, ports]),
        [[`cloudfront by ${stack}-booking-edge`, `${stack}-booking/web:load-balancer+web`, "tcp 443"]],
      );
    });
  }

  it("on-premises networks reach the declared ports of hub and booking alone", () => {
    const inbound = (stack: string) =>
      told(stack)
        .filter(([from]) => from.startsWith("on-premises"))
        .map(
          ([from, to, ports]) =>
            `${from.replace("on-premises ", "")} ${to.replace(`${stack}-`, "")} ${ports}`,
        );
    const sites = ["172.20.0.0/16", "172.21.0.0/16"];
    assert.deepEqual(
      inbound("prod"),
      sites.flatMap((site) => [
        `${site} booking/web:load-balancer+web tcp 443`,
        `${site} hub/endpoints tcp 443`,
        `${site} hub/shared tcp 443, 6514`,
      ]),
    );
    // Over a virtual private gateway no table stops what a neighbour announces of the environment's unused addresses.
    assert.deepEqual(
      inbound("dev"),
      ["172.20.0.0/16", "elsewhere"].flatMap((site) => [
        `${site} hub/endpoints tcp 443`,
        `${site} hub/shared tcp 443, 6514`,
      ]),
    );
  });

  /** What closes when some resources are gone. */
  const without = (stack: string, gone: (name: string, type: string) => boolean): string[] => {
    const state = deployed.get(stack) as StackState;
    const resources = state.deployment.resources ?? [];
    const rest = resources.filter(({ urn, type }) => !gone(nameOf(urn), type));
    assert.equal(rest.length, resources.length - 1, "takes one away");
    const { difference, protocols } = changeOf(
      JSON.stringify(state),
      JSON.stringify({ ...state, deployment: { ...state.deployment, resources: rest } }),
    );
    assert.deepEqual([...difference.opened, ...difference.doubtful], []);
    return difference.closed.map(({ from, to, ports }) => `${from} ${to} ${portsOf(ports, protocols)}`);
  };

  it("closes what one network ACL entry, route or rule let through when it is gone", () => {
    assert.deepEqual(
      without("prod", (name) => name === "prod-booking-data-ingress-100"),
      ["prod-booking/app prod-booking/data tcp 5432"],
    );
    assert.deepEqual(
      without("prod", (name) => name === "prod-casework-spoke-app-10.16.0.0-20"),
      ["prod-casework/app prod-hub/endpoints tcp 443", "prod-casework/app prod-hub/shared tcp 443, 6514"],
    );
    assert.deepEqual(
      without(
        "prod",
        (name, type) => name === "prod-casework-shared" && type.endsWith(":RouteTablePropagation"),
      ),
      ["app", "web"].flatMap((tier) => [
        `prod-casework/${tier} prod-hub/endpoints tcp 443`,
        `prod-casework/${tier} prod-hub/shared tcp 443, 6514`,
      ]),
    );
    assert.deepEqual(
      without("dev", (name, type) => name === "dev-booking" && type.endsWith(":VpcPeeringConnectionAccepter"))
        .length,
      6,
    );
  });

  it("docs/paths.md shows prod as it is deployed", () => {
    const { network, flows } = of("prod");
    const page = fs.readFileSync(path.join(root, "docs/paths.md"), "utf8");
    const indented = (lines: string): string => lines.replace(/^(?=.)/gm, "    ");
    assert.ok(page.includes(indented(tableOf(flows, network.protocols))), "the table");
    const { lines } = ask(network, { from: "prod-casework/app", to: "prod-booking/app", port: 8443 });
    assert.ok(page.includes(indented(lines.join("\n"))), "the answer");
  });
});
