import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as opensearch from "@pulumi/aws/opensearch";
import { type SamlSettings } from "../../settings/schema/search";
import { type LogRetentionDays } from "../../settings/facts/log-retention";
import { type DomainPlan, ENGINE_VERSION, TLS_POLICY } from "./domain-plan";
import { domainAccessPolicy, domainLogPolicy, type SearchScope } from "./search-policies";

/** How people sign in, and the text of the identity provider's metadata. */
export type DashboardsSignIn = Omit<SamlSettings, "metadataFile" | "readerRoles"> & {
  readonly metadata: string;
};

export interface SearchDomainArgs extends SearchScope {
  readonly plan: DomainPlan;
  /** A subnet in each zone that it may be spread over; as many are taken as the plan has zones. */
  readonly subnetIds: ReadonlyArray<pulumi.Input<string>>;
  readonly securityGroupId: pulumi.Input<string>;
  /** Key of the data at rest and of the log groups. */
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: LogRetentionDays;
  /** The one role that may change roles, templates and dashboards. */
  readonly masterRoleArn: string;
  readonly readers: readonly string[];
  /** How people sign in to the dashboards, with the identity provider's metadata; only by IAM when left out. */
  readonly saml?: DashboardsSignIn;
}

/** Audit trail apart from the rest: whoever reads slow searches need not read who searched for what. */
const LOGS = {
  audit: ["AUDIT_LOGS"],
  service: ["INDEX_SLOW_LOGS", "SEARCH_SLOW_LOGS", "ES_APPLICATION_LOGS"],
} as const;

/** A search domain that only its VPC reaches, only over TLS, and only who is known to it. */
export class SearchDomain extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly domainName: pulumi.Output<string>;
  /** `https://…`, known once the domain lets its account's roles in. */
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, args: SearchDomainArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:search:SearchDomain", name, {}, opts);
    const own = { parent: this };
    const { plan } = args;
    const groups = Object.entries(LOGS).map(([key, logTypes]) => ({
      logTypes,
      group: this.group(`${name}-${key}`, args),
    }));
    const logPolicy = new cloudwatch.LogResourcePolicy(
      name,
      {
        policyName: `LandingZone-${name}`,
        policyDocument: pulumi
          .all(groups.map(({ group }) => group.arn))
          .apply((arns) => domainLogPolicy(args, `${name}-`, arns)),
      },
      own,
    );
    // Without the role AWS refuses a domain in a VPC; it goes with the last domain of the account, not with this one.
    const linked = plan.serviceLinkedRole
      ? [
          new iam.ServiceLinkedRole(
            name,
            {
              awsServiceName: "opensearchservice.amazonaws.com",
              description: "Puts search domains into VPCs",
            },
            { ...own, retainOnDelete: true },
          ),
        ]
      : [];
    const domain = new opensearch.Domain(
      name,
      {
        engineVersion: ENGINE_VERSION,
        clusterConfig: {
          instanceType: plan.instanceType,
          instanceCount: plan.nodes,
          zoneAwarenessEnabled: plan.zones > 1,
          ...(plan.zones > 1 ? { zoneAwarenessConfig: { availabilityZoneCount: plan.zones } } : {}),
          dedicatedMasterEnabled: plan.masters > 0,
          ...(plan.masters > 0
            ? { dedicatedMasterCount: plan.masters, dedicatedMasterType: plan.masterType }
            : {}),
        },
        ebsOptions: { ebsEnabled: true, volumeType: "gp3", volumeSize: plan.volumeGib },
        vpcOptions: {
          subnetIds: args.subnetIds.slice(0, plan.zones),
          securityGroupIds: [args.securityGroupId],
        },
        encryptAtRest: { enabled: true, kmsKeyId: args.keyArn },
        nodeToNodeEncryption: { enabled: true },
        domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: TLS_POLICY },
        advancedSecurityOptions: {
          enabled: true,
          internalUserDatabaseEnabled: false,
          masterUserOptions: { masterUserArn: args.masterRoleArn },
        },
        autoTuneOptions: { desiredState: plan.autoTune ? "ENABLED" : "DISABLED" },
        softwareUpdateOptions: { autoSoftwareUpdateEnabled: true },
        logPublishingOptions: groups.flatMap(({ logTypes, group }) =>
          logTypes.map((logType) => ({ logType, cloudwatchLogGroupArn: group.arn, enabled: true })),
        ),
        tags: { Name: name },
      },
      { ...own, dependsOn: [logPolicy, ...linked] },
    );
    const access = new opensearch.DomainPolicy(
      name,
      {
        domainName: domain.domainName,
        accessPolicies: domain.arn.apply((arn) =>
          domainAccessPolicy(args, arn, args.readers, args.saml !== undefined),
        ),
      },
      own,
    );
    const { saml } = args;
    if (saml)
      new opensearch.DomainSamlOptions(
        name,
        {
          domainName: domain.domainName,
          samlOptions: {
            enabled: true,
            idp: { entityId: saml.entityId, metadataContent: saml.metadata },
            ...(saml.adminRole === undefined ? {} : { masterBackendRole: saml.adminRole }),
            rolesKey: saml.rolesKey,
            ...(saml.subjectKey === undefined ? {} : { subjectKey: saml.subjectKey }),
            sessionTimeoutMinutes: saml.sessionMinutes,
          },
        },
        // One change of a domain at a time: AWS refuses another while one is under way.
        { ...own, dependsOn: [access] },
      );
    this.arn = domain.arn;
    this.domainName = domain.domainName;
    this.endpoint = pulumi.all([domain.endpoint, access.id]).apply(([host]) => `https://${host}`);
    this.registerOutputs({ arn: this.arn, domainName: this.domainName, endpoint: this.endpoint });
  }

  private group(name: string, { retentionDays, keyArn }: SearchDomainArgs): cloudwatch.LogGroup {
    return new cloudwatch.LogGroup(
      name,
      { retentionInDays: retentionDays, kmsKeyId: keyArn, skipDestroy: true, tags: { Name: name } },
      { parent: this, retainOnDelete: true },
    );
  }
}
