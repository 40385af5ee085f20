import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { modelOfState } from "../../policy-pack/analysis";
import { flowsOf } from "../../review/paths/flows";
import { networkOf } from "../../review/paths/read";
import { tableOf } from "../../review/paths/show";
import { applyChange } from "../../tools/change/apply";
import { planChange } from "../../tools/change/plan";
import { networkFile, planFile, recordFile, type Target } from "../../tools/change/record";
import { root } from "../../tools/lib/paths";
import { deployedStacks, type Project, type Sandbox, success, withSandbox } from "./harness";

/** Something must be evaluated, or there is no plan; what the project's pack says is tested elsewhere. */
const PACK = `
  const { PolicyPack } = require("@pulumi/policy");
  new PolicyPack("any", {
    policies: [{ name: "any", description: "Any.", enforcementLevel: "advisory", validateResource: () => {} }],
  });
`;

/** A public and an internal subnet, and a VPC with a third that the first reaches over a peering. Its settings make the changes. */
const PROGRAM = `
  const pulumi = require("@pulumi/pulumi");
  const ec2 = require("@pulumi/aws/ec2");
  const vpc = require("@pulumi/aws/vpc");
  const { Provider } = require("@pulumi/aws/provider");
  const settings = new pulumi.Config().requireObject("net");
  const o = { provider: new Provider("account", { region: "eu-west-2" }) };
  const any = { protocol: "-1", ruleNo: 100, action: "allow", cidrBlock: "0.0.0.0/0", fromPort: 0, toPort: 0 };

  function network(name, cidr, tiers) {
    const own = new ec2.Vpc(name, { cidrBlock: cidr + ".0.0/16", tags: { team: settings.team } }, o);
    return { own, tiers: Object.fromEntries(tiers.map((tier, index) => {
      const subnet = new ec2.Subnet(name + "-" + tier, { vpcId: own.id, cidrBlock: cidr + "." + index + ".0/24",
        availabilityZone: settings.zones[tier] ?? "eu-west-2a", tags: { tier } }, o);
      new ec2.NetworkAcl(name + "-" + tier, { vpcId: own.id, subnetIds: [subnet.id], ingress: [any], egress: [any] }, o);
      const table = new ec2.RouteTable(name + "-" + tier, { vpcId: own.id }, o);
      new ec2.RouteTableAssociation(name + "-" + tier, { subnetId: subnet.id, routeTableId: table.id }, o);
      const group = new ec2.SecurityGroup(name + "-" + tier, { vpcId: own.id, description: tier }, o);
      return [tier, { table, group }];
    })) };
  }
  const a = network("a", "10.1", ["web", "app"]);
  const b = network("b", "10.2", ["data"]);
  const { web, app } = a.tiers;
  const { data } = b.tiers;

  const gateway = new ec2.InternetGateway("out", { vpcId: a.own.id }, o);
  const route = (name, from, block, to) =>
    new ec2.Route(name, { routeTableId: from.table.id, destinationCidrBlock: block, ...to }, o);
  route("web-out", web, "0.0.0.0/0", { gatewayId: gateway.id });
  const peering = new ec2.VpcPeeringConnection("a-b", { vpcId: a.own.id, peerVpcId: b.own.id, autoAccept: true }, o);
  route("web-data", web, "10.2.0.0/16", { vpcPeeringConnectionId: peering.id });
  if (settings.back) route("data-web", data, "10.1.0.0/16", { vpcPeeringConnectionId: peering.id });

  const rule = (kind, name, of, port, peer) => new vpc["SecurityGroup" + kind + "Rule"](name,
    { securityGroupId: of.group.id, ipProtocol: "tcp", fromPort: port, toPort: port, ...peer }, o);
  rule("Egress", "web-app", web, 8080, { referencedSecurityGroupId: app.group.id });
  rule("Ingress", "app-web", app, 8080, { referencedSecurityGroupId: web.group.id });
  rule("Egress", "web-data", web, 5432, { cidrIpv4: "10.2.0.0/16" });
  rule("Ingress", "data-web", data, 5432, { cidrIpv4: "10.1.0.0/16" });
  if (settings.world) rule("Ingress", "web-world", web, 443, { cidrIpv4: "0.0.0.0/0" });
  if (settings.office) {
    const office = new ec2.Eip("office", { domain: "vpc" }, o);
    rule("Ingress", "web-office", web, 22, { cidrIpv4: pulumi.interpolate\`\${office.publicIp}/32\` });
  }
`;

const NET = { team: "a", zones: {}, back: true, world: false, office: false };

const targetOf = (sandbox: Sandbox, project: Project, stack: string): Target => ({
  project: project.folder,
  env: sandbox.environment,
  stack,
  configFile: project.configFile(stack),
  args: ["--policy-pack", sandbox.pack("any", PACK)],
  plans: path.join(sandbox.home, "plans"),
});

