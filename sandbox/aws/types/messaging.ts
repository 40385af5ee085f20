import type { Call } from "../model/call";
import { type, uses, usesArn, type Model, type Naming, type Reference } from "../model/model";
import { refuse } from "../model/refusal";
import { num, object, str, yes, type Props } from "../model/values";
import { uuidOf } from "../provider/fill";
import { FUNCTION, KEY, KEY_ALIAS, QUEUE, TOPIC } from "./tokens";

const keyReference = usesArn(KEY, KEY_ALIAS);

function fifo(max: number, code: string, flag: string): Naming {
  return {
    property: "name",
    max,
    code,
    pattern: /^[\w-]+(\.fifo)?$/,
    rule: "letters, digits, - and _ only",
    suffix: (inputs) => (yes(inputs, flag) ? ".fifo" : ""),
  };
}

function checkFifo(inputs: Props, flag: string, code: string): void {
  const name = str(inputs, "name");
  if (name !== undefined && yes(inputs, flag) !== name.endsWith(".fifo")) {
    refuse(code, `a ${flag} name must end with .fifo, and no other may: ${name}`, "name");
  }
}

/** The policy SNS gives a topic that comes without one: the owner may do everything. */
function topicPolicy(call: Call): string {
  const statement = {
    Sid: "__default_statement_ID",
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: ["SNS:Publish", "SNS:Subscribe", "SNS:GetTopicAttributes", "SNS:SetTopicAttributes"],
    Resource: call.arn,
    Condition: { StringEquals: { "AWS:SourceOwner": call.account } },
  };
  return JSON.stringify({ Version: "2008-10-17", Id: "__default_policy_ID", Statement: [statement] });
}

const topic = type(TOPIC, "{arn}", {
  arn: "sns:{region}:{account}:{name}",
  defaults: { fifoTopic: false, contentBasedDeduplication: false },
  replace: ["name", "namePrefix", "fifoTopic"],
  naming: fifo(256, "InvalidParameter", "fifoTopic"),
  documents: { policy: "topic" },
  references: { kmsMasterKeyId: keyReference },
  lengths: { displayName: [100, "InvalidParameter"] },
  check: (inputs) => checkFifo(inputs, "fifoTopic", "InvalidParameter"),
  notFound: ["NotFound", "Topic does not exist: {id}"],
  outputs: (call) => ({
    owner: call.account,
    policy: call.text("policy") || str(call.old?.properties, "policy") || topicPolicy(call),
    signatureVersion: num(call.inputs, "signatureVersion") ?? 1,
    tracingConfig: call.text("tracingConfig") || "PassThrough",
  }),
});

const topicPolicyType = type("aws:sns/topicPolicy:TopicPolicy", "{arn}", {
  replace: ["arn"],
  references: { arn: usesArn(TOPIC) },
  documents: { policy: "topic" },
  outputs: (call) => ({ owner: call.account, arn: call.text("arn") }),
  after: (call) => {
    const target = call.find(TOPIC, call.text("arn"));
    if (target !== undefined) call.cloud.change(target, { policy: call.text("policy") });
  },
});

const subscription = type(
  "aws:sns/topicSubscription:TopicSubscription",
  (call) => `${call.text("topic")}:${uuidOf(call.cloud.mint(`${call.account}/${call.urn}`, 32))}`,
  {
    defaults: { confirmationTimeoutInMinutes: 1, endpointAutoConfirms: false, rawMessageDelivery: false },
    replace: ["endpoint", "protocol", "topic"],
    references: { topic: usesArn(TOPIC) },
    choices: {
      protocol: [
        ["sqs", "sms", "lambda", "firehose", "application", "email", "email-json", "http", "https"],
        "InvalidParameter",
      ],
      filterPolicyScope: [["MessageAttributes", "MessageBody"], "InvalidParameter"],
    },
    admit: (call) => {
      const arn = call.text("endpoint");
      const token = { sqs: QUEUE, lambda: FUNCTION }[call.text("protocol")];
      const account = arn.split(":")[4] ?? "";
      const known = call.cloud.knows(account);
      if (
        token !== undefined &&
        known &&
        !call.everywhere(token).some(({ properties }) => properties.arn === arn)
      ) {
        refuse("InvalidParameter", `Invalid parameter: Endpoint does not exist: ${arn}`, "endpoint");
      }
    },
    outputs: (call) => ({
      arn: call.id,
      confirmationWasAuthenticated: true,
      // A person must confirm an e-mail; the sandbox has none.
      pendingConfirmation: /^(email|http)/.test(call.text("protocol")),
      filterPolicyScope:
        call.text("filterPolicyScope") || (call.text("filterPolicy") === "" ? "" : "MessageAttributes"),
    }),
  },
);

