import { CloudTrailClient, CreateTrailCommand, GetTrailStatusCommand } from "@aws-sdk/client-cloudtrail";
import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  StopConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateFlowLogsCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DescribeFlowLogsCommand,
  DescribeSecurityGroupRulesCommand,
} from "@aws-sdk/client-ec2";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { type TrailRecord } from "../../../functions/lib/events";
import { archived, as, ec2In, PRODUCTION, REGION } from "./landing-zone";
import { made } from "./repairs";

/** Something that was switched off or opened a moment ago. */
export interface Broken {
  /** The event that says so. */
  readonly event: TrailRecord;
  /** Key under which tries to switch it on are counted; none for a group, which is closed as often as it is opened. */
  readonly tries?: string;
  /** Whether it is whole again. */
  isWhole(): Promise<boolean>;
  /** All that a repair leaves behind beside messages, in a form that is the same for each thing that was broken in the same way. */
  end(): Promise<unknown>;
}

/** A repair, and how to break what it repairs. */
export interface Case {
  /** Of its contract. */
  readonly name: string;
  /** The call by which it tells somebody. */
  readonly tells: string;
  /** The call by which it repairs. */
  readonly repairs: string;
  /** @param id unique, becomes the event's id */
  breakOne(id: string, invoke: (event: unknown) => Promise<unknown>): Promise<Broken>;
}

const BUCKET = "broken-logs";

/** What AWS needs to be there before anything can be broken. */
export async function prepareCases(): Promise<void> {
  const s3 = new S3Client({ ...(await as(PRODUCTION)), forcePathStyle: true });
  await s3.send(
    new CreateBucketCommand({
      Bucket: BUCKET,
      CreateBucketConfiguration: { LocationConstraint: REGION },
    }),
  );
  const config = new ConfigServiceClient(await as(PRODUCTION));
  await config.send(
    new PutConfigurationRecorderCommand({
      ConfigurationRecorder: { name: "default", roleARN: `arn:aws:iam::${PRODUCTION}:role/config` },
    }),
  );
  await config.send(
    new PutDeliveryChannelCommand({ DeliveryChannel: { name: "default", s3BucketName: BUCKET } }),
  );
}

/** What the records of an event say, without times and ids. */
async function recordsOf(id: string): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const [key, value] of await archived()) {
    if (!key.includes(`/${id}/`) || key.endsWith("/claim.json")) continue;
    const { outcome, detail, revoked, told, dryRun } = value as Record<string, unknown>;
    const rules = Array.isArray(revoked) ? revoked.length : undefined;
    found.push({ record: key.split("/").pop()?.replace(/_.*/, ""), outcome, detail, rules, told, dryRun });
  }
  return found;
}

const TRAIL: Case = {
  name: "repair-trail",
  tells: "Publish",
  repairs: "StartLogging",
  breakOne: async (id) => {
    const trails = new CloudTrailClient(await as(PRODUCTION));
    await trails.send(new CreateTrailCommand({ Name: id, S3BucketName: BUCKET }));
    const isWhole = async () =>
      (await trails.send(new GetTrailStatusCommand({ Name: id }))).IsLogging === true;
    return {
      event: made("cloudtrail", "StopLogging", { name: id }, id),
      tries: `tries#trail#${PRODUCTION}#${REGION}#${id}`,
      isWhole,
      end: async () => ({ whole: await isWhole(), records: await recordsOf(id) }),
    };
  },
};

const RECORDER: Case = {
  name: "repair-recorder",
  tells: "Publish",
  repairs: "StartConfigurationRecorder",
  breakOne: async (id) => {
    const config = new ConfigServiceClient(await as(PRODUCTION));
    await config.send(new StopConfigurationRecorderCommand({ ConfigurationRecorderName: "default" }));
    const isWhole = async () => {
      const answer = await config.send(new DescribeConfigurationRecorderStatusCommand({}));
      return answer.ConfigurationRecordersStatus?.[0]?.recording === true;
    };
    return {
      event: made("config", "StopConfigurationRecorder", { configurationRecorderName: "default" }, id),
      tries: `tries#recorder#${PRODUCTION}#${REGION}`,
      isWhole,
      end: async () => ({ whole: await isWhole(), records: await recordsOf(id) }),
    };
  },
};

const FLOW_LOG: Case = {
  name: "repair-flow-logs",
  tells: "Publish",
  repairs: "CreateFlowLogs",
  breakOne: async (id, invoke) => {
    const ec2 = await ec2In(PRODUCTION);
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.4.0.0/16" }));
    const { FlowLogIds } = await ec2.send(
      new CreateFlowLogsCommand({
        ResourceIds: [Vpc?.VpcId ?? ""],
        ResourceType: "VPC",
        TrafficType: "ALL",
        LogDestinationType: "s3",
        LogDestination: `arn:aws:s3:::${BUCKET}`,
        MaxAggregationInterval: 60,
      }),
    );
    await invoke(made("ec2", "CreateFlowLogs", {}, `${id}-made`));
    await ec2.send(new DeleteFlowLogsCommand({ FlowLogIds }));
    const here = async () => {
      const { FlowLogs } = await ec2.send(
        new DescribeFlowLogsCommand({ Filter: [{ Name: "resource-id", Values: [Vpc?.VpcId ?? ""] }] }),
      );
      return FlowLogs ?? [];
    };
    const FlowLogId = { tag: 1, content: FlowLogIds?.[0] };
    return {
      event: made("ec2", "DeleteFlowLogs", { DeleteFlowLogsRequest: { FlowLogId } }, id),
      tries: `tries#flow-log#${PRODUCTION}#${REGION}#${FlowLogId.content}`,
      isWhole: async () => (await here()).length > 0,
      end: async () => ({
        logs: (await here()).map(({ TrafficType, MaxAggregationInterval }) => [
          TrafficType,
          MaxAggregationInterval,
        ]),
        records: await recordsOf(id),
      }),
    };
  },
};

const anyone = (FromPort: number) => ({
  IpProtocol: "tcp",
  FromPort,
  ToPort: FromPort,
  IpRanges: [{ CidrIp: "0.0.0.0/0" }],
});

const GROUP: Case = {
  name: "repair-security-groups",
  tells: "POST /v2/email/outbound-emails",
  repairs: "RevokeSecurityGroupIngress",
  breakOne: async (id) => {
    const ec2 = await ec2In(PRODUCTION);
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.4.0.0/16" }));
    const { GroupId = "" } = await ec2.send(
      new CreateSecurityGroupCommand({ GroupName: id, Description: "test", VpcId: Vpc?.VpcId }),
    );
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [22, 443, 3389].map(anyone) }),
    );
    const open = async () => {
      const { SecurityGroupRules } = await ec2.send(
        new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: "group-id", Values: [GroupId] }] }),
      );
      return (SecurityGroupRules ?? []).flatMap(({ IsEgress, FromPort }) => (IsEgress ? [] : [FromPort]));
    };
    return {
      event: made("ec2", "AuthorizeSecurityGroupIngress", { groupId: GroupId }, id),
      isWhole: async () => !(await open()).includes(22),
      end: async () => ({ open: await open(), records: await recordsOf(id) }),
    };
  },
};

/** Every repair. */
export const CASES: readonly Case[] = [TRAIL, RECORDER, FLOW_LOG, GROUP];
