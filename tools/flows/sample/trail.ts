import { type Written } from "./auth";
import { busyness } from "./hours";
import { type Random } from "./random";

const ACCOUNTS = ["111111111111", "222222222222", "333333333333", "444444444444"];
const READS = [
  "DescribeInstances",
  "DescribeSecurityGroups",
  "GetBucketAcl",
  "ListRoles",
  "DescribeFlowLogs",
];
const WRITES = [
  "RunInstances",
  "CreateTags",
  "PutObject",
  "UpdateService",
  "PutMetricAlarm",
  "ModifyInstanceAttribute",
];

interface Call {
  readonly at: number;
  readonly account: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly identity: object;
  readonly from: string;
  readonly error?: string;
}

function written(call: Call, random: Random): Written {
  const id = Array.from({ length: 8 }, () => random.between(0, 0xffff).toString(16).padStart(4, "0"));
  const record = {
    eventVersion: "1.11",
    userIdentity: call.identity,
    eventTime: new Date(call.at * 1000).toISOString().replace(".000", ""),
    eventSource: "ec2.amazonaws.com",
    eventName: call.name,
    awsRegion: "eu-west-2",
    sourceIPAddress: call.from,
    userAgent: "aws-cli/2.27",
    ...(call.error === undefined ? {} : { errorCode: call.error }),
    requestParameters: { dryRun: false },
    eventID: `${id[0]}${id[1]}-${id[2]}-${id[3]}-${id[4]}-${id[5]}${id[6]}${id[7]}`,
    readOnly: call.readOnly,
    eventType: "AwsApiCall",
    recipientAccountId: call.account,
  };
  return {
    account: call.account,
    stream: `${call.account}_CloudTrail_eu-west-2`,
    at: call.at,
    text: JSON.stringify(record),
  };
}

function role(account: string, name: string, mfa = "true"): object {
  return {
    type: "AssumedRole",
    arn: `arn:aws:sts::${account}:assumed-role/${name}/session`,
    accountId: account,
    sessionContext: { attributes: { mfaAuthenticated: mfa } },
  };
}

/** The CloudTrail records of an hour: a working day's calls, a pipeline at night, a reader who is refused, one use of root. */
export function trailHour(hour: number, start: number, random: Random): Written[] {
  const calls: Call[] = [];
  for (let index = 0; index < Math.round(14 * busyness(hour)); index += 1) {
    const account = random.pick(ACCOUNTS);
    const readOnly = random.next() < 0.6;
    const name = random.pick(readOnly ? READS : WRITES);
    const identity = role(account, random.pick(["Operator", "Deployer"]));
    calls.push({
      at: start + random.between(0, 3500),
      account,
      name,
      readOnly,
      identity,
      from: "192.168.7.5",
    });
  }
  if (hour % 24 === 3) {
    const account = "222222222222";
    for (let index = 0; index < 12; index += 1) {
      const identity = role(account, "Pipeline", "false");
      calls.push({
        at: start + index * 20,
        account,
        name: "UpdateService",
        readOnly: false,
        identity,
        from: "codepipeline.amazonaws.com",
      });
    }
  }
  if (hour >= 76 && hour < 82) {
    const account = "222222222222";
    for (const name of ["ListBuckets", "GetSecretValue", "DescribeInstances", "StopLogging"]) {
      const identity = role(account, "booking-web", "false");
      calls.push({
        at: start + random.between(0, 3500),
        account,
        name,
        readOnly: name !== "StopLogging",
        identity,
        from: "203.0.113.66",
        error: "AccessDenied",
      });
    }
  }
  if (hour === 81) {
    const identity = {
      type: "Root",
      arn: "arn:aws:iam::333333333333:root",
      accountId: "333333333333",
      sessionContext: { attributes: { mfaAuthenticated: "false" } },
    };
    calls.push({
      at: start + 300,
      account: "333333333333",
      name: "CreateAccessKey",
      readOnly: false,
      identity,
      from: "203.0.113.66",
    });
  }
  return calls.map((call) => written(call, random));
}
