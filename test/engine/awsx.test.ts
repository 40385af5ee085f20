import * as assert from "node:assert/strict";
import { success, withSandbox } from "./harness";

const program = `
  const ec2 = require("@pulumi/aws/ec2");
  const ecs = require("@pulumi/aws/ecs");
  const awsx = require("@pulumi/awsx");
  const { Provider } = require("@pulumi/aws/provider");
  const account = new Provider("account", { region: "eu-west-2" });
  const own = { provider: account };
  const vpc = new ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, own);
  const gateway = new ec2.InternetGateway("gateway", { vpcId: vpc.id }, own);
  const subnets = ["a", "b"].map((zone, index) =>
    new ec2.Subnet(zone, { vpcId: vpc.id, cidrBlock: "10.0." + index + ".0/24", availabilityZone: "eu-west-2" + zone }, own));
  const group = new ec2.SecurityGroup("group", { vpcId: vpc.id, description: "test" }, own);
  const cluster = new ecs.Cluster("cluster", {}, own);
  const components = { provider: new awsx.Provider("components"), providers: { aws: account } };
  const balancer = new awsx.lb.ApplicationLoadBalancer("web", {
    internal: true,
    subnetIds: subnets.map((subnet) => subnet.id),
    securityGroups: [group.id],
    defaultTargetGroup: { port: 8080 },
  }, components);
  const service = new awsx.ecs.FargateService("app", {
    cluster: cluster.arn,
    networkConfiguration: { subnets: subnets.map((subnet) => subnet.id), securityGroups: [group.id] },
    taskDefinitionArgs: {
      logGroup: { skip: true },
      container: { name: "container", image: "example", cpu: 128, memory: 512, portMappings: [{ containerPort: 8080, targetGroup: balancer.defaultTargetGroup }] },
    },
  }, components);
  exports.dns = balancer.loadBalancer.dnsName;
  exports.vpcMatches = require("@pulumi/pulumi").all([balancer.vpcId, vpc.id]).apply(([a, b]) => a === b);
`;

describe("awsx in the sandbox", function () {
  this.timeout(120_000);

  it("makes the children that awsx 3.9 makes, in the account that the component is given", () =>
    withSandbox(async (sandbox) => {
      const project = sandbox.program("awsx-children", { "index.js": program });
      success(await project.up("dev"));
      const state = await project.export("dev");
      const children = (state.deployment.resources ?? [])
        .filter(({ urn }) => /awsx:/.test(urn.split("::")[2] ?? "") && !/pulumi:providers/.test(urn))
        .map(({ urn }) => {
          const [types = "", name = ""] = urn.split("::").slice(2);
          return `${types.split("$").slice(-2).join(" > ")} ${name}`;
        });
      assert.deepEqual(children.sort(), [
        "awsx:ecs:FargateService > aws:ecs/service:Service app",
        "awsx:ecs:FargateService > awsx:ecs:FargateTaskDefinition app",
        "awsx:ecs:FargateService app",
        "awsx:ecs:FargateTaskDefinition > aws:ecs/taskDefinition:TaskDefinition app",
        "awsx:ecs:FargateTaskDefinition > aws:iam/role:Role app-execution",
        "awsx:ecs:FargateTaskDefinition > aws:iam/role:Role app-task",
        "awsx:ecs:FargateTaskDefinition > aws:iam/rolePolicyAttachment:RolePolicyAttachment app-execution-9a42f520",
        "awsx:lb:ApplicationLoadBalancer > aws:lb/listener:Listener web-0",
        "awsx:lb:ApplicationLoadBalancer > aws:lb/loadBalancer:LoadBalancer web",
        "awsx:lb:ApplicationLoadBalancer > aws:lb/targetGroup:TargetGroup web",
        "awsx:lb:ApplicationLoadBalancer web",
      ]);
      const outputs = await project.outputs("dev");
      assert.match(String(outputs.dns), /\.elb\.amazonaws\.com$/);
      assert.equal(outputs.vpcMatches, true);
      success(await project.preview("dev", { args: ["--expect-no-changes"] }));
      success(await project.destroy("dev"));
    }));
});
