import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { asNumber, at, isUnknown } from "../../policy-pack/analysis/values";
import { type GivenConfig } from "../../policy-pack/lib/config";
import { sdkPolicies } from "../../policy-pack/lib/compose";
import { Evaluation } from "../../policy-pack/lib/evaluation";
import { type Policy } from "../../policy-pack/lib/policy";
import { observeConfiguration } from "../../policy-pack/lib/sdk-config";
import { packHealth, policies } from "../../policy-pack/policies";
import { U, urnOf } from "./harness";

/** What the engine and the SDK's server say to each other, as far as these tests need it. */
interface Diagnostic {
  getPolicyname(): string;
  getMessage(): string;
  getEnforcementlevel(): number;
  getSeverity(): number;
  getUrn(): string;
}
interface Remediation {
  getPolicyname(): string;
  getProperties(): { toJavaScript(): Record<string, unknown> };
}
interface Response {
  getDiagnosticsList(): Diagnostic[];
  getRemediationsList(): Remediation[];
  getNotApplicableList(): unknown[];
}
type Handler = (
  call: { request: object },
  callback: (error: Error | null, response: Response) => void,
) => Promise<void>;
type MakeHandler = (pack: string, version: string, level: string, policies: unknown) => Handler;
interface Message {
  [setter: `set${string}`]: (value: unknown) => void;
  getPropertydependenciesMap(): Map<string, unknown>;
  getPolicyconfigMap(): Map<string, Message> & { set(key: string, value: unknown): void };
  serializeBinary(): Uint8Array;
  getEnforcementlevel(): number;
  getUrn(): string;
}

const load = createRequire(require.resolve("@pulumi/policy"));
const server = load("./server") as Record<
  "makeAnalyzeRpcFun" | "makeAnalyzeStackRpcFun" | "makeRemediateRpcFun",
  MakeHandler
>;
const proto = load("@pulumi/pulumi/proto/analyzer_pb") as Record<string, new () => Message>;
const { Struct } = load("google-protobuf/google/protobuf/struct_pb") as {
  Struct: { fromJavaScript(value: object): unknown };
};
const { AnalyzerService } = load("@pulumi/pulumi/proto/analyzer_grpc_pb") as {
  AnalyzerService: Record<"configure" | "remediate", { requestDeserialize(bytes: Buffer): Message }>;
};

const ADVISORY = 0;
const MANDATORY = 1;
const DISABLED = 2;
const REMEDIATE = 3;

function message(kind: string, fields: Readonly<Record<string, unknown>>): Message {
  const Kind = proto[kind];
  assert.ok(Kind, kind);
  const one = new Kind();
  for (const [name, value] of Object.entries(fields)) one[`set${name}`]?.(value);
  return one;
}

function resource(kind: string, type: string, name: string, props: object): Message {
  return message(kind, {
    Type: type,
    Name: name,
    Urn: urnOf(type, name),
    Properties: Struct.fromJavaScript(props),
    Options: message("AnalyzerResourceOptions", {}),
  });
}

async function call(
  make: MakeHandler,
  request: object,
  list: readonly Policy[] = policies,
): Promise<Response> {
  const entries = sdkPolicies(new Evaluation(list, packHealth), packHealth);
  let answer: Response | undefined;
  await make(
    "pack",
    "1.0.0",
    "advisory",
    entries,
  )({ request }, (error, response) => {
    assert.equal(error ?? undefined, undefined);
    answer = response;
  });
  assert.ok(answer);
  return answer;
}

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const SSH = "no-remote-administration-from-anywhere";

