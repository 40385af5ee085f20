import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { root } from "../../tools/lib/paths";
import { success, withSandbox } from "./harness";

const POLICY = "opensearch-policy-not-public";

/** The domain as the environment stack makes it, with a network of its own to stand in. */
const PROGRAM = `
  const ec2 = require("@pulumi/aws/ec2");
  const kms = require("@pulumi/aws/kms");
  const { Provider } = require("@pulumi/aws/provider");
  const { SearchDomain } = require(${JSON.stringify(path.join(root, "components/search/domain"))});
  const { planDomain } = require(${JSON.stringify(path.join(root, "components/search/domain-plan"))});
  const { search } = require(${JSON.stringify(path.join(root, "settings/schema/search"))});
  const provider = new Provider("network", { region: "eu-west-2", allowedAccountIds: ["210000000201"], assumeRoles: [
    { roleArn: "arn:aws:iam::210000000201:role/LandingZoneDeployment" },
  ] });
  const own = { provider };
  const vpc = new ec2.Vpc("vpc", { cidrBlock: "10.16.0.0/16" }, own);
  const subnet = new ec2.Subnet("shared", { vpcId: vpc.id, cidrBlock: "10.16.0.0/24", availabilityZone: "eu-west-2a" }, own);
  const group = new ec2.SecurityGroup("search", { vpcId: vpc.id, description: "Search domain" }, own);
  const key = new kms.Key("logs", {}, own);
  const { domain } = search.parse({ domain: {} });
  new SearchDomain(
    "prod-search",
    {
      accountId: "210000000201",
      region: "eu-west-2",
      partition: "aws",
      plan: planDomain(domain, { production: false, availabilityZones: 1 }),
      subnetIds: [subnet.id],
      securityGroupId: group.id,
      keyArn: key.arn,
      retentionDays: 365,
      masterRoleArn: "arn:aws:iam::210000000201:role/LandingZoneSearchSetup-prod",
      readers: [],
      saml: {
        metadata: '<EntityDescriptor entityID="https://idp.example.org/dashboards"/>',
        entityId: "https://idp.example.org/dashboards",
        adminRole: "search-admins",
        rolesKey: "roles",
        sessionMinutes: 60,
      },
    },
    { providers: [provider] },
  );
`;

/** The exemption as docs/dashboards.md has it, to be copied. */
function exemption(): Record<string, unknown> {
  const page = fs.readFileSync(path.join(root, "docs/dashboards.md"), "utf8");
  const [, block] = /```json\n("opensearch-policy-not-public"[^]*?)\n```/.exec(page) ?? [];
  assert.ok(block, "docs/dashboards.md has no exemption");
  return JSON.parse(`{${block}}`) as Record<string, unknown>;
}

describe("a search domain that people sign in to, under Pulumi's own engine", function () {
  this.timeout(300_000);

  it("is refused by the pack until the exemption of the docs is there, and then has no change left", () =>
    withSandbox(async (sandbox) => {
      const project = sandbox.program("landing-zone", { "index.js": PROGRAM });
      const under = (policies: Record<string, unknown>) => {
        const file = path.join(sandbox.home, "pack.json");
        fs.writeFileSync(file, JSON.stringify({ all: "disabled", "pack-health": "mandatory", ...policies }));
        return { pack: path.join(root, "policy-pack"), args: ["--policy-pack-config", file] };
      };
      const refused = await project.up("prod", under({ [POLICY]: "mandatory" }));
      assert.notEqual(refused.code, 0);
      assert.deepEqual(
        refused.policyViolations.map(({ policy }) => policy),
        [POLICY],
      );
      const admitted = success(await project.up("prod", under(exemption())));
      assert.deepEqual(admitted.policyViolations, []);
      const { resources = [] } = (await project.export("prod")).deployment;
      const saml = resources.find(
        ({ type }) => type === "aws:opensearch/domainSamlOptions:DomainSamlOptions",
      );
      assert.ok(saml, "people could not sign in");
      assert.match(JSON.stringify(saml.inputs), /"masterBackendRole":"search-admins"/);
      success(
        await project.preview("prod", {
          ...under(exemption()),
          args: [...under(exemption()).args, "--expect-no-changes"],
        }),
      );
    }));
});
