import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  CONTRACTS,
  DETECTION_CONTRACTS,
  NETWORK_CONTRACTS,
  SEARCH_CONTRACTS,
} from "../../../functions/contracts";
import { call } from "../../../functions/detections/examples/example";
import { PATTERN_LIMIT, type EventPattern } from "../../../functions/detections/patterns";
import { envelopeOf } from "../../../functions/lib/events-record";
import { DOCUMENTS } from "../../../functions/repair/documents";
import { triggerOf } from "../../../functions/repair/security-groups/trigger";
import { matchingRules, prepareRuler } from "../support/ruler";

const root = path.join(__dirname, "..", "..", "..");

/** Every TypeScript file that a handler's folder and the shared ones hold. */
function sourceOf(entry: string): string {
  const seen = new Set<string>();
  const read = (file: string): string => {
    if (seen.has(file) || !existsSync(file)) return "";
    seen.add(file);
    const text = readFileSync(file, "utf8");
    const imports = [...text.matchAll(/from "(\.[^"]+)"/g)].map(([, to]) =>
      path.join(path.dirname(file), `${to}.ts`),
    );
    return text + imports.map(read).join("\n");
  };
  return read(path.join(root, entry));
}

describe("the contracts of the functions", function () {
  this.timeout(60_000);

  for (const contract of DETECTION_CONTRACTS)
    it(`${contract.name}: names the variables its code reads, and no others`, () => {
      const text = sourceOf(contract.entry);
      const read = [
        ...text.matchAll(
          /(?:required\(\s*(?:process\.)?env,\s*|list\(\s*(?:process\.)?env,\s*|env\[)"([A-Z_]+)"/g,
        ),
      ].map(([, name]) => name);
      const named = contract.environment.map(({ name }) => name);
      // The runtime sets this one itself.
      assert.deepEqual([...new Set(read)].filter((name) => name !== "AWS_REGION").sort(), [...named].sort());
    });

  // These read by tables of names of their own; without one of their variables they do not start, which their own tests show.
  for (const contract of [...SEARCH_CONTRACTS, ...NETWORK_CONTRACTS])
    it(`${contract.name}: names no variable that its code does not know`, () => {
      const text = sourceOf(contract.entry);
      // Node itself reads its options.
      const named = contract.environment.map(({ name }) => name).filter((name) => name !== "NODE_OPTIONS");
      assert.ok(named.length > 0);
      for (const name of named) assert.match(text, new RegExp(`\\b${name}\\b`));
    });

  it("allow every SDK call of their code, and no star of actions", () => {
    const service: Readonly<Record<string, string>> = {
      cloudtrail: "cloudtrail",
      cloudwatch: "cloudwatch",
      "cloudwatch-logs": "logs",
      "config-service": "config",
      dynamodb: "dynamodb",
      ec2: "ec2",
      "elastic-load-balancing-v2": "elasticloadbalancing",
      eventbridge: "events",
      route53resolver: "route53resolver",
      s3: "s3",
      sesv2: "ses",
      sns: "sns",
      ssm: "ssm",
      sts: "sts",
    };
    const renamed: Readonly<Record<string, string>> = { "s3:ListObjectsV2": "s3:ListBucket" };
    for (const { name, entry, ownStatements, memberStatements } of CONTRACTS) {
      const allowed = [...ownStatements, ...memberStatements].flatMap(({ Action }) => Action);
      const text = sourceOf(entry);
      for (const [, names, client] of text.matchAll(
        /import \{([^}]+)\} from "@aws-sdk\/client-([a-z0-9-]+)"/g,
      ))
        for (const [, command] of (names ?? "").matchAll(
          /\b(?:paginate)?([A-Z]\w+?)(?:Command)?\b(?=,|\s*$|\s*\n)/g,
        )) {
          const used = new RegExp(`new ${command}Command\\(|paginate${command}\\(`).test(text);
          // Only the repair of groups reads its records back; the other functions share the class that can.
          if (!used || (client === "s3" && command !== "PutObject" && name !== "repair-security-groups"))
            continue;
          const action = `${service[client ?? ""]}:${command}`;
          assert.ok(allowed.includes(renamed[action] ?? action), `${name} calls ${action}`);
        }
      assert.ok(
        allowed.every((action) => !action.includes("*")),
        name,
      );
    }
  });

  it("have patterns that EventBridge takes, and that let through what the functions act on", () => {
    prepareRuler();
    const patterns = Object.fromEntries(
      CONTRACTS.flatMap(({ name, patterns: own }) =>
        Object.entries(own).map(([key, pattern]) => [`${name}/${key}`, pattern as EventPattern]),
      ),
    );
    for (const [name, pattern] of Object.entries(patterns))
      assert.ok(JSON.stringify(pattern).length <= PATTERN_LIMIT, name);
    const config = {
      source: "aws.config",
      "detail-type": "Config Rules Compliance Change",
      detail: {
        resourceType: "AWS::EC2::SecurityGroup",
        newEvaluationResult: { complianceType: "NON_COMPLIANT" },
      },
    };
    const events = [
      envelopeOf(call("ec2", "AuthorizeSecurityGroupIngress", { groupId: "sg-1" })),
      envelopeOf(
        call("ec2", "AuthorizeSecurityGroupIngress", {}, { errorCode: "Client.UnauthorizedOperation" }),
      ),
      envelopeOf(call("cloudtrail", "StopLogging", { name: "t" })),
      envelopeOf(call("config", "StopConfigurationRecorder", {})),
      envelopeOf(call("ec2", "DeleteFlowLogs", {})),
      config,
    ];
    assert.deepEqual(
      matchingRules(patterns, events).map((names) => names.filter((name) => name !== "triage/everything")),
      [
        ["repair-security-groups/opened-by-call"],
        [],
        ["repair-trail/stopped"],
        ["repair-recorder/stopped"],
        ["repair-flow-logs/changed"],
        ["repair-security-groups/not-compliant"],
      ],
    );
  });

  it("have documents for a repair by hand that their functions understand", () => {
    for (const { functionName, content } of DOCUMENTS) {
      assert.ok(CONTRACTS.some(({ name }) => name === functionName));
      const [step] = content["mainSteps"] as readonly { inputs: { Payload: string } }[];
      const filled = (step?.inputs.Payload ?? "")
        .replace("{{automation:EXECUTION_ID}}", "e-1")
        .replace(
          /\{\{(\w+)\}\}/g,
          (_, name: string) =>
            ({ AccountId: "222222222222", Region: "eu-west-2", GroupId: "sg-1", DryRun: "true" })[name] ?? "",
        );
      assert.equal(triggerOf(JSON.parse(filled))?.kind, "by-hand");
    }
  });
});
