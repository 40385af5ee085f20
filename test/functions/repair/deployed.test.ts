import assert from "node:assert/strict";
import { call } from "../../../functions/detections/examples/example";
import { envelopeOf } from "../../../functions/lib/events-record";
import { DeployedResponse } from "../support/deployed";
import { prepareRuler } from "../support/ruler";

const REGION = "eu-west-2";

const compliance = (complianceType: string) => ({
  source: "aws.config",
  "detail-type": "Config Rules Compliance Change",
  detail: { resourceType: "AWS::EC2::SecurityGroup", newEvaluationResult: { complianceType } },
});

const made = (service: string, name: string, more: Record<string, unknown> = {}) =>
  envelopeOf(call(service, name, {}, { awsRegion: REGION, ...more }));

/** From the account where something is switched off or opened to the function that mends it, by the rules and the bus as deployed. */
describe("the way to a repair, through what is deployed", function () {
  this.timeout(60_000);
  let deployed: DeployedResponse;

  before("deploys the stacks, unless that has been done", async function () {
    this.timeout(900_000);
    deployed = await DeployedResponse.read();
    prepareRuler();
  });

  it("is there for each event that asks for one, and for no other", () => {
    const cases: ReadonlyArray<readonly [event: unknown, repairs: readonly string[]]> = [
      [made("ec2", "AuthorizeSecurityGroupIngress"), ["repair-security-groups"]],
      [made("ec2", "ModifySecurityGroupRules"), ["repair-security-groups"]],
      [compliance("NON_COMPLIANT"), ["repair-security-groups"]],
      [made("cloudtrail", "StopLogging"), ["repair-trail"]],
      [made("config", "StopConfigurationRecorder"), ["repair-recorder"]],
      [made("ec2", "DeleteFlowLogs"), ["repair-flow-logs"]],
      // Refused, closed, compliant: nothing to repair.
      [made("ec2", "AuthorizeSecurityGroupIngress", { errorCode: "Client.UnauthorizedOperation" }), []],
      [made("ec2", "RevokeSecurityGroupIngress"), []],
      [compliance("COMPLIANT"), []],
    ];
    const ways = deployed.reached(
      cases.map(([event]) => ({
        place: { account: deployed.account("prod-booking"), region: REGION },
        event,
      })),
    );
    assert.deepEqual(
      ways.map((functions) => functions.filter((name) => name.startsWith("repair-"))),
      cases.map(([, repairs]) => repairs),
    );
  });

  it("ends at the bundles that the other tests of the repairs run, in production only", async () => {
    for (const name of ["repair-security-groups", "repair-trail", "repair-recorder", "repair-flow-logs"])
      await deployed.bundleOf(name);
    const { ENVIRONMENTS, DRY_RUN } = deployed.variables("repair-security-groups");
    assert.deepEqual([ENVIRONMENTS, DRY_RUN ?? "false"], ["prod", "false"]);
  });

  it("is also taken by the clock, for what no event told", () => {
    const scheduled = deployed
      .ofType("cloudwatch/eventRule:EventRule")
      .filter(
        ({ outputs }) => typeof outputs.scheduleExpression === "string" && outputs.scheduleExpression !== "",
      )
      .map(({ outputs }) => outputs.name);
    const targets = deployed.ofType("cloudwatch/eventTarget:EventTarget");
    const timed = targets
      .filter(({ outputs }) => scheduled.includes(outputs.rule))
      .map(({ outputs }) => String(outputs.arn));
    assert.ok(
      timed.some((arn) => /repair-security-groups/.test(arn)),
      timed.join("\n"),
    );
  });
});
