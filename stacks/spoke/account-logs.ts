import * as pulumi from "@pulumi/pulumi";
import { type AccessLogDestinations, type LogLocation } from "../../components/logging/access-logs";
import { type ConfigDelivery } from "../../components/config/delivery";
import { AccountLogBucket } from "../../components/logging/account-log-bucket";
import { HostLogs } from "../../components/logging/host-logs";
import { SubscriptionSlots } from "../../components/logging/subscription-slots";
import { type FlowLogDestinations } from "../../components/logging/flow-logs";
import { LogKey } from "../../components/logging/log-key";
import { logServices } from "../../components/logging/log-services";
import { type QueryLogDestination } from "../../components/logging/query-logs";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { type ArchiveParts, type Readiness } from "./parts";

/** Where the logs of an account go: to its own log groups, under a key of its own, and to the environment's archive. */
export class AccountLogs {
  /** Who is subscribed to which log group: whoever subscribes takes a place here first. */
  readonly slots = new SubscriptionSlots();
  protected readonly partition: string;
  private readonly bucketLogs = new Map<string, LogLocation>();
  private readonly keys = new Map<string, LogKey>();

  constructor(
    protected readonly settings: EnvironmentSettings,
    readonly parts: ArchiveParts,
    private readonly ready: Pick<Readiness, "delivery">,
  ) {
    this.partition = partitionOf(settings.region);
  }

  /** The logs of a workload's hosts. @param name of its network */
  hosts(name: string, workload: WorkloadSettings, provider: pulumi.ProviderResource): HostLogs {
    const { accountId, logFiles } = workload;
    return new HostLogs(
      name,
      {
        accountId,
        region: this.settings.region,
        partition: this.partition,
        keyArn: this.key(name, accountId, provider).arn,
        destinationArn: this.parts.logStreamArn,
        slots: this.slots,
        retentionDays: this.settings.logs.retentionDays,
        applicationFiles: logFiles,
      },
      { providers: [provider] },
    );
  }

  /** Where AWS Config of any account of the organisation delivers: a bucket encrypted by S3, so no key. */
  get configDelivery(): ConfigDelivery {
    return {
      bucket: this.parts.deliveryBucket,
      prefix: logServices.configuration.prefix,
      readyWhen: this.ready.delivery,
    };
  }

  /** Where the flow logs of a VPC go. Makes the key of its account's log groups. @param name of the VPC */
  flowLogs(name: string, accountId: string, provider: pulumi.ProviderResource): FlowLogDestinations {
    const { region, logs } = this.settings;
    return {
      accountId,
      region,
      partition: this.partition,
      archiveArn: this.below(logServices.vpcFlowLogs.prefix),
      keyArn: this.key(name, accountId, provider).arn,
      retentionDays: logs.retentionDays,
    };
  }

  /** Where the names go that a VPC asks for. */
  queryLogs(): QueryLogDestination {
    return { archiveArn: this.below(logServices.resolverQueryLogs.prefix) };
  }

  /**
   * Where the access logs of what an account builds go, in the environment's Region.
   * @param name of whatever builds: part of the names of what has to be made for it
   */
  accessLogs(name: string, accountId: string, provider: pulumi.ProviderResource): AccessLogDestinations {
    const { parts } = this;
    const ofAccount = (): LogLocation => this.accountBucket(name, accountId, provider);
    return {
      loadBalancers: { bucket: parts.deliveryBucket, prefix: logServices.loadBalancers.prefix },
      get webAcls() {
        return { bucketArn: given(parts.webAclBucketArn, "bucket for the logs of web ACLs") };
      },
      get distributions() {
        return {
          deliveryDestinationArn: given(
            parts.distributionDestinationArn,
            "destination for the logs of distributions",
          ),
        };
      },
      get buckets() {
        return ofAccount();
      },
    };
  }

  /** Key of an account's log groups, in the environment's Region. @param name of whatever asks first */
  key(name: string, accountId: string, provider: pulumi.ProviderResource): LogKey {
    const { region } = this.settings;
    const known = this.keys.get(name);
    if (known) return known;
    const key = new LogKey(
      `${name}-logs`,
      { accountId, region, partition: this.partition },
      { providers: [provider] },
    );
    this.keys.set(name, key);
    return key;
  }

  private below(prefix: string): pulumi.Output<string> {
    return pulumi.output(this.parts.bucketArn).apply((arn) => `${arn}/${prefix}`);
  }

  private accountBucket(name: string, accountId: string, provider: pulumi.ProviderResource): LogLocation {
    const known = this.bucketLogs.get(accountId);
    if (known) return known;
    const { region, organizationId, logs } = this.settings;
    const location = new AccountLogBucket(
      `${name}-bucket-logs`,
      {
        accountId,
        partition: this.partition,
        region,
        organizationId,
        lifetime: logs.archive,
        breakGlassRole: logs.archive.breakGlassRole,
      },
      { providers: [provider] },
    ).location;
    this.bucketLogs.set(accountId, location);
    return location;
  }
}

/** @throws Error where the environment was deployed without what a workload needs */
function given<T>(part: T | undefined, what: string): T {
  if (part === undefined)
    throw new Error(
      `the environment has no ${what}: deploy its stack with this workload in its settings first`,
    );
  return part;
}
