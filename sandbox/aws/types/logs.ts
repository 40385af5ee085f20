import { LOG_RETENTION_DAYS } from "../facts/log-retention";
import { type, uses, usesArn, type Model, type Naming, type Reference } from "../model/model";
import { refuse } from "../model/refusal";
import { object, str, yes, type Props } from "../model/values";
import { uuidOf } from "../provider/fill";
import type { Call } from "../model/call";
import { ACCOUNT } from "./organization";
import { withinQuota } from "./quota";
import { FUNCTION, KEY, LOG_GROUP, ROLE, STREAM } from "./tokens";

const DESTINATION = "aws:cloudwatch/logDestination:LogDestination";
const SUBSCRIPTION = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";
const METRIC_FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const RESOURCE_POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
const SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource";
const DELIVERY_DESTINATION = "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination";

function named(max: number, pattern = /^[.\-_/#A-Za-z0-9]+$/): Naming {
  return {
    property: "name",
    max,
    code: "InvalidParameterException",
    pattern,
    rule: "letters, digits and .-_/# only",
  };
}

const ofGroup: Reference = uses(LOG_GROUP);

const logGroup = type(LOG_GROUP, "{name}", {
  arn: "logs:{region}:{account}:log-group:{name}",
  defaults: { retentionInDays: 0, skipDestroy: false },
  replace: ["name", "namePrefix", "logGroupClass"],
  naming: named(512),
  choices: {
    retentionInDays: [LOG_RETENTION_DAYS, "InvalidParameterException"],
    logGroupClass: [["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"], "InvalidParameterException"],
  },
  references: { kmsKeyId: usesArn(KEY) },
  unique: [
    {
      by: ["name"],
      within: "region",
      refusal: ["ResourceAlreadyExistsException", "The specified log group already exists: {name}"],
    },
  ],
  notFound: ["ResourceNotFoundException", "The specified log group does not exist: {id}"],
  outputs: (call) => ({ logGroupClass: call.text("logGroupClass") || "STANDARD" }),
  release: (call) => {
    if (yes(call.inputs, "deletionProtectionEnabled")) {
      refuse("OperationAbortedException", `The log group ${call.id} has deletion protection enabled`);
    }
  },
  afterDelete: (call) => {
    // A log group takes its streams, filters and policies along.
    for (const part of call.cloud.mentioning(call.id)) {
      const here = part.account === call.account && part.region === call.home;
      if (here && part.type.startsWith("aws:cloudwatch/log")) call.cloud.remove(part);
    }
  },
});

const logStream = type("aws:cloudwatch/logStream:LogStream", "{name}", {
  arn: "logs:{region}:{account}:log-group:{logGroupName}:log-stream:{name}",
  replace: ["*"],
  naming: { ...named(512, /^[^:*]+$/), rule: "neither : nor *" },
  references: { logGroupName: ofGroup },
  unique: [
    {
      by: ["name", "logGroupName"],
      within: "region",
      refusal: ["ResourceAlreadyExistsException", "The specified log stream already exists: {name}"],
    },
  ],
});

const metricFilter = type(METRIC_FILTER, "{name}", {
  replace: ["name", "logGroupName"],
  naming: { ...named(512, /^[^:*]+$/), rule: "neither : nor *" },
  lengths: { pattern: [1_024, "InvalidParameterException"] },
  references: { logGroupName: ofGroup },
  admit: (call) => {
    const others = call.peers(METRIC_FILTER, { logGroupName: call.text("logGroupName") });
    withinQuota(call, "metricFiltersPerGroup", others.length + 1);
  },
});

const subscription = type(SUBSCRIPTION, (call) => `cwlsf-${parseInt(call.cloud.mint(call.urn, 8), 16)}`, {
  defaults: { distribution: "ByLogStream" },
  replace: ["logGroup", "name"],
  naming: { ...named(512, /^[^:*]+$/), rule: "neither : nor *" },
  lengths: { filterPattern: [1_024, "InvalidParameterException"] },
  references: {
    logGroup: ofGroup,
    roleArn: usesArn(ROLE),
    destinationArn: usesArn(DESTINATION, FUNCTION, STREAM),
  },
  notFound: ["ResourceNotFoundException", "The specified destination does not exist: {id}"],
  admit: (call) => {
    const arn = call.text("destinationArn");
    const target = call.everywhere(DESTINATION).find(({ properties }) => properties.arn === arn);
    const owner = arn.split(":")[4] ?? "";
    // An account that was made here holds nothing that the sandbox does not know.
    const known = call.cloud.knows(owner) || call.everywhere(ACCOUNT).some(({ id }) => id === owner);
    if (target === undefined && isDestination(arn) && known) {
      refuse(
        "InvalidParameterException",
        `Could not deliver test message to specified destination: ${arn}`,
        "destinationArn",
      );
    }
    const others = call.peers(SUBSCRIPTION, { logGroup: call.text("logGroup") });
    const twin = others.find(({ properties }) => properties.name === call.inputs.name);
    if (twin === undefined) withinQuota(call, "subscriptionFiltersPerGroup", others.length + 1);
  },
  outputs: (call) => ({ roleArn: call.text("roleArn"), filterPattern: call.text("filterPattern") }),
});

function isDestination(arn: string): boolean {
  return /^arn:[\w-]+:logs:[\w-]+:\d{12}:destination:/.test(arn);
}

const destination = type(DESTINATION, "{name}", {
  arn: "logs:{region}:{account}:destination:{name}",
  replace: ["name"],
  naming: { ...named(512, /^[^:*]+$/), rule: "neither : nor *" },
  references: { roleArn: usesArn(ROLE) },
  notFound: ["ResourceNotFoundException", "The specified destination does not exist: {id}"],
});

/** A document that is JSON but not a policy of statements with principals. */
function checkJson(inputs: Props, property: string): void {
  const text = str(inputs, property);
  if (text === undefined) return;
  try {
    JSON.parse(text);
  } catch {
    refuse("InvalidParameterException", `${property} is not valid JSON`, property);
  }
}

const policies: readonly Model[] = [
  type("aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy", "{destinationName}", {
    replace: ["destinationName"],
    references: { destinationName: uses(DESTINATION) },
    documents: { accessPolicy: "logDestination" },
  }),
  type(RESOURCE_POLICY, (call) => call.text("policyName") || call.text("resourceArn"), {
    replace: ["policyName", "resourceArn"],
    documents: { policyDocument: "logResource" },
    admit: (call) => {
      const others = call.peers(RESOURCE_POLICY);
      if (call.old === undefined) withinQuota(call, "logResourcePolicies", others.length + 1);
    },
    outputs: (call) => ({ policyScope: call.text("resourceArn") === "" ? "ACCOUNT" : "RESOURCE" }),
  }),
  type("aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy", "{logGroupName}", {
    replace: ["logGroupName"],
    references: { logGroupName: ofGroup },
    lengths: { policyDocument: [30_720, "InvalidParameterException"] },
    check: (inputs) => checkJson(inputs, "policyDocument"),
  }),
  type("aws:cloudwatch/logAccountPolicy:LogAccountPolicy", "{policyName}", {
    defaults: { scope: "ALL" },
    replace: ["policyName", "policyType"],
    lengths: {
      policyDocument: [30_720, "InvalidParameterException"],
      selectionCriteria: [25_000, "InvalidParameterException"],
    },
    choices: {
      policyType: [
        [
          "DATA_PROTECTION_POLICY",
          "SUBSCRIPTION_FILTER_POLICY",
          "FIELD_INDEX_POLICY",
          "TRANSFORMER_POLICY",
          "METRIC_EXTRACTION_POLICY",
        ],
        "InvalidParameterException",
      ],
    },
    check: (inputs) => checkJson(inputs, "policyDocument"),
  }),
  type("aws:cloudwatch/logIndexPolicy:LogIndexPolicy", "{logGroupName}", {
    replace: ["logGroupName"],
    references: { logGroupName: ofGroup },
    check: (inputs) => checkJson(inputs, "policyDocument"),
  }),
];

const queryDefinition = type("aws:cloudwatch/queryDefinition:QueryDefinition", "uuid", {
  naming: named(255, /^[^:*?<>|"]+$/),
  lengths: { queryString: [10_000, "InvalidParameterException"] },
  outputs: (call) => ({
    queryDefinitionId: call.id,
    arn: call.arnOf(`logs:${call.region}:${call.account}:query-definition:${call.id}`),
  }),
});

const anomalyDetector = type(
  "aws:cloudwatch/logAnomalyDetector:LogAnomalyDetector",
  (call) =>
    call.arnOf(
      `logs:${call.region}:${call.account}:anomaly-detector:${uuidOf(call.cloud.mint(call.urn, 32))}`,
    ),
  {
    replace: ["logGroupArnLists", "detectorName"],
    references: { logGroupArnLists: usesArn(LOG_GROUP), kmsKeyId: usesArn(KEY) },
    outputs: (call) => ({ arn: call.id }),
  },
);

function deliveryName(max: number): Naming {
  return { ...named(max, /^[\w-]+$/), code: "ValidationException" };
}

const deliveries: readonly Model[] = [
  type(SOURCE, "{name}", {
    arn: "logs:{region}:{account}:delivery-source:{name}",
    replace: ["name", "logType", "resourceArn"],
    naming: deliveryName(60),
    notFound: ["ResourceNotFoundException", "Delivery source {id} does not exist"],
    outputs: (call) => ({ service: call.text("resourceArn").split(":")[2] }),
  }),
  type(DELIVERY_DESTINATION, "{name}", {
    arn: "logs:{region}:{account}:delivery-destination:{name}",
    replace: ["name", "outputFormat"],
    naming: deliveryName(60),
    outputs: (call) => ({
      deliveryDestinationType: call.text("deliveryDestinationType") || destinationType(call),
    }),
  }),
  type(
    "aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy",
    "{deliveryDestinationName}",
    {
      replace: ["deliveryDestinationName"],
      references: { deliveryDestinationName: uses(DELIVERY_DESTINATION) },
      documents: { deliveryDestinationPolicy: "logResource" },
      check: (inputs) => {
        // The service takes bare account ids here, and no ARN.
        if (/"arn:[\w-]+:iam::/.test(str(inputs, "deliveryDestinationPolicy") ?? ""))
          refuse(
            "ValidationException",
            "Principal section of policy contains ARN instead of account ID",
            "deliveryDestinationPolicy",
          );
      },
    },
  ),
  type("aws:cloudwatch/logDelivery:LogDelivery", (call) => call.cloud.mint(call.urn, 16), {
    arn: "logs:{region}:{account}:delivery:{id}",
    replace: ["deliverySourceName", "deliveryDestinationArn"],
    references: { deliverySourceName: uses(SOURCE), deliveryDestinationArn: usesArn(DELIVERY_DESTINATION) },
  }),
];

function destinationType(call: Call): string {
  const arn = str(object(call.inputs, "deliveryDestinationConfiguration"), "destinationResourceArn") ?? "";
  const service = arn.split(":")[2];
  return service === "s3" ? "S3" : service === "firehose" ? "FH" : "CWL";
}

export const logTypes: readonly Model[] = [
  logGroup,
  logStream,
  metricFilter,
  subscription,
  destination,
  ...policies,
  queryDefinition,
  anomalyDetector,
  ...deliveries,
];
