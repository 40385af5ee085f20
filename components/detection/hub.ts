import * as pulumi from "@pulumi/pulumi";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as kms from "@pulumi/aws/kms";
import * as sesv2 from "@pulumi/aws/sesv2";
import { type Policy, type Severity } from "../../functions/detections/types";
import { type PlaceExpectations } from "../../functions/heartbeat/facts";
import { type LogRetentionDays } from "../../settings/facts/log-retention";
import { type FunctionPlace } from "../functions/lambda-function";
import { AccountDirectory, type DirectoryAccount } from "./account-directory";
import { Automation } from "./automation";
import { DeadLetters } from "./dead-letters";
import { DetectionBus } from "./event-bus";
import { type HubParts } from "./hub-parts";
import { hubKeyPolicy } from "./hub-policies";
import { PipelineAlarms } from "./pipeline-alarms";
import { type GroupRepair, Responders } from "./responders";
import { Topics } from "./topics";
import { Triage } from "./triage";

export interface DetectionHubArgs extends FunctionPlace {
  readonly organizationId: pulumi.Input<string>;
  readonly securityEmail: string;
  readonly retentionDays: LogRetentionDays;
  /** Days for which events can be replayed. */
  readonly archiveDays: number;
  readonly mildestMail: Severity;
  readonly policy: Policy;
  readonly deployment: { readonly roleName: string };
  readonly accounts: readonly DirectoryAccount[];
  /** Bucket of the records before and after a repair. */
  readonly recordsBucket: pulumi.Input<string>;
  readonly trailArns: ReadonlyArray<pulumi.Input<string>>;
  /** Rules that the heartbeat expects in every account and Region. */
  readonly ruleNames: readonly string[];
  /** What it expects in some places only. */
  readonly places: pulumi.Input<readonly PlaceExpectations[]>;
  readonly groups: GroupRepair;
  readonly mail: { readonly from: string; readonly domains: readonly string[] };
}

/**
 * Detection and response for the whole organisation, in the security account: the bus that every account sends to, triage and the people it
 * tells, the heartbeat and the repairs that work in every account, and alarms on all of it.
 */
export class DetectionHub extends pulumi.ComponentResource {
  readonly eventBusArn: pulumi.Output<string>;
  readonly topicArns: Readonly<Record<Severity, pulumi.Output<string>>>;

  constructor(name: string, args: DetectionHubArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:detection:DetectionHub", name, {}, opts);
    const { accountId, region, partition, organizationId, securityEmail, mail } = args;
    const own = { parent: this };
    const key = new kms.Key(
      name,
      {
        description: "Detection and response",
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: pulumi
          .output(accountId)
          .apply((account) => hubKeyPolicy({ accountId: account, region, partition })),
        tags: { Name: `${name}-logs` },
      },
      // The functions' logs are kept, so must be what reads them.
      { ...own, retainOnDelete: true },
    );
    const topics = new Topics(
      name,
      {
        accountId,
        region,
        partition,
        keyArn: key.arn,
        securityEmail,
        mildestMail: args.mildestMail,
        owners: args.accounts.map(({ owner }) => owner),
      },
      own,
    );
    const table = new dynamodb.Table(
      name,
      {
        billingMode: "PAY_PER_REQUEST",
        hashKey: "pk",
        attributes: [{ name: "pk", type: "S" }],
        ttl: { attributeName: "expires", enabled: true },
        serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
        pointInTimeRecovery: { enabled: true },
        deletionProtectionEnabled: true,
        tags: { Name: name },
      },
      own,
    );
    const bus = new DetectionBus(name, { organizationId, partition, archiveDays: args.archiveDays }, own);
    const parts: HubParts = {
      accountId,
      region,
      partition,
      organizationId,
      keyArn: key.arn,
      retentionDays: args.retentionDays,
      topics,
      table,
      deployment: args.deployment,
    };
    new AccountDirectory(name, { accounts: args.accounts, ownerTopics: topics.byOwner }, own);
    const triage = new Triage(`${name}-triage`, { ...parts, bus, policy: args.policy }, own);
    const deadLetters = new DeadLetters(
      `${name}-dead-letters`,
      { accountId, region, partition, keyArn: key.arn },
      own,
    );
    const identity = new sesv2.EmailIdentity(
      name,
      { emailIdentity: mail.from, tags: { Name: mail.from } },
      own,
    );
    const responders = new Responders(
      name,
      {
        ...parts,
        bus,
        deadLetters,
        recordsBucket: args.recordsBucket,
        trailArns: args.trailArns,
        ruleNames: args.ruleNames,
        places: args.places,
        groups: args.groups,
        mail: { ...mail, identityArn: identity.arn, securityEmail },
      },
      own,
    );
    new Automation(name, { accountId, partition: args.partition, functions: responders.functions }, own);
    new PipelineAlarms(
      name,
      {
        topics,
        names: {
          busName: bus.name,
          ruleName: triage.ruleName,
          queueName: triage.queueName,
          triageDeadLetters: triage.deadLetters.queueName,
          functionDeadLetters: deadLetters.queueName,
          functions: [triage.function, ...responders.functions.values()].map((one) => one.functionName),
        },
      },
      own,
    );
    this.eventBusArn = bus.arn;
    this.topicArns = topics.bySeverity;
    this.registerOutputs({ eventBusArn: this.eventBusArn, topicArns: this.topicArns });
  }
}
