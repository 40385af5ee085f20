import type * as pulumi from "@pulumi/pulumi";
import { DistributionDestination } from "../../components/logging/distribution-destination";
import { LogArchive } from "../../components/logging/log-archive";
import { archiveContents, distributionRegion } from "../../components/logging/log-services";
import { LogStream } from "../../components/logging/log-stream";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { AccountLogs } from "../spoke/account-logs";
import { bucketName } from "../spoke/names-in-arns";
import { type ArchiveParts } from "../spoke/parts";
import { type EnvironmentProviders } from "../spoke/providers";

/**
 * The environment's archive, and where the logs of each account go. What only some environments need (WAF's bucket, CloudFront's
 * destination, the stream from hosts) is made when it is first asked for.
 */
export class EnvironmentLogs extends AccountLogs {
  readonly archive: LogArchive;
  private readonly made: ArchiveOnDemand;

  constructor(settings: EnvironmentSettings, providers: EnvironmentProviders) {
    const archive = deployArchive(settings, providers);
    const parts = new ArchiveOnDemand(settings, providers, archive);
    super(settings, parts, { delivery: [archive.delivery] });
    this.archive = archive;
    this.made = parts;
  }

  /** Bucket of WAF's logs, when a web ACL has asked for it: ask last. */
  get webAclBucket(): pulumi.Output<string> | undefined {
    return this.made.webAcls?.apply(bucketName);
  }
}

const streamRole = ({ environment }: EnvironmentSettings): string => `LandingZoneLogStream-${environment}`;

/** Accounts that log to the archive. */
const accountsOf = ({ accounts, workloads }: EnvironmentSettings): readonly string[] =>
  [...new Set([accounts.network, ...workloads.map(({ accountId }) => accountId)])].sort();

function deployArchive(settings: EnvironmentSettings, providers: EnvironmentProviders): LogArchive {
  const { environment, region, organizationId, accounts, logs } = settings;
  const partition = partitionOf(region);
  return new LogArchive(
    `${environment}-log-archive`,
    {
      accountId: accounts.logArchive,
      partition,
      region,
      organizationId,
      accounts: accountsOf(settings),
      lifetime: logs.archive,
      breakGlassRole: logs.archive.breakGlassRole,
      contents: archiveContents.environment,
      delivered: archiveContents.environmentDelivery,
      roleArns: [`arn:${partition}:iam::${accounts.logArchive}:role/${streamRole(settings)}`],
    },
    { providers: [providers.platform("logArchive")] },
  );
}

/** What of the archive workloads write to, each part made when it is first asked for. */
class ArchiveOnDemand implements ArchiveParts {
  webAcls?: pulumi.Output<string>;
  private distributions?: pulumi.Output<string>;
  private stream?: LogStream;
  private readonly partition: string;

  constructor(
    private readonly settings: EnvironmentSettings,
    private readonly providers: EnvironmentProviders,
    private readonly archive: LogArchive,
  ) {
    this.partition = partitionOf(settings.region);
  }

  get bucketArn(): pulumi.Output<string> {
    return this.archive.bucketArn;
  }

  get deliveryBucket(): pulumi.Output<string> {
    return this.archive.delivery.bucketName;
  }

  /** Without workloads there is no stream to the archive. */
  get logStreamArn(): pulumi.Output<string> {
    const { environment, region, organizationId, accounts } = this.settings;
    this.stream ??= new LogStream(
      `${environment}-log-stream`,
      {
        accountId: accounts.logArchive,
        organizationId,
        partition: this.partition,
        region,
        roleName: streamRole(this.settings),
        bucketArn: this.archive.delivery.arn,
      },
      { providers: [this.providers.platform("logArchive")] },
    );
    return this.stream.destinationArn;
  }

  get webAclBucketArn(): pulumi.Output<string> {
    this.webAcls ??= this.archive.locked(
      `aws-waf-logs-${this.settings.environment}`,
      archiveContents.webAcls,
    ).arn;
    return this.webAcls;
  }

  get distributionDestinationArn(): pulumi.Output<string> {
    const region = distributionRegion[this.partition];
    if (region === undefined) throw new Error(`there is no CloudFront in the partition ${this.partition}`);
    this.distributions ??= new DistributionDestination(
      `${this.settings.environment}-cloudfront-logs`,
      { region, bucketArn: this.archive.bucketArn, accounts: accountsOf(this.settings) },
      { providers: [this.providers.platform("logArchive")] },
    ).arn;
    return this.distributions;
  }
}
