import * as assert from "node:assert/strict";
import { type Config, type Outcome, type Sandbox, success, withSandbox } from "./harness";
import { nameOf } from "../../tools/sandbox/state";
import { DeployedNetwork } from "./network-walk";

type Workload = Record<string, unknown> & { name: string };

function workloadsOf(config: Config): Workload[] {
  return config["landing-zone:workloads"] as Workload[];
}

/** Only these workloads: as real as the whole, and quicker. */
function keep(config: Config, ...names: string[]): void {
  config["landing-zone:workloads"] = workloadsOf(config)
    .filter(({ name }) => names.includes(name))
    .map(({ service: _, ...network }) => network);
}

async function deploy(sandbox: Sandbox, stack: string, edit: (config: Config) => void): Promise<Outcome> {
  sandbox.editConfig(stack, edit);
  const up = success(await sandbox.up(stack, { checkpointAtEnd: true }));
  const mandatory = up.policyViolations.filter(({ level }) => level === "mandatory");
  assert.deepEqual(mandatory, []);
  return up;
}

describe("connectivity under Pulumi's own engine", function () {
  this.timeout(350_000);

  it("joins prod by its transit gateway: spokes reach the hub and never each other", () =>
    withSandbox(async (sandbox) => {
      await deploy(sandbox, "prod", (config) => keep(config, "booking", "reports"));
      success(await sandbox.preview("prod", { args: ["--expect-no-changes"] }));
      const network = new DeployedNetwork(await sandbox.export("prod"));
      const paths: Array<[vpc: string, table: string, address: string, end: string]> = [
        ["prod-booking", "app", "10.16.0.5", "prod-hub"],
        ["prod-reports", "web", "10.16.0.5", "prod-hub"],
        ["prod-hub", "shared", "10.16.32.5", "prod-booking"],
        ["prod-hub", "endpoints", "10.16.64.5", "prod-reports"],
        ["prod-booking", "app", "10.16.64.5", "nowhere"],
        ["prod-reports", "app", "10.16.32.5", "nowhere"],
        ["prod-hub", "shared", "10.32.0.5", "nowhere"],
      ];
      for (const [vpc, table, address, end] of paths) {
        assert.equal(network.endOf(vpc, table, address), end, `${vpc} ${table} to ${address}`);
      }
      const outputs = JSON.stringify(await sandbox.outputs("prod"));
      assert.match(outputs, /"preSharedKeyArn":"arn:aws:secretsmanager:/);
      success(await sandbox.destroy("prod", { args: ["--exclude-protected"] }));
    }));

  it("gives a peered workload a gateway of its own to Direct Connect, accepted across accounts", () =>
    withSandbox(async (sandbox) => {
      await deploy(sandbox, "dev", (config) => {
        keep(config, "booking");
        workloadsOf(config)[0]!.onPremises = true;
        (config["landing-zone:hybrid"] as Record<string, unknown>).directConnect = {
          gatewayAsn: 64600,
          networks: ["head-office"],
          connections: [{ name: "hosted", hostedConnectionId: "dxcon-a1b2c3d4" }],
          interfaces: [{ name: "primary", connection: "hosted", vlan: 101, asn: 65010 }],
        };
      });
      success(await sandbox.preview("dev", { args: ["--expect-no-changes"] }));
      const outputs = await sandbox.outputs("dev");
      assert.deepEqual(outputs.onPremisesPaths, { "head-office": ["direct connect", "vpn head-office"] });
    }));

  it("sends a zone's traffic through the zone's own firewall endpoint, where a firewall is asked for", () =>
    withSandbox(async (sandbox) => {
      await deploy(sandbox, "dev", (config) => {
        keep(config, "booking");
        config["landing-zone:connectivity"] = "transitGateway";
        (config["landing-zone:hybrid"] as Record<string, unknown>).transitGateway = {
          asn: 64513,
          inspection: "firewall",
          inspectionCidr: "10.32.48.0/24",
        };
      });
      success(await sandbox.preview("dev", { args: ["--expect-no-changes"] }));
      const { resources = [] } = (await sandbox.export("dev")).deployment;
      const outputsOf = (type: string, name: string): Readonly<Record<string, unknown>> => {
        const found = resources.find((one) => one.type === type && nameOf(one.urn) === name);
        assert.ok(found?.outputs, `${type} ${name} is not deployed`);
        return found.outputs;
      };
      const [{ syncStates }] = outputsOf("aws:networkfirewall/firewall:Firewall", "dev-inspection")
        .firewallStatuses as [
        { syncStates: Array<{ availabilityZone: string; attachments: Array<{ endpointId: string }> }> },
      ];
      assert.deepEqual(
        syncStates.map(({ availabilityZone }) => availabilityZone),
        ["eu-west-2a", "eu-west-2b"],
      );
      for (const { availabilityZone, attachments } of syncStates) {
        const route = `dev-inspection-attachment-${availabilityZone.slice(-1)}-default`;
        assert.equal(outputsOf("aws:ec2/route:Route", route).vpcEndpointId, attachments[0]!.endpointId);
      }
      const attachment = outputsOf("aws:ec2transitgateway/vpcAttachment:VpcAttachment", "dev-inspection");
      assert.equal(attachment.applianceModeSupport, "enable");
    }));

  it("moves a workload from peering to the transit gateway and back without a moment in which a path is cut", () =>
    withSandbox(async (sandbox) => {
      const all = (connectivity: string | undefined) => (config: Config) => {
        for (const workload of workloadsOf(config)) workload.connectivity = connectivity;
      };
      const booking = (connectivity: string) => (config: Config) => {
        workloadsOf(config)[0]!.connectivity = connectivity;
      };
      const steps: Array<[title: string, edit: (config: Config) => void]> = [
        [
          "a transit gateway, everybody still peered",
          (config) => {
            config["landing-zone:connectivity"] = "transitGateway";
            all("peering")(config);
          },
        ],
        ["both ways, traffic by the peering", booking("peeringThenTransitGateway")],
        ["both ways, traffic by the transit gateway", booking("transitGatewayThenPeering")],
        ["the transit gateway alone", booking("transitGateway")],
        ["back at once", booking("peering")],
      ];
      await deploy(sandbox, "dev", (config) => keep(config, "booking", "reports"));
      const kept: Array<[vpc: string, table: string, address: string, end: string]> = [
        ["dev-booking", "app", "10.32.0.5", "dev-hub"],
        ["dev-booking", "web", "10.32.4.5", "dev-hub"],
        ["dev-hub", "shared", "10.32.16.5", "dev-booking"],
        ["dev-hub", "endpoints", "10.32.20.5", "dev-booking"],
        ["dev-reports", "app", "10.32.0.5", "dev-hub"],
        ["dev-hub", "shared", "10.32.32.5", "dev-reports"],
        ["dev-booking", "app", "10.32.32.5", "nowhere"],
        ["dev-reports", "app", "10.32.16.5", "nowhere"],
      ];
      const routes: string[] = [];
      for (const [title, edit] of steps) {
        const network = new DeployedNetwork(await sandbox.export("dev"));
        const up = await deploy(sandbox, "dev", edit);
        let moments = 0;
        for (const event of up.events) {
          if (!network.apply(event)) continue;
          moments += 1;
          for (const [vpc, table, address, end] of kept) {
            const step = (event.resourcePreEvent ?? event.resOutputsEvent)!.metadata;
            const when = `${title}: after ${step.op} of ${step.urn}`;
            assert.equal(network.endOf(vpc, table, address), end, `${vpc} ${table} to ${address}, ${when}`);
          }
        }
        assert.ok(moments > 0, `${title}: nothing changed`);
        routes.push(
          ...up.changed
            .filter(
              ({ type, name }) => type === "aws:ec2/route:Route" && name.startsWith("dev-booking-spoke"),
            )
            .map(({ op, name }) => `${title}: ${op} ${name}`),
        );
      }
      assert.deepEqual(routes.sort(), [
        "back at once: update dev-booking-spoke-app-10.32.0.0-21",
        "back at once: update dev-booking-spoke-web-10.32.0.0-21",
        "both ways, traffic by the transit gateway: update dev-booking-spoke-app-10.32.0.0-21",
        "both ways, traffic by the transit gateway: update dev-booking-spoke-web-10.32.0.0-21",
      ]);
    }));
});
