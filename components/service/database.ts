import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as kms from "@pulumi/aws/kms";
import * as rds from "@pulumi/aws/rds";
import { type LogRetentionDays } from "../../settings/facts/log-retention";
import { type DatabasePlan } from "./database-plan";
import { dataKeyPolicy, monitoringTrustPolicy } from "./service-policies";

/** AWS's policy for what enhanced monitoring writes. */
const monitoringPolicy = "service-role/AmazonRDSEnhancedMonitoringRole";

export interface DatabaseArgs {
  readonly plan: DatabasePlan;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** Subnets of the data tier, in at least two zones. */
  readonly subnetIds: ReadonlyArray<pulumi.Input<string>>;
  readonly securityGroupIds: ReadonlyArray<pulumi.Input<string>>;
  /** Key and retention of the database's log groups. */
  readonly logs: { readonly keyArn: pulumi.Input<string>; readonly retentionDays: LogRetentionDays };
}

/**
 * PostgreSQL in the data tier: encrypted under a key of the workload's own, spoken to over TLS, signed in to by IAM. The master
 * password is made, kept and rotated by RDS in Secrets Manager; nobody here sees it.
 */
export class Database extends pulumi.ComponentResource {
  readonly address: pulumi.Output<string>;
  /** `db-…`: what policies name the database by. */
  readonly resourceId: pulumi.Output<string>;
  readonly identifier: pulumi.Output<string>;
  readonly masterSecretArn: pulumi.Output<string>;

  constructor(name: string, args: DatabaseArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:service:Database", name, {}, opts);
    const { plan } = args;
    const own = { parent: this };
    const tags = { Name: name };
    // Backups and the last snapshot can be read as long as the key is there.
    const key = new kms.Key(
      name,
      {
        description: "The workload's data",
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: dataKeyPolicy(args),
        tags,
      },
      { ...own, retainOnDelete: true },
    );
    const subnets = new rds.SubnetGroup(
      name,
      { description: "Data tier", subnetIds: [...args.subnetIds], tags },
      own,
    );
    const parameters = new rds.ParameterGroup(
      `${name}-${plan.version}`,
      {
        family: `postgres${plan.version}`,
        description: "TLS only, and a record of who signs in and what is changed",
        parameters: plan.parameters.map((parameter) => ({ ...parameter })),
        tags,
      },
      own,
    );
    // RDS would make the groups itself, without a retention and unencrypted.
    const groups = plan.logs.map(
      (log) =>
        new cloudwatch.LogGroup(
          `${name}-${log}`,
          {
            name: `/aws/rds/instance/${plan.identifier}/${log}`,
            retentionInDays: args.logs.retentionDays,
            kmsKeyId: args.logs.keyArn,
            skipDestroy: true,
            tags: { Name: `${name}-${log}` },
          },
          { ...own, retainOnDelete: true },
        ),
    );
    const database = new rds.Instance(
      name,
      {
        identifier: plan.identifier,
        engine: "postgres",
        engineVersion: plan.version,
        instanceClass: plan.instanceClass,
        dbName: plan.databaseName,
        port: plan.port,
        username: "postgres",
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: key.arn,
        iamDatabaseAuthenticationEnabled: true,
        storageType: "gp3",
        allocatedStorage: plan.storageGib,
        maxAllocatedStorage: plan.maxStorageGib,
        storageEncrypted: true,
        kmsKeyId: key.arn,
        multiAz: plan.multiAz,
        dbSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [...args.securityGroupIds],
        publiclyAccessible: false,
        parameterGroupName: parameters.name,
        autoMinorVersionUpgrade: true,
        backupRetentionPeriod: plan.backupDays,
        copyTagsToSnapshot: true,
        deleteAutomatedBackups: false,
        deletionProtection: plan.deletionProtection,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: `${plan.identifier}-final`,
        enabledCloudwatchLogsExports: [...plan.logs],
        // Seven days of performance data are free of charge.
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: key.arn,
        performanceInsightsRetentionPeriod: 7,
        monitoringInterval: plan.monitoringInterval,
        ...(plan.monitoringInterval > 0 ? { monitoringRoleArn: this.monitoringRole(name, args) } : {}),
        tags,
      },
      { ...own, dependsOn: groups, protect: plan.deletionProtection },
    );
    this.address = database.address;
    this.resourceId = database.resourceId;
    this.identifier = database.identifier;
    this.masterSecretArn = database.masterUserSecrets.apply((secrets) => secrets[0]?.secretArn ?? "");
    this.registerOutputs({ address: this.address, masterSecretArn: this.masterSecretArn });
  }

  private monitoringRole(name: string, args: DatabaseArgs): pulumi.Output<string> {
    const role = new iam.Role(
      `${name}-monitoring`,
      {
        description: "Writes metrics of the database's operating system",
        assumeRolePolicy: monitoringTrustPolicy(args, args.plan.identifier),
      },
      { parent: this },
    );
    const attached = new iam.RolePolicyAttachment(
      `${name}-monitoring`,
      { role: role.name, policyArn: `arn:${args.partition}:iam::aws:policy/${monitoringPolicy}` },
      { parent: this },
    );
    // The database asks for the policy when it is made, so its ARN comes by way of the attachment.
    return pulumi.all([role.arn, attached.id]).apply(([arn]) => arn);
  }
}
