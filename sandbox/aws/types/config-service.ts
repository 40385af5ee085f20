import type { Call } from "../model/call";
import { by, holds, type, uses, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, objects, str, strings, yes } from "../model/values";
import { needsBucketAccess } from "./bucket-access";
import { name } from "./names";
import { needsDelegation } from "./organization";
import { FUNCTION, KEY, ROLE, SERVICE_LINKED_ROLE, TOPIC } from "./tokens";

const RECORDER = "aws:cfg/recorder:Recorder";
const STATUS = "aws:cfg/recorderStatus:RecorderStatus";
const CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel";
const RULE = "aws:cfg/rule:Rule";
const SERVICE = "config.amazonaws.com";
const MULTI = "config-multiaccountsetup.amazonaws.com";

function needsRecorder(call: Call): void {
  if (call.peers(RECORDER).length === 0) {
    refuse(
      "NoAvailableConfigurationRecorderException",
      "Configuration recorder is not available to put delivery channel or rules.",
    );
  }
}

/** AWS Config tries to write, and cannot where each new object is locked at once. */
function needsNoDefaultLock(call: Call, bucket: string): void {
  const locked = call
    .everywhere("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")
    .some(
      ({ properties }) =>
        properties.bucket === bucket &&
        objects(properties, "rule").some((rule) => objects(rule, "defaultRetention").length > 0),
    );
  if (locked) {
    refuse(
      "InsufficientDeliveryPolicyException",
      `Unable to write to bucket ${bucket}: it has object lock with a default retention.`,
    );
  }
}

const recorder = type(RECORDER, "{name}", {
  replace: ["name"],
  naming: name(256, "InvalidConfigurationRecorderNameException"),
  references: { roleArn: usesArn(ROLE, SERVICE_LINKED_ROLE) },
  notFound: [
    "NoSuchConfigurationRecorderException",
    "Cannot find configuration recorder with the specified name '{id}'.",
  ],
  admit: (call) => {
    if (call.peers(RECORDER).length > 0) {
      refuse(
        "MaxNumberOfConfigurationRecordersExceededException",
        `Failed to put configuration recorder '${call.text("name")}' because the maximum number of configuration recorders: 1 is reached.`,
      );
    }
  },
  outputs: (call) => ({
    recordingGroup: call.inputs.recordingGroup ?? {
      allSupported: true,
      includeGlobalResourceTypes: false,
      resourceTypes: [],
    },
    recordingMode: call.inputs.recordingMode ?? { recordingFrequency: "CONTINUOUS" },
  }),
});

const status = type(STATUS, "{name}", {
  replace: ["name"],
  naming: name(256, "InvalidConfigurationRecorderNameException"),
  references: { name: uses(RECORDER) },
  admit: (call) => {
    if (yes(call.inputs, "isEnabled") && call.peers(CHANNEL).length === 0) {
      refuse(
        "NoAvailableDeliveryChannelException",
        "Delivery channel is not available to start configuration recorder.",
      );
    }
  },
});

const channel = type(CHANNEL, "{name}", {
  replace: ["name"],
  naming: name(256, "InvalidDeliveryChannelNameException"),
  references: { snsTopicArn: usesArn(TOPIC), s3KmsKeyArn: usesArn(KEY) },
  admit: (call) => {
    needsRecorder(call);
    if (call.peers(CHANNEL).length > 0) {
      refuse(
        "MaxNumberOfDeliveryChannelsExceededException",
        `Failed to put delivery channel '${call.text("name")}' because the maximum number of delivery channels: 1 is reached.`,
      );
    }
    needsBucketAccess(
      call,
      call.text("s3BucketName"),
      [SERVICE],
      ["NoSuchBucketException", "Cannot find a S3 bucket with the specified name"],
      ["InsufficientDeliveryPolicyException", "Insufficient delivery policy to s3 bucket"],
    );
    needsNoDefaultLock(call, call.text("s3BucketName"));
  },
  release: (call) => {
    if (call.peers(STATUS).some(({ properties }) => yes(properties, "isEnabled"))) {
      refuse(
        "LastDeliveryChannelDeleteFailedException",
        `Failed to delete last specified delivery channel with name '${call.id}', because there is a running configuration recorder.`,
      );
    }
  },
});

/** Six random characters, as Config ends its ids. */
function ruleId(call: Call): string {
  return `config-rule-${call.derived("rule", 6)}`;
}

const rule = type(RULE, "{name}", {
  replace: ["name"],
  naming: name(128, "InvalidParameterValueException"),
  lengths: {
    description: [256, "InvalidParameterValueException"],
    inputParameters: [1_024, "InvalidParameterValueException"],
  },
  notFound: [
    "NoSuchConfigRuleException",
    "The ConfigRule '{id}' provided in the request is invalid. Please check the configRule name",
  ],
  inUse: ["ResourceInUseException", "The rule {id} has a remediation action associated"],
  admit: (call) => {
    needsRecorder(call);
    const [source] = objects(call.inputs, "source");
    const arn = str(source, "sourceIdentifier") ?? "";
    const owner = str(source, "owner");
    if (owner === "CUSTOM_LAMBDA") {
      const known = call.cloud.knows(arn.split(":")[4] ?? "");
      if (known && !call.everywhere(FUNCTION).some(({ properties }) => properties.arn === arn)) {
        refuse(
          "InsufficientPermissionsException",
          `The AWS Lambda function ${arn} cannot be invoked. Check the specified function ARN, and check the function's permissions.`,
        );
      }
    } else if (owner === "AWS" && !/^[A-Z0-9_]{1,256}$/.test(arn)) {
      refuse("InvalidParameterValueException", `The sourceIdentifier ${arn} is invalid.`, "source");
    }
  },
  outputs: (call) => ({
    ruleId: ruleId(call),
    arn: call.arnOf(`config:${call.region}:${call.account}:config-rule/${ruleId(call)}`),
  }),
});

