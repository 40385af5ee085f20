import type { Call } from "../model/call";
import { holds, type, uses, usesArn, type Model, type Reference } from "../model/model";
import { refuse } from "../model/refusal";
import { num, object, str, yes, type Props } from "../model/values";
import { FUNCTION, KEY, LOG_GROUP, QUEUE, ROLE, SECURITY_GROUP, STREAM, SUBNET } from "./tokens";

const PERMISSION = "aws:lambda/permission:Permission";
const MODIFIED = "2026-01-01T00:00:00.000+0000";

function invokeArn(call: Call, functionArn: string): string {
  return call.arnOf(`apigateway:${call.region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`);
}

function checkRange(inputs: Props, name: string, from: number, to: number): void {
  const value = num(inputs, name);
  if (value !== undefined && (value < from || value > to)) {
    refuse(
      "InvalidParameterValueException",
      `expected ${name} to be in the range (${from} - ${to}), got ${value}`,
      name,
    );
  }
}

/** Largest size of all environment variables together, in bytes. Source: "Lambda quotas", 2026-06. */
const ENVIRONMENT_BYTES = 4_096;

function checkFunction(inputs: Props): void {
  checkRange(inputs, "timeout", 1, 900);
  checkRange(inputs, "memorySize", 128, 10_240);
  const variables = object(object(inputs, "environment"), "variables");
  if (Buffer.byteLength(JSON.stringify(variables)) > ENVIRONMENT_BYTES) {
    refuse(
      "InvalidParameterValueException",
      "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.",
      "environment",
    );
  }
  if (str(inputs, "packageType") !== "Image" && inputs.packageType !== undefined) {
    for (const name of ["handler", "runtime"]) {
      if (inputs[name] === undefined)
        refuse("ValidationException", `${name} must be set when PackageType is Zip`, name);
    }
  }
}

const lambda = type(FUNCTION, "{name}", {
  arn: "lambda:{region}:{account}:function:{name}",
  defaults: {
    memorySize: 128,
    packageType: "Zip",
    publish: false,
    reservedConcurrentExecutions: -1,
    skipDestroy: false,
    timeout: 3,
  },
  replace: ["name", "packageType"],
  naming: {
    property: "name",
    max: 64,
    code: "InvalidParameterValueException",
    pattern: /^[\w-]+$/,
    rule: "letters, digits, - and _ only",
  },
  lengths: { description: [256, "ValidationException"], handler: [128, "ValidationException"] },
  references: {
    role: usesArn(ROLE),
    kmsKeyArn: usesArn(KEY),
    "vpcConfig.subnetIds": holds(SUBNET),
    "vpcConfig.securityGroupIds": holds(SECURITY_GROUP),
    "loggingConfig.logGroup": uses(LOG_GROUP),
  },
  unique: [
    {
      by: ["name"],
      within: "region",
      refusal: ["ResourceConflictException", "Function already exist: {name}"],
    },
  ],
  notFound: ["ResourceNotFoundException", "Function not found: {id}"],
  check: checkFunction,
  outputs: (call) => ({
    invokeArn: invokeArn(call, call.arn),
    qualifiedArn: `${call.arn}:$LATEST`,
    qualifiedInvokeArn: invokeArn(call, `${call.arn}:$LATEST`),
    responseStreamingInvokeArn: `${invokeArn(call, call.arn).replace(/invocations$/, "response-streaming-invocations")}`,
    version: yes(call.inputs, "publish") ? "1" : "$LATEST",
    lastModified: MODIFIED,
    codeSha256: call.derived(JSON.stringify(call.inputs.code ?? call.inputs.sourceCodeHash ?? ""), 43),
    architectures: call.inputs.architectures ?? ["x86_64"],
    ephemeralStorage: call.inputs.ephemeralStorage ?? { size: 512 },
    tracingConfig: call.inputs.tracingConfig ?? { mode: "PassThrough" },
    loggingConfig: call.inputs.loggingConfig ?? {
      logFormat: "Text",
      logGroup: `/aws/lambda/${call.text("name")}`,
    },
  }),
  afterDelete: (call) => {
    for (const permission of call.peers(PERMISSION)) {
      if ([call.id, call.arn].includes(str(permission.properties, "function") ?? ""))
        call.cloud.remove(permission);
    }
  },
});

