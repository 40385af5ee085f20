import type * as pulumi from "@pulumi/pulumi";
import { type AccessLogDestinations, type LogLocation } from "../../components/logging/access-logs";
import { type ConfigDelivery } from "../../components/config/delivery";
import { AccountLogBucket } from "../../components/logging/account-log-bucket";
import { HostLogs } from "../../components/logging/host-logs";
import { LogStream } from "../../components/logging/log-stream";
import { type LogStreamScope } from "../../components/logging/log-stream-policies";
import { SubscriptionSlots } from "../../components/logging/subscription-slots";
import { DistributionDestination } from "../../components/logging/distribution-destination";
import { type FlowLogDestinations } from "../../components/logging/flow-logs";
import { LogArchive } from "../../components/logging/log-archive";
import { LogKey } from "../../components/logging/log-key";
import { archiveContents, distributionRegion, logServices } from "../../components/logging/log-services";
import { type QueryLogDestination } from "../../components/logging/query-logs";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { type EnvironmentProviders } from "./providers";

/**
 * The environment's archive, and where the logs of each account go. What only some environments need (WAF's bucket, CloudFront's
 * destination, an account's bucket for S3's logs) is made when it is first asked for.
 */
export class EnvironmentLogs {
  readonly archive: LogArchive;
  /** Who is subscribed to which log group: whoever subscribes takes a place here first. */
  readonly slots = new SubscriptionSlots();
  private readonly streamScope: LogStreamScope;
  private stream?: LogStream;
  private readonly accounts: readonly string[];
  private readonly partition: string;
  private webAcls?: pulumi.Output<string>;
  private distributions?: pulumi.Output<string>;
  private readonly bucketLogs = new Map<string, LogLocation>();
  private readonly keys = new Map<string, LogKey>();

  constructor(
    private readonly settings: EnvironmentSettings,
    private readonly providers: EnvironmentProviders,
  ) {
    const { environment, region, organizationId, accounts, logs, workloads } = settings;
    this.partition = partitionOf(region);
    this.accounts = [...new Set([accounts.network, ...workloads.map(({ accountId }) => accountId)])].sort();
    const inArchive = { providers: [providers.platform("logArchive")] };
    this.streamScope = {
      accountId: accounts.logArchive,
      organizationId,
      partition: this.partition,
      region,
    };
    this.archive = new LogArchive(
      `${environment}-log-archive`,
      {
        accountId: accounts.logArchive,
        partition: this.partition,
        region,
        organizationId,
        accounts: this.accounts,
        lifetime: logs.archive,
        breakGlassRole: logs.archive.breakGlassRole,
        contents: archiveContents.environment,
        delivered: archiveContents.environmentDelivery,
        roleArns: [`arn:${this.partition}:iam::${accounts.logArchive}:role/${this.streamRoleName}`],
      },
      inArchive,
    );
  }

  /** The logs of a workload's hosts. Without workloads there is no stream to the archive either. @param name of its network */
  hosts(name: string, workload: WorkloadSettings, provider: pulumi.ProviderResource): HostLogs {
    const { accountId, logFiles } = workload;
    return new HostLogs(
      name,
      {
        accountId,
        region: this.settings.region,
        partition: this.partition,
        keyArn: this.key(name, accountId, provider).arn,
        destinationArn: this.destinationArn(),
        slots: this.slots,
        retentionDays: this.settings.logs.retentionDays,
        applicationFiles: logFiles,
      },
      { providers: [provider] },
    );
  }

  /** Where AWS Config of any account of the organisation delivers: a bucket encrypted by S3, so no key. */
  get configDelivery(): ConfigDelivery {
    const { delivery } = this.archive;
    return { bucket: delivery.bucketName, prefix: logServices.configuration.prefix, readyWhen: [delivery] };
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
    const bucketArn = (): pulumi.Output<string> => this.webAclArchive();
    const destinationArn = (): pulumi.Output<string> => this.distributionDestination();
    const ofAccount = (): LogLocation => this.accountBucket(name, accountId, provider);
    return {
      loadBalancers: {
        bucket: this.archive.delivery.bucketName,
        prefix: logServices.loadBalancers.prefix,
      },
      get webAcls() {
        return { bucketArn: bucketArn() };
      },
      get distributions() {
        return { deliveryDestinationArn: destinationArn() };
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

  private get streamRoleName(): string {
    return `LandingZoneLogStream-${this.settings.environment}`;
  }

  private destinationArn(): pulumi.Output<string> {
    this.stream ??= new LogStream(
      `${this.settings.environment}-log-stream`,
      { ...this.streamScope, roleName: this.streamRoleName, bucketArn: this.archive.delivery.arn },
      { providers: [this.providers.platform("logArchive")] },
    );
    return this.stream.destinationArn;
  }

  /** Bucket of WAF's logs, when a web ACL has asked for it: ask last. */
  get webAclBucket(): pulumi.Output<string> | undefined {
    return this.webAcls?.apply((arn) => arn.slice(arn.lastIndexOf(":") + 1));
  }

  private below(prefix: string): pulumi.Output<string> {
    return this.archive.bucketArn.apply((arn) => `${arn}/${prefix}`);
  }

  private webAclArchive(): pulumi.Output<string> {
    this.webAcls ??= this.archive.locked(
      `aws-waf-logs-${this.settings.environment}`,
      archiveContents.webAcls,
    ).arn;
    return this.webAcls;
  }

  private distributionDestination(): pulumi.Output<string> {
    const { environment } = this.settings;
    const region = distributionRegion[this.partition];
    if (region === undefined) throw new Error(`there is no CloudFront in the partition ${this.partition}`);
    this.distributions ??= new DistributionDestination(
      `${environment}-cloudfront-logs`,
      { region, bucketArn: this.archive.bucketArn, accounts: this.accounts },
      { providers: [this.providers.platform("logArchive")] },
    ).arn;
    return this.distributions;
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
