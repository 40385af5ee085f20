import * as assert from "node:assert/strict";
import type { StateResource } from "../../tools/sandbox/state";
import { deployedStacks, type DeployedStacks } from "../engine/harness";
import { Exports, previewOf, resourceIn, told, withStatements } from "./exports";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const BUCKET = "aws:s3/bucket:Bucket";

describe("what a change alters in who may do what to the logs", function () {
  this.timeout(600_000);
  let deployed: DeployedStacks;
  let stacks: string[];
  const files = new Exports();
  after(() => files.remove());

  before("deploys the stacks, unless that has been done", async () => {
    deployed = await deployedStacks();
    stacks = ["org", "prod"].map((stack) => files.write(`${stack}.json`, deployed.get(stack)));
  });

  const policy = (): StateResource => resourceIn(deployed.get("prod")!, BUCKET_POLICY, "prod-log-archive");
  const bucket = (): string =>
    String(resourceIn(deployed.get("prod")!, BUCKET, "prod-log-archive").outputs?.arn);

  it("nobody gains or loses by a change that is none", async () => {
    const plan = files.write("same.json", previewOf(["update", policy()]));
    assert.deepEqual(await told(...stacks, "--after", plan, "--fail-on-harm"), {
      code: 0,
      out: "Nobody gains or loses anything.",
      err: "",
    });
  });

  it("knows what stands by its id and tags, which a preview of a change leaves out", async () => {
    const state = deployed.get("prod")!;
    const key = resourceIn(state, "aws:kms/key:Key", "prod-booking-logs");
    const plan = files.write(
      "standing.json",
      previewOf(
        ["update", key],
        ["update", resourceIn(state, BUCKET, "prod-log-archive")],
        ["update", resourceIn(state, "aws:iam/role:Role", "prod-log-stream")],
        ["update", resourceIn(state, "aws:cloudwatch/logGroup:LogGroup", "prod-booking-flow-logs")],
      ),
    );
    const { out } = await told(...stacks, "--after", plan);
    assert.equal(out, "Nobody gains or loses anything.");
  });

  it("tells who gains what by a loose policy of the archive, and by which statement", async () => {
    const management = resourceIn(
      deployed.get("org")!,
      "aws:organizations/organization:Organization",
      "organization",
    );
    const loose = withStatements(policy(), "policy", (all) => [
      ...all.filter(({ Sid }) => Sid !== "NobodyDeletesOrShortens"),
      {
        Sid: "Loose",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${String(management.outputs?.masterAccountId)}:root` },
        Action: "s3:DeleteObject",
        Resource: `${bucket()}/*`,
      },
    ]);
    const plan = files.write("loose.json", previewOf(["update", loose]));
    const { code, out } = await told(...stacks, "--after", plan, "--fail-on-harm");
    assert.equal(code, 1, out);
    assert.match(
      out,
      /^gains +administrator@management delete bucket prod-log-archive: s3:DeleteObject\n +by .*bucket prod-log-archive: Loose$/m,
    );
    assert.match(
      out,
      /Harm that nothing accepts\n(.*\n)* {2}management administrator: bucket prod-log-archive: s3:DeleteObject/,
    );
    // What is loosened for a workload's administrators the guardrails still deny.
    assert.ok(!out.includes("workload administrator"), out);
    const back = await told(
      stacks[0]!,
      files.write("loosened.json", previewless(loose)),
      "--after",
      stacks[1]!,
    );
    assert.match(
      back.out,
      /^loses +administrator@management delete bucket prod-log-archive: s3:DeleteObject$/m,
    );
  });

  /** prod's state after the change. */
  const previewless = (changed: StateResource): unknown => {
    const state = deployed.get("prod")!;
    const resources = state.deployment.resources!.map((one) => (one.urn === changed.urn ? changed : one));
    return { ...state, deployment: { ...state.deployment, resources } };
  };

  it("does not take what is not known for denied, nor what is denied anyway for open", async () => {
    const unknown = { ...policy(), inputs: { ...policy().inputs, policy: UNKNOWN } };
    const plan = files.write("unknown.json", previewOf(["update", unknown]));
    const { code, out } = await told(...stacks, "--after", plan, "--fail-on-harm");
    assert.equal(code, 3, out);
    assert.match(out, /^cannot be told +delete bucket prod-log-archive by .*management administrator/m);
    assert.match(out, /^cannot be told +write bucket prod-log-archive by .*service/m);
    assert.doesNotMatch(out, /^(gains|loses)/m);
    // The guardrails are known, and deny it whatever the bucket's policy will say.
    assert.doesNotMatch(out, /^cannot be told +delete .*workload administrator/m);
    const question = ["--does", "s3:GetObject", "--where", "bucket:prod-log-archive/x"];
    const asked = await told(...stacks, "--after", plan, "--who", "administrator@log-archive", ...question);
    assert.equal(asked.code, 3, asked.out);
    assert.match(
      asked.out,
      /^cannot be told before the deployment: .*\n(.*\n)* {2}not known yet\n {4}bucket prod-log-archive$/m,
    );
    const denied = ["--does", "s3:DeleteObject", "--where", "bucket:prod-log-archive/x"];
    assert.equal(
      (await told(...stacks, "--after", plan, "--who", "administrator@prod-booking", ...denied)).code,
      1,
    );
  });

  it("tells of a log that the change makes, before it has an ARN, and of one that goes", async () => {
    const group = resourceIn(
      deployed.get("prod")!,
      "aws:cloudwatch/logGroup:LogGroup",
      "prod-booking-flow-logs",
    );
    const made: StateResource = {
      ...group,
      urn: group.urn.replace("::prod-booking-flow-logs", "::prod-booking-extra-flow-logs"),
      inputs: { ...group.inputs, name: "prod-booking-extra-flow-logs-1234567" },
    };
    const gone = resourceIn(deployed.get("prod")!, "aws:ec2/flowLog:FlowLog", "prod-casework-watched");
    // Of this one the preview knows how its name begins, by which the guardrails know it.
    const hosts = resourceIn(
      deployed.get("prod")!,
      "aws:cloudwatch/logGroup:LogGroup",
      "prod-booking-application",
    );
    const { name: _name, ...inputs } = hosts.inputs!;
    assert.equal(inputs.namePrefix, "/var/log/application-prod-booking-");
    const more = { ...hosts, urn: hosts.urn.replace("-application", "-more"), inputs };
    const plan = files.write("new.json", previewOf(["create", made], ["create", more], ["delete", gone]));
    const { code, out } = await told(...stacks, "--after", plan, "--fail-on-harm");
    assert.equal(code, 0, out);
    assert.match(
      out,
      /^gains +workload administrator of the same account read new log-group prod-booking-extra-flow-logs, prod-booking-more: /m,
    );
    assert.doesNotMatch(out, /workload administrator.* (change|delete|stop) new/);
    assert.match(
      out,
      /^loses +deployment@prod-casework stop flow-log prod-casework-watched: ec2:DeleteFlowLogs$/m,
    );
  });
});
