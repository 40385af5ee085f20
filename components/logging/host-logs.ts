import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as ssm from "@pulumi/aws/ssm";
import { subscriberPolicy, subscriberTrustPolicy } from "./log-stream-policies";
import {
  type HostGroup,
  type HostLogsSettings,
  agentConfiguration,
  agentParameter,
  dataProtectionPolicy,
  findingsGroupPrefix,
  hostMetrics,
  planHostGroups,
} from "./host-logs-plan";
import { type SubscriptionSlots } from "./subscription-slots";

export interface HostLogsArgs extends HostLogsSettings {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** Key of the log groups. */
  readonly keyArn: pulumi.Input<string>;
  /** Destination that takes the events to the archive. */
  readonly destinationArn: pulumi.Input<string>;
  /** Keeps the account of who is subscribed to which group. */
  readonly slots: SubscriptionSlots;
}

/** A log group that others may subscribe to, with the name under which its places are counted. */
export interface SubscribableGroup {
  readonly slot: string;
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
}

/**
 * The logs of a workload's hosts: auth.log and the application's, masked, counted, sent to the archive; and what the CloudWatch agent on a
 * host must read to send them. One of the two places for subscriptions of each group stays free.
 */
export class HostLogs extends pulumi.ComponentResource {
  readonly groups: Readonly<Record<HostGroup["key"], SubscribableGroup>>;
  /** Role by which groups of this account are subscribed to a destination of another account, known once it may send. */
  readonly subscriptionRoleArn: pulumi.Output<string>;
  /** Name of the parameter with the agent's configuration. */
  readonly agentParameter: pulumi.Output<string>;

  constructor(name: string, args: HostLogsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:logging:HostLogs", name, {}, opts);
    const own = { parent: this };
    const plan = planHostGroups(name, args.applicationFiles);
    const findings = this.group(`${name}-findings`, findingsGroupPrefix(name), args);
    const { subscribe, roleArn } = this.subscriber(name, args);
    this.subscriptionRoleArn = roleArn;
    const made = plan.map((planned) => {
      const group = this.group(`${name}-${planned.key}`, planned.namePrefix, args);
      new cloudwatch.LogDataProtectionPolicy(
        `${name}-${planned.key}`,
        {
          logGroupName: group.name,
          policyDocument: findings.name.apply((findingsGroup) =>
            dataProtectionPolicy({
              name: `${name}-${planned.key}`,
              partition: args.partition,
              identifiers: planned.identifiers,
              findingsGroup,
            }),
          ),
        },
        own,
      );
      subscribe(planned.key, group);
      return { ...planned, slot: `${name}-${planned.key}`, group };
    });
    const [auth, application] = made as [(typeof made)[number], (typeof made)[number]];
    for (const metric of hostMetrics) {
      new cloudwatch.LogMetricFilter(
        `${name}-${metric.name}`,
        {
          logGroupName: auth.group.name,
          pattern: metric.pattern,
          metricTransformation: {
            namespace: `LandingZone/Hosts/${name}`,
            name: metric.name,
            value: "1",
            defaultValue: "0",
          },
        },
        own,
      );
    }
    const parameter = new ssm.Parameter(
      name,
      {
        // The agent asks for it by name.
        name: agentParameter(name),
        type: "String",
        description: "Configuration of the CloudWatch agent: which logs of a host go where",
        value: pulumi.all([auth.group.name, application.group.name]).apply(([authName, applicationName]) =>
          agentConfiguration([
            { name: authName, files: auth.files },
            { name: applicationName, files: application.files },
          ]),
        ),
        tags: { Name: name },
      },
      own,
    );
    const subscribable = ({ slot, group }: (typeof made)[number]): SubscribableGroup => ({
      slot,
      name: group.name,
      arn: group.arn,
    });
    this.groups = { auth: subscribable(auth), application: subscribable(application) };
    this.agentParameter = parameter.name;
    this.registerOutputs({ agentParameter: this.agentParameter });
  }

  private group(name: string, namePrefix: string, args: HostLogsArgs): cloudwatch.LogGroup {
    return new cloudwatch.LogGroup(
      name,
      {
        namePrefix,
        retentionInDays: args.retentionDays,
        kmsKeyId: args.keyArn,
        skipDestroy: true,
        tags: { Name: name },
      },
      { parent: this, retainOnDelete: true },
    );
  }

  /** What subscribes a group to the archive: CloudWatch Logs wants a role of this account, as the destination admits the organisation. */
  private subscriber(
    name: string,
    args: HostLogsArgs,
  ): {
    readonly subscribe: (key: string, group: cloudwatch.LogGroup) => void;
    readonly roleArn: pulumi.Output<string>;
  } {
    const own = { parent: this };
    const role = new iam.Role(
      `${name}-subscriptions`,
      {
        namePrefix: "LandingZoneLogSubscription-",
        description: "Shows that this account may send log events to the archive",
        assumeRolePolicy: subscriberTrustPolicy(args.accountId),
      },
      own,
    );
    const send = new iam.RolePolicy(
      `${name}-subscriptions`,
      { role: role.id, policy: subscriberPolicy(args) },
      own,
    );
    const subscribe = (key: string, group: cloudwatch.LogGroup): void => {
      args.slots.take(`${name}-${key}`, "archive");
      new cloudwatch.LogSubscriptionFilter(
        `${name}-${key}-archive`,
        {
          logGroup: group.name,
          filterPattern: "",
          destinationArn: args.destinationArn,
          roleArn: role.arn,
        },
        { ...own, dependsOn: [send] },
      );
    };
    return { subscribe, roleArn: pulumi.all([role.arn, send.id]).apply(([arn]) => arn) };
  }
}
