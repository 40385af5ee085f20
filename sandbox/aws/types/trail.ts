import { anywhere, by, type, uses, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { str, yes } from "../model/values";
import { needsBucketAccess, needsKeyAccess } from "./bucket-access";
import { name, taken } from "./names";
import { needsDelegation, needsTrust } from "./organization";
import { KEY, KEY_ALIAS, LOG_GROUP, ROLE, TOPIC } from "./tokens";

const SERVICE = "cloudtrail.amazonaws.com";

export const trailTypes: readonly Model[] = [
  type("aws:cloudtrail/trail:Trail", "{arn}", {
    arn: "cloudtrail:{region}:{account}:trail/{name}",
    defaults: {
      enableLogFileValidation: false,
      enableLogging: true,
      includeGlobalServiceEvents: true,
      isMultiRegionTrail: false,
      isOrganizationTrail: false,
    },
    replace: ["name"],
    naming: name(
      128,
      "InvalidTrailNameException",
      /^[A-Za-z0-9][\w.-]{2,}$/,
      "3 or more letters, digits and ._-",
    ),
    unique: taken("TrailAlreadyExistsException", "Trail {name} already exists for customer"),
    references: {
      kmsKeyId: usesArn(KEY, KEY_ALIAS),
      cloudWatchLogsGroupArn: usesArn(LOG_GROUP),
      cloudWatchLogsRoleArn: usesArn(ROLE),
      snsTopicName: by("name", anywhere(uses(TOPIC))),
    },
    check: (inputs) => {
      const group = str(inputs, "cloudWatchLogsGroupArn");
      if (group !== undefined && !group.endsWith(":*")) {
        refuse(
          "InvalidCloudWatchLogsLogGroupArnException",
          `CloudTrail cannot validate the specified log group ARN: it must end with :* (${group})`,
          "cloudWatchLogsGroupArn",
        );
      }
    },
    admit: (call) => {
      needsBucketAccess(
        call,
        call.text("s3BucketName"),
        [SERVICE],
        ["S3BucketDoesNotExistException", "S3 bucket does not exist"],
        ["InsufficientS3BucketPolicyException", "Incorrect S3 bucket policy is detected for bucket"],
      );
      const key = call.text("kmsKeyId");
      if (key !== "") {
        needsKeyAccess(
          call,
          key,
          SERVICE,
          "InsufficientEncryptionPolicyException",
          "Insufficient permissions to access S3 bucket or KMS key",
        );
      }
      if (yes(call.inputs, "isOrganizationTrail")) {
        needsDelegation(call, [SERVICE], "NotOrganizationMasterAccountException");
      }
      const group = call.text("cloudWatchLogsGroupArn") !== "";
      if (group !== (call.text("cloudWatchLogsRoleArn") !== "")) {
        refuse(
          "InvalidCloudWatchLogsRoleArnException",
          "A log group needs a role, and a role a log group.",
          "cloudWatchLogsRoleArn",
        );
      }
    },
    outputs: (call) => {
      const topic = call.text("snsTopicName");
      const arn = topic.startsWith("arn:")
        ? topic
        : call.arnOf(`sns:${call.region}:${call.account}:${topic}`);
      return { homeRegion: call.region, snsTopicArn: topic === "" ? "" : arn };
    },
  }),
  type("aws:cloudtrail/eventDataStore:EventDataStore", "{arn}", {
    arn: "cloudtrail:{region}:{account}:eventdatastore/{name}",
    defaults: {
      billingMode: "EXTENDABLE_RETENTION_PRICING",
      multiRegionEnabled: true,
      organizationEnabled: false,
      retentionPeriod: 2_555,
      terminationProtectionEnabled: true,
    },
    replace: ["kmsKeyId"],
    naming: name(128, "InvalidParameterException"),
    references: { kmsKeyId: usesArn(KEY, KEY_ALIAS) },
    release: (call) => {
      if (yes(call.inputs, "terminationProtectionEnabled")) {
        refuse("EventDataStoreTerminationProtectedException", `${call.id} is protected from termination`);
      }
    },
  }),
  type("aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount", "{accountId}", {
    replace: ["*"],
    admit: (call) => needsTrust(call, SERVICE),
    outputs: () => ({ servicePrincipal: SERVICE }),
  }),
];