function queueUrl(call: Call): string {
  return `https://sqs.${call.region}.${call.dnsSuffix}/${call.account}/${call.text("name")}`;
}

/** A number that must lie in a range. */
function checkRange(inputs: Props, name: string, from: number, to: number): void {
  const value = num(inputs, name);
  if (value !== undefined && (value < from || value > to)) {
    refuse(
      "InvalidAttributeValue",
      `expected ${name} to be in the range (${from} - ${to}), got ${value}`,
      name,
    );
  }
}

const queue = type(QUEUE, queueUrl, {
  arn: "sqs:{region}:{account}:{name}",
  defaults: {
    contentBasedDeduplication: false,
    delaySeconds: 0,
    fifoQueue: false,
    maxMessageSize: 262_144,
    messageRetentionSeconds: 345_600,
    receiveWaitTimeSeconds: 0,
    visibilityTimeoutSeconds: 30,
  },
  replace: ["name", "namePrefix", "fifoQueue"],
  naming: fifo(80, "InvalidParameterValue", "fifoQueue"),
  documents: { policy: "queue" },
  references: { kmsMasterKeyId: keyReference },
  unique: [
    {
      by: ["name"],
      within: "region",
      refusal: [
        "QueueNameExists",
        "A queue already exists with the same name and a different value for an attribute: {name}",
      ],
    },
  ],
  notFound: ["AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist: {id}"],
  check: (inputs) => {
    checkFifo(inputs, "fifoQueue", "InvalidParameterValue");
    checkRange(inputs, "delaySeconds", 0, 900);
    checkRange(inputs, "messageRetentionSeconds", 60, 1_209_600);
    checkRange(inputs, "visibilityTimeoutSeconds", 0, 43_200);
    checkRange(inputs, "receiveWaitTimeSeconds", 0, 20);
    checkRange(inputs, "maxMessageSize", 1_024, 1_048_576);
  },
  admit: (call) => {
    const text = call.text("redrivePolicy");
    if (text === "") return;
    const target = str(object({ p: JSON.parse(text) as Props }, "p"), "deadLetterTargetArn") ?? "";
    if (!call.everywhere(QUEUE).some(({ properties }) => properties.arn === target)) {
      refuse(
        "InvalidParameterValue",
        `Value ${text} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`,
        "redrivePolicy",
      );
    }
  },
  outputs: (call) => ({
    url: call.id,
    kmsDataKeyReusePeriodSeconds: num(call.inputs, "kmsDataKeyReusePeriodSeconds") ?? 300,
    sqsManagedSseEnabled: call.inputs.sqsManagedSseEnabled ?? call.text("kmsMasterKeyId") === "",
    policy: call.text("policy") || str(call.old?.properties, "policy"),
  }),
});

const ofQueue: Reference = uses(QUEUE);

/** A part of a queue: its id is the queue's URL. */
function ofQueueType(token: string, property: string, documents?: Model["documents"]): Model {
  return type(token, "{queueUrl}", {
    replace: ["queueUrl"],
    references: { queueUrl: ofQueue },
    ...(documents === undefined ? {} : { documents }),
    after: (call) => {
      const target = call.find(QUEUE, call.text("queueUrl"));
      if (target !== undefined) call.cloud.change(target, { [property]: call.text(property) });
    },
  });
}

export const messagingTypes: readonly Model[] = [
  topic,
  topicPolicyType,
  subscription,
  queue,
  ofQueueType("aws:sqs/queuePolicy:QueuePolicy", "policy", { policy: "queue" }),
  ofQueueType("aws:sqs/redrivePolicy:RedrivePolicy", "redrivePolicy"),
  ofQueueType("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "redriveAllowPolicy"),
];