/** Columns of a line, a bar between them. */
const cells = (line: string): string => line.trim().replace(/ {2,}/g, " | ");

/** What is kept beside the plan, by part. */
function partsOf(target: Target): Record<string, string[]> {
  const parts = fs.readFileSync(networkFile(target), "utf8").split(/^(?=\S)/m);
  return Object.fromEntries(
    parts.map((part) => {
      const [title = "", ...lines] = part.trimEnd().split("\n");
      return [title, lines.map(cells)];
    }),
  );
}

describe("network paths in a plan", function () {
  this.timeout(600_000);

  for (const stack of ["dev", "prod"]) {
    it(`are, before ${stack}'s first deployment, those that are open after it`, () =>
      withSandbox(async (sandbox) => {
        const deployed = await deployedStacks();
        // The environment reads the outputs of the organisation stack, and nothing else of it.
        const file = path.join(sandbox.home, "org.state.json");
        fs.writeFileSync(file, JSON.stringify(deployed.get("org")));
        sandbox.link();
        for (const one of ["org", stack]) await sandbox.init(one);
        success(await sandbox.command(["stack", "import", "--stack", "org", "--file", file]));

        const target = targetOf(sandbox, sandbox, stack);
        const text = await planChange(target);
        const network = networkOf(modelOfState(JSON.stringify(deployed.get(stack))));
        const [, ...open] = tableOf(flowsOf(network), network.protocols).split("\n").map(cells);
        // Nothing more, nothing less, and nothing left open to guess: no part says what cannot be told.
        assert.deepEqual(partsOf(target), { "Opened:": open });
        assert.match(text, new RegExp(`^Network paths: ${open.length} opened\\.$`, "m"));
        assert.match(text, new RegExp(`from the internet:\\n +cloudfront by ${stack}-booking-edge `));
        assert.match(text, /^ {2}within a VPC: \d+\n\nAll of them: cat .*network\.txt$/m);
        if (stack === "dev") {
          const [shown = ""] = /^Network paths: [^]*(?=\n\nAll of them)/m.exec(text) ?? [];
          const page = fs.readFileSync(path.join(root, "docs/change-control.md"), "utf8");
          assert.ok(page.includes(shown.replace(/^(?=.)/gm, "    ")), "the page shows dev");
        }
        assert.ok(text.indexOf("Network paths") < text.indexOf("create "), "before the long table");
      }));
  }

  it("are those that a change opens, closes and interrupts, or may open", () =>
    withSandbox(async (sandbox) => {
      const project = sandbox.program("net", { "index.js": PROGRAM });
      const settings = (changes: Partial<typeof NET> | { zones: Record<string, string> }): void =>
        project.editConfig("dev", (config) => (config["net:net"] = { ...NET, ...changes }));
      settings({});
      success(await project.up());
      const target = targetOf(sandbox, project, "dev");
      const files = (): string[] => fs.readdirSync(target.plans);

      // Other changes of the network beside it change no path.
      settings({ world: true, team: "b" });
      await assert.rejects(
        planChange(target, { openFails: true }),
        /there is no plan\.\n[^]*Opened:\n {2}from the internet:\n {4}internet {2}a\/web {2}tcp 443 {2}internet gateway\n[^]*OPEN_FAILS is set/,
      );
      assert.ok(![planFile(target), recordFile(target)].some((file) => fs.existsSync(file)));
      await assert.rejects(applyChange(target), /There is no plan/);
      const open = { "Opened:": ["internet | a/web | tcp 443 | internet gateway"] };
      assert.deepEqual(partsOf(target), open);
      assert.match(await planChange(target), /^Network paths: 1 opened\.$/m);
      assert.deepEqual(partsOf(target), open);
      await applyChange(target);
      assert.deepEqual(files(), []);

      settings({ world: true, team: "b", back: false, zones: { app: "eu-west-2b" } });
      assert.match(
        await planChange(target, { openFails: true }),
        /^Network paths: 1 closed, 1 interrupted\.$/m,
      );
      assert.deepEqual(partsOf(target), {
        "Closed:": ["a/web | b/data | tcp 5432 | peering"],
        "Interrupted while resources are replaced:": ["a/web | a/app | tcp 8080 | local"],
      });

      settings({ world: true, team: "b", office: true });
      await assert.rejects(
        planChange(target, { openFails: true }),
        /Cannot be told before the deployment:\n {2}from the internet:\n {4}internet {2}a\/web {2}tcp 22 {2}internet gateway: a block \(rule web-office\)\n[^]*OPEN_FAILS/,
      );
    }));
});