describe("the pack served by the SDK", () => {
  it("reports a violation under the policy's name, level and severity", async () => {
    const props = { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "0.0.0.0/0" };
    const response = await call(server.makeAnalyzeRpcFun, resource("AnalyzeRequest", INGRESS, "ssh", props));
    const found = response.getDiagnosticsList().find((one) => one.getPolicyname() === SSH);
    assert.ok(found);
    assert.equal(found.getEnforcementlevel(), MANDATORY);
    assert.equal(found.getSeverity(), 4);
    assert.equal(found.getUrn(), urnOf(INGRESS, "ssh"));
    assert.match(found.getMessage(), /admits TCP 22 from 0\.0\.0\.0\/0[^]*Remedy: Remove the rule/);
  });

  it("reports an unknown as advice under the policy's name, never as a policy that cannot run", async () => {
    const props = { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: U, description: U };
    const response = await call(server.makeAnalyzeRpcFun, resource("AnalyzeRequest", INGRESS, "ssh", props));
    const found = response.getDiagnosticsList().find((one) => one.getPolicyname() === SSH);
    assert.equal(found?.getEnforcementlevel(), ADVISORY);
    assert.match(found.getMessage(), /^Not judged yet/);
    assert.ok(response.getDiagnosticsList().every((one) => !one.getMessage().includes("can't run")));
  });

  it("costs the engine no word for policies that do not apply", async () => {
    const response = await call(
      server.makeAnalyzeRpcFun,
      resource("AnalyzeRequest", "random:index/randomId:RandomId", "r", {}),
    );
    assert.deepEqual(response.getDiagnosticsList(), []);
    assert.deepEqual(response.getNotApplicableList(), []);
  });

  it("judges the stack by the engine's edges, at a first preview", async () => {
    const vpc = "aws:ec2/vpc:Vpc";
    const log = resource("AnalyzerResource", "aws:ec2/flowLog:FlowLog", "log", {
      vpcId: U,
      trafficType: "ALL",
    });
    log
      .getPropertydependenciesMap()
      .set("vpcId", message("AnalyzerPropertyDependencies", { UrnsList: [urnOf(vpc, "a")] }));
    const resources = [
      resource("AnalyzerResource", vpc, "a", {}),
      resource("AnalyzerResource", vpc, "b", {}),
      log,
    ];
    const request = message("AnalyzeStackRequest", { ResourcesList: resources });
    const response = await call(server.makeAnalyzeStackRpcFun, request);
    const found = response
      .getDiagnosticsList()
      .filter((one) => one.getPolicyname() === "vpc-flow-logs-enabled");
    assert.deepEqual(
      found.map((one) => one.getUrn()),
      [urnOf(vpc, "b")],
    );
  });

  it("judges the whole stack by what was planned where an account is made in the same preview", async () => {
    const bucket = "aws:s3/bucket:Bucket";
    const block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
    const switches = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
    const entries = sdkPolicies(new Evaluation(policies, packHealth), packHealth);
    const plan = async (accounts: unknown, on: boolean): Promise<string[]> => {
      const planned = resource("AnalyzeRequest", block, "b", {
        bucket: U,
        ...Object.fromEntries(switches.map((name) => [name, on])),
      });
      planned["setProvider"]?.(
        message("AnalyzerProviderResource", {
          Type: "pulumi:providers:aws",
          Name: "p",
          Urn: urnOf("pulumi:providers:aws", "p"),
          Properties: Struct.fromJavaScript({ allowedAccountIds: accounts }),
        }),
      );
      // The engine tells no properties of what an unconfigured provider would make.
      const part = resource("AnalyzerResource", block, "b", {});
      part
        .getPropertydependenciesMap()
        .set("bucket", message("AnalyzerPropertyDependencies", { UrnsList: [urnOf(bucket, "b")] }));
      const request = message("AnalyzeStackRequest", {
        ResourcesList: [resource("AnalyzerResource", bucket, "b", {}), part],
      });
      const names: string[] = [];
      for (const [make, asked] of [
        [server.makeAnalyzeRpcFun, planned],
        [server.makeAnalyzeStackRpcFun, request],
      ] as const) {
        await make(
          "pack",
          "1.0.0",
          "advisory",
          entries,
        )({ request: asked }, (_error, response) => {
          for (const one of response.getDiagnosticsList())
            if (one.getEnforcementlevel() === MANDATORY) names.push(one.getPolicyname());
        });
      }
      return names.filter((name) => name === "bucket-public-access-blocked");
    };
    assert.deepEqual(await plan(U, true), []);
    assert.deepEqual(await plan(U, false), ["bucket-public-access-blocked"]);
  });

  it("repairs at level remediate only, and leaves secrets and unknowns as they were", async () => {
    const retention = policies.find(({ name }) => name === "log-group-retention");
    assert.ok(retention);
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "k" };
    const request = resource("AnalyzeRequest", "aws:cloudwatch/logGroup:LogGroup", "g", {
      kmsKeyId: secret,
      name: U,
    });
    const off = await call(server.makeRemediateRpcFun, request, [packHealth, retention]);
    assert.deepEqual(off.getRemediationsList(), []);
    const on = await call(server.makeRemediateRpcFun, request, [
      packHealth,
      { ...retention, level: "remediate" },
    ]);
    const [repaired] = on.getRemediationsList().map((one) => one.getProperties().toJavaScript());
    assert.deepEqual(repaired, { kmsKeyId: secret, name: U, retentionInDays: 365 });
    assert.ok(isUnknown(repaired["name"]) && asNumber(at(365)) === 365);
  });
});

describe("configuration from the engine", () => {
  const configured = (entries: Readonly<Record<string, { level: number; properties?: object }>>): Message => {
    const request = message("ConfigureAnalyzerRequest", {});
    for (const [name, { level, properties }] of Object.entries(entries)) {
      const fields = { Enforcementlevel: level, Properties: Struct.fromJavaScript(properties ?? {}) };
      request.getPolicyconfigMap().set(name, message("PolicyConfig", fields));
    }
    return AnalyzerService.configure.requestDeserialize(Buffer.from(request.serializeBinary()));
  };

  it("is seen whole, and keeps the runner on while any policy is", () => {
    const { configure, remediate } = AnalyzerService;
    const originals = [configure.requestDeserialize, remediate.requestDeserialize] as const;
    const repair = Buffer.from(resource("AnalyzeRequest", INGRESS, "r", { a: 1 }).serializeBinary());
    try {
      let seen: ReadonlyMap<string, GivenConfig> = new Map();
      observeConfiguration("pack-health", (given) => {
        seen = given;
        if (given.has("bad")) throw new Error("all the problems");
      });
      const request = configured({
        "pack-health": { level: DISABLED },
        p: { level: MANDATORY, properties: { days: 3 } },
      });
      assert.deepEqual(seen.get("p"), { level: "mandatory", properties: { days: 3 } });
      assert.equal(seen.get("pack-health")?.level, "disabled");
      assert.equal(request.getPolicyconfigMap().get("pack-health")?.getEnforcementlevel(), ADVISORY);
      assert.equal(
        remediate.requestDeserialize(repair).getUrn(),
        "",
        "nothing repairs, so nothing is decoded",
      );
      configured({ p: { level: REMEDIATE } });
      assert.equal(remediate.requestDeserialize(repair).getUrn(), urnOf(INGRESS, "r"));
      const off = configured({ "pack-health": { level: DISABLED }, p: { level: DISABLED } });
      assert.equal(off.getPolicyconfigMap().get("pack-health")?.getEnforcementlevel(), DISABLED);
      assert.throws(() => configured({ bad: { level: ADVISORY } }).getPolicyconfigMap(), /all the problems/);
    } finally {
      [configure.requestDeserialize, remediate.requestDeserialize] = originals;
    }
  });
});