const organizationServices = [SERVICE, MULTI];
const ORGANIZATION = "aws:organizations/organization:Organization";
const ACCOUNT = "aws:organizations/account:Account";

/**
 * AWS makes a rule or pack in every account that is not excluded, and fails when one of them has no recorder in the Region. It does so
 * after the call has returned; the real provider waits, and reports the same.
 */
function needsRecorderEverywhere(call: Call): void {
  const excluded = strings(call.inputs, "excludedAccounts");
  const members = [
    ...call.everywhere(ORGANIZATION).map(({ account }) => account),
    ...call.everywhere(ACCOUNT).map(({ id }) => id),
  ];
  const recorders = call.everywhere(RECORDER).filter(({ region }) => region === call.home);
  const without = members.filter(
    (member) => !excluded.includes(member) && !recorders.some(({ account }) => account === member),
  );
  if (without.length > 0) {
    refuse(
      "NoAvailableConfigurationRecorderException",
      `CREATE_FAILED: there is no configuration recorder in ${call.region} in account ${without.join(", ")}.`,
    );
  }
}

/** A thing Config deploys to every account of the organisation. */
function organizationWide(token: string, max: number, part: string, rest: Partial<Model> = {}): Model {
  return type(token, "{name}", {
    replace: ["name"],
    naming: name(max, "InvalidParameterValueException"),
    ...rest,
    admit: (call) => {
      needsDelegation(call, organizationServices, "OrganizationAccessDeniedException");
      needsRecorderEverywhere(call);
    },
    outputs: (call) => ({
      arn: call.arnOf(
        `config:${call.region}:${call.account}:${part}/${call.text("name")}-${call.derived("arn", 8)}`,
      ),
    }),
  });
}

const template = { templateBody: [51_200, "InvalidParameterValueException"] } as const;

export const configTypes: readonly Model[] = [
  recorder,
  status,
  channel,
  rule,
  type("aws:cfg/configurationAggregator:ConfigurationAggregator", "{name}", {
    replace: ["name", "accountAggregationSource", "organizationAggregationSource"],
    naming: name(256, "InvalidParameterValueException"),
    references: { "organizationAggregationSource.roleArn": usesArn(ROLE) },
    admit: (call) => {
      if (call.inputs.organizationAggregationSource !== undefined) {
        needsDelegation(call, [SERVICE], "OrganizationAccessDeniedException");
      }
    },
    outputs: (call) => ({
      arn: call.arnOf(
        `config:${call.region}:${call.account}:config-aggregator/config-aggregator-${call.derived("arn", 8)}`,
      ),
    }),
  }),
  organizationWide("aws:cfg/organizationManagedRule:OrganizationManagedRule", 64, "organization-config-rule"),
  organizationWide("aws:cfg/organizationCustomRule:OrganizationCustomRule", 64, "organization-config-rule", {
    references: { lambdaFunctionArn: usesArn(FUNCTION) },
  }),
  organizationWide(
    "aws:cfg/organizationCustomPolicyRule:OrganizationCustomPolicyRule",
    64,
    "organization-config-rule",
    {
      lengths: { policyText: [10_000, "InvalidParameterValueException"] },
    },
  ),
  organizationWide(
    "aws:cfg/organizationConformancePack:OrganizationConformancePack",
    128,
    "organization-conformance-pack",
    {
      lengths: template,
    },
  ),
  type("aws:cfg/conformancePack:ConformancePack", "{name}", {
    replace: ["name"],
    naming: name(256, "InvalidParameterValueException"),
    lengths: template,
    admit: needsRecorder,
    outputs: (call) => ({
      arn: call.arnOf(
        `config:${call.region}:${call.account}:conformance-pack/${call.text("name")}/conformance-pack-${call.derived("arn", 9)}`,
      ),
    }),
  }),
  type("aws:cfg/remediationConfiguration:RemediationConfiguration", "{configRuleName}", {
    replace: ["configRuleName"],
    references: { configRuleName: by("name", holds(RULE)) },
    outputs: (call) => ({
      arn: call.arnOf(
        `config:${call.region}:${call.account}:remediation-configuration/${call.text("configRuleName")}/${call.derived("arn", 8)}`,
      ),
    }),
  }),
  type("aws:cfg/retentionConfiguration:RetentionConfiguration", () => "default", {
    check: (inputs) => {
      const days = num(inputs, "retentionPeriodInDays");
      if (days !== undefined && (days < 30 || days > 2_557)) {
        refuse(
          "InvalidParameterValueException",
          `expected retentionPeriodInDays to be in the range (30 - 2557), got ${days}`,
          "retentionPeriodInDays",
        );
      }
    },
    outputs: () => ({ name: "default" }),
  }),
  type(
    "aws:cfg/aggregateAuthorization:AggregateAuthorization",
    (call) => `${call.text("accountId")}:${authorized(call)}`,
    {
      replace: ["*"],
      outputs: (call) => ({
        arn: call.arnOf(
          `config:${call.region}:${call.account}:aggregation-authorization/${call.text("accountId")}/${authorized(call)}`,
        ),
      }),
    },
  ),
];

function authorized(call: Call): string {
  return call.text("authorizedAwsRegion") || call.region;
}