/** By name or by ARN. */
const ofFunction: Reference = { ...usesArn(FUNCTION), anywhere: false };

const permission = type(PERMISSION, (call) => call.text("statementId"), {
  replace: ["*"],
  naming: {
    property: "statementId",
    max: 100,
    code: "ValidationException",
    pattern: /^[\w-]+$/,
    rule: "letters, digits, - and _ only",
  },
  references: { function: ofFunction },
  unique: [
    {
      by: ["function", "statementId"],
      within: "region",
      refusal: [
        "ResourceConflictException",
        "The statement id ({statementId}) provided already exists. Please provide a new statement id, or remove the existing statement.",
      ],
    },
  ],
});

const mapping = type("aws:lambda/eventSourceMapping:EventSourceMapping", "uuid", {
  arn: "lambda:{region}:{account}:event-source-mapping:{id}",
  defaults: { enabled: true },
  replace: [
    "eventSourceArn",
    "startingPosition",
    "startingPositionTimestamp",
    "queues",
    "selfManagedEventSource",
  ],
  references: { functionName: ofFunction, eventSourceArn: usesArn(QUEUE, STREAM) },
  outputs: (call) => {
    const target = call.find(FUNCTION, call.text("functionName").split(":").at(-1) ?? "");
    return {
      functionArn: str(target?.properties, "arn"),
      uuid: call.id,
      state: "Enabled",
      lastModified: MODIFIED,
    };
  },
});

export const lambdaTypes: readonly Model[] = [
  lambda,
  permission,
  mapping,
  // The code does not run: what it would answer is not known, so the answer is JSON's null.
  type("aws:lambda/invocation:Invocation", (call) => call.cloud.mint(call.urn, 32), {
    defaults: { lifecycleScope: "CREATE_ONLY", qualifier: "$LATEST", terraformKey: "tf" },
    replace: ["functionName", "qualifier", "input", "triggers"],
    references: { functionName: ofFunction },
    check: (inputs) => {
      const text = str(inputs, "input");
      if (text === undefined) return;
      try {
        JSON.parse(text);
      } catch {
        refuse("InvalidRequestContentException", "Could not parse request body into json", "input");
      }
    },
    outputs: () => ({ result: "null" }),
  }),
  type("aws:lambda/functionUrl:FunctionUrl", "{functionName}", {
    defaults: { invokeMode: "BUFFERED" },
    replace: ["functionName", "qualifier"],
    references: { functionName: ofFunction },
    choices: { authorizationType: [["AWS_IAM", "NONE"], "InvalidParameterValueException"] },
    outputs: (call) => {
      const urlId = call.derived("url", 32);
      const target = call.find(FUNCTION, call.text("functionName").split(":").at(-1) ?? "");
      return {
        urlId,
        functionUrl: `https://${urlId}.lambda-url.${call.region}.on.aws/`,
        functionArn: str(target?.properties, "arn"),
      };
    },
  }),
  type("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "{functionName}", {
    defaults: { maximumRetryAttempts: 2 },
    replace: ["functionName", "qualifier"],
    references: { functionName: ofFunction },
  }),
  type(
    "aws:lambda/alias:Alias",
    (call) =>
      call.arnOf(
        `lambda:${call.region}:${call.account}:function:${call.text("functionName")}:${call.text("name")}`,
      ),
    {
      replace: ["functionName", "name"],
      references: { functionName: ofFunction },
      outputs: (call) => ({ arn: call.id, invokeArn: invokeArn(call, call.id) }),
    },
  ),
  type("aws:lambda/layerVersion:LayerVersion", (call) => `${layerArn(call)}:1`, {
    defaults: { skipDestroy: false },
    replace: ["*"],
    outputs: (call) => ({
      arn: `${layerArn(call)}:1`,
      layerArn: layerArn(call),
      version: "1",
      createdDate: MODIFIED,
    }),
  }),
];

function layerArn(call: Call): string {
  return call.arnOf(`lambda:${call.region}:${call.account}:layer:${call.text("layerName")}`);
}
