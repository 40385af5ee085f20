import { type Policy } from "../lib/policy";
import { ecsClusterInsights } from "./compute/ecs-cluster-insights";
import { ecsContainersLog } from "./compute/ecs-containers-log";
import { ecsHostNotShared } from "./compute/ecs-host-not-shared";
import { ecsLatestPlatform } from "./compute/ecs-latest-platform";
import { ecsNotPrivileged } from "./compute/ecs-not-privileged";
import { ecsRootReadOnly } from "./compute/ecs-root-read-only";
import { ecsSecretsByReference } from "./compute/ecs-secrets-by-reference";
import { ecsServiceNoPublicIp } from "./compute/ecs-service-no-public-ip";
import { instanceDisksEncrypted } from "./compute/instance-disks-encrypted";
import { instanceHasRole } from "./compute/instance-has-role";
import { instanceMetadataV2 } from "./compute/instance-metadata-v2";
import { instanceMonitored } from "./compute/instance-monitored";
import { instanceNoPublicIp } from "./compute/instance-no-public-ip";
import { lambdaConcurrencyCapped } from "./compute/lambda-concurrency-capped";
import { lambdaEnvironmentWithoutCredentials } from "./compute/lambda-environment-without-credentials";
import { lambdaPermissionNarrow } from "./compute/lambda-permission-narrow";
import { lambdaRuntimeSupported } from "./compute/lambda-runtime-supported";
import { lambdaUrlAuthenticated } from "./compute/lambda-url-authenticated";
import { noSecretsInUserData } from "./compute/no-secrets-in-user-data";
import { serialConsoleOff } from "./compute/serial-console-off";
import { dynamodbKept } from "./data/dynamodb-kept";
import { dynamodbOwnKey } from "./data/dynamodb-own-key";
import { dynamodbPointInTime } from "./data/dynamodb-point-in-time";
import { dynamodbPolicyNotPublic } from "./data/dynamodb-policy-not-public";
import { elasticacheEncrypted } from "./data/elasticache-encrypted";
import { opensearchAudited } from "./data/opensearch-audited";
import { opensearchEncrypted } from "./data/opensearch-encrypted";
import { opensearchFineGrained } from "./data/opensearch-fine-grained";
import { opensearchHttps } from "./data/opensearch-https";
import { opensearchInVpc } from "./data/opensearch-in-vpc";
import { opensearchPolicyNotPublic } from "./data/opensearch-policy-not-public";
import { rdsBackedUp } from "./data/rds-backed-up";
import { rdsEncrypted } from "./data/rds-encrypted";
import { rdsKept } from "./data/rds-kept";
import { rdsLogsExported } from "./data/rds-logs-exported";
import { rdsMultiAz } from "./data/rds-multi-az";
import { rdsNotPublic } from "./data/rds-not-public";
import { rdsPasswordManaged } from "./data/rds-password-managed";
import { rdsPatched } from "./data/rds-patched";
import { cloudfrontBehindWaf } from "./edge/cloudfront-behind-waf";
import { cloudfrontHttpsOnly } from "./edge/cloudfront-https-only";
import { cloudfrontModernTls } from "./edge/cloudfront-modern-tls";
import { cloudfrontOriginsGuarded } from "./edge/cloudfront-origins-guarded";
import { cloudfrontRootObject } from "./edge/cloudfront-root-object";
import { listenerEncrypted } from "./edge/listener-encrypted";
import { listenerModernTls } from "./edge/listener-modern-tls";
import { loadBalancerDesyncGuard } from "./edge/load-balancer-desync-guard";
import { loadBalancerDropsBadHeaders } from "./edge/load-balancer-drops-bad-headers";
import { loadBalancerKept } from "./edge/load-balancer-kept";
import { publicEntriesBehindWaf } from "./edge/public-entries-behind-waf";
import { webAclHasRules } from "./edge/web-acl-has-rules";
import { webAclMeasured } from "./edge/web-acl-measured";
import { certificateKeyStrong } from "./encryption/certificate-key-strong";
import { certificateTransparent } from "./encryption/certificate-transparent";
import { firehoseEncrypted } from "./encryption/firehose-encrypted";
import { kinesisStreamEncrypted } from "./encryption/kinesis-stream-encrypted";
import { kmsKeyEnabled } from "./encryption/kms-key-enabled";
import { kmsKeyRotates } from "./encryption/kms-key-rotates";
import { kmsKeySlowToDelete } from "./encryption/kms-key-slow-to-delete";
import { kmsPolicyNotPublic } from "./encryption/kms-policy-not-public";
import { secretEncryptedWithOwnKey } from "./encryption/secret-encrypted-with-own-key";
import { secretPolicyNotPublic } from "./encryption/secret-policy-not-public";
import { secretRecoverable } from "./encryption/secret-recoverable";
import { secretRotates } from "./encryption/secret-rotates";
import { ssmParameterSecure } from "./encryption/ssm-parameter-secure";
import { accessAnalyzerExternal } from "./identity/access-analyzer-external";
import { noAccessKeys } from "./identity/no-access-keys";
import { noAdministratorAttachment } from "./identity/no-administrator-attachment";
import { noAllowByExclusion } from "./identity/no-allow-by-exclusion";
import { noCloudshellFullAccess } from "./identity/no-cloudshell-full-access";
import { noDecryptEverything } from "./identity/no-decrypt-everything";
import { noFullAdministrator } from "./identity/no-full-administrator";
import { noIamUsers } from "./identity/no-iam-users";
import { noPassAnyRole } from "./identity/no-pass-any-role";
import { noPoliciesOnUsers } from "./identity/no-policies-on-users";
import { noServiceAdministrator } from "./identity/no-service-administrator";
import { passwordPolicyStrong } from "./identity/password-policy-strong";
import { pipelineTrustNarrow } from "./identity/pipeline-trust-narrow";
import { roleTrustsSomebodyKnown } from "./identity/role-trusts-somebody-known";
import { apiStageAccessLogs } from "./logging/api-stage-access-logs";
import { bucketAccessLogging } from "./logging/bucket-access-logging";
import { cloudfrontAccessLogs } from "./logging/cloudfront-access-logs";
import { configAggregatesAllRegions } from "./logging/config-aggregates-all-regions";
import { configRecorderEverything } from "./logging/config-recorder-everything";
import { configRecorderOn } from "./logging/config-recorder-on";
import { flowLogFineGrained } from "./logging/flow-log-fine-grained";
import { flowLogFormatComplete } from "./logging/flow-log-format-complete";
import { loadBalancerAccessLogs } from "./logging/load-balancer-access-logs";
import { logBucketKeptLong } from "./logging/log-bucket-kept-long";
import { logBucketObjectLock } from "./logging/log-bucket-object-lock";
import { logBucketTlsOnly } from "./logging/log-bucket-tls-only";
import { logDestinationPolicyNotPublic } from "./logging/log-destination-policy-not-public";
import { logGroupEncrypted } from "./logging/log-group-encrypted";
import { logGroupRetention } from "./logging/log-group-retention";
import { logResourcesProtected } from "./logging/log-resources-protected";
import { objectLockDefaultRetention } from "./logging/object-lock-default-retention";
import { trailAlarms } from "./logging/trail-alarms";
import { trailAllRegions } from "./logging/trail-all-regions";
import { trailEnabled } from "./logging/trail-enabled";
import { trailEncrypted } from "./logging/trail-encrypted";
import { trailManagementEvents } from "./logging/trail-management-events";
import { trailObjectEvents } from "./logging/trail-object-events";
import { trailToCloudwatch } from "./logging/trail-to-cloudwatch";
import { trailValidated } from "./logging/trail-validated";
import { vpcDnsQueryLogs } from "./logging/vpc-dns-query-logs";
import { vpcFlowLogsEnabled } from "./logging/vpc-flow-logs-enabled";
import { webAclLogging } from "./logging/web-acl-logging";
import { alarmActs } from "./messaging/alarm-acts";
import { eventBusPolicyNotPublic } from "./messaging/event-bus-policy-not-public";
import { kinesisPolicyNotPublic } from "./messaging/kinesis-policy-not-public";
import { snsEncrypted } from "./messaging/sns-encrypted";
import { snsPolicyNotPublic } from "./messaging/sns-policy-not-public";
import { snsSubscriptionTls } from "./messaging/sns-subscription-tls";
import { sqsDeadLetters } from "./messaging/sqs-dead-letters";
import { sqsEncrypted } from "./messaging/sqs-encrypted";
import { sqsPolicyNotPublic } from "./messaging/sqs-policy-not-public";
import { defaultNetworkAclClosed } from "./network/default-network-acl-closed";
import { defaultSecurityGroupClosed } from "./network/default-security-group-closed";
import { directConnectEncrypted } from "./network/direct-connect-encrypted";
import { gatewayEndpointRouted } from "./network/gateway-endpoint-routed";
import { internetIngressOnlyOnWebPorts } from "./network/internet-ingress-only-on-web-ports";
import { networkAclNoRemoteAdministration } from "./network/network-acl-no-remote-administration";
import { noRemoteAdministrationFromAnywhere } from "./network/no-remote-administration-from-anywhere";
import { noUnrestrictedEgress } from "./network/no-unrestricted-egress";
import { peeringNoForeignAccount } from "./network/peering-no-foreign-account";
import { peeringOnlyHubSpoke } from "./network/peering-only-hub-spoke";
import { peeringRoutesNarrow } from "./network/peering-routes-narrow";
import { prefixListNotOpen } from "./network/prefix-list-not-open";
import { prefixListRulesNarrow } from "./network/prefix-list-rules-narrow";
import { securityGroupRulesDescribed } from "./network/security-group-rules-described";
import { securityGroupsInUse } from "./network/security-groups-in-use";
import { subnetNoPublicIp } from "./network/subnet-no-public-ip";
import { transitGatewayNoAutoAccept } from "./network/transit-gateway-no-auto-accept";
import { transitGatewayNoDefaultTables } from "./network/transit-gateway-no-default-tables";
import { transitGatewaySpokesIsolated } from "./network/transit-gateway-spokes-isolated";
import { vpcBlockPublicAccess } from "./network/vpc-block-public-access";
import { vpcCidrsDisjoint } from "./network/vpc-cidrs-disjoint";
import { vpcDnsSupport } from "./network/vpc-dns-support";
import { vpcEndpointPolicyNarrow } from "./network/vpc-endpoint-policy-narrow";
import { vpcHasS3Endpoint } from "./network/vpc-has-s3-endpoint";
import { vpnTunnelLogs } from "./network/vpn-tunnel-logs";
import { vpnTunnelsStrong } from "./network/vpn-tunnels-strong";
import { withinQuotas } from "./network/within-quotas";
import { accountKept } from "./organisation/account-kept";
import { guarddutyCoversAllAccounts } from "./organisation/guardduty-covers-all-accounts";
import { guarddutyOn } from "./organisation/guardduty-on";
import { guardrailNoLockOut } from "./organisation/guardrail-no-lock-out";
import { guardrailsBindEveryAccount } from "./organisation/guardrails-bind-every-account";
import { managementAccountWithoutWorkloads } from "./organisation/management-account-without-workloads";
import { organisationAllFeatures } from "./organisation/organisation-all-features";
import { organisationPoliciesDelegated } from "./organisation/organisation-policies-delegated";
import { organisationPolicyTypesOn } from "./organisation/organisation-policy-types-on";
import { organisationPolicyWellFormed } from "./organisation/organisation-policy-well-formed";
import { organisationServicesDelegated } from "./organisation/organisation-services-delegated";
import { providerBoundToAccount } from "./organisation/provider-bound-to-account";
import { rootAccessCentralized } from "./organisation/root-access-centralized";
import { securityhubCoversNewAccounts } from "./organisation/securityhub-covers-new-accounts";
import { packHealth } from "./pack/pack-health";
import { accountPublicAccessBlocked } from "./storage/account-public-access-blocked";
import { amiNotPublic } from "./storage/ami-not-public";
import { backupVaultEncrypted } from "./storage/backup-vault-encrypted";
import { backupVaultPolicyNotPublic } from "./storage/backup-vault-policy-not-public";
import { bucketAclPrivate } from "./storage/bucket-acl-private";
import { bucketAclsOff } from "./storage/bucket-acls-off";
import { bucketEncryptedWithOwnKey } from "./storage/bucket-encrypted-with-own-key";
import { bucketNotForceDestroyed } from "./storage/bucket-not-force-destroyed";
import { bucketPolicyNotPublic } from "./storage/bucket-policy-not-public";
import { bucketPublicAccessBlocked } from "./storage/bucket-public-access-blocked";
import { bucketTlsOnly } from "./storage/bucket-tls-only";
import { bucketVersioned } from "./storage/bucket-versioned";
import { ebsEncryptionByDefault } from "./storage/ebs-encryption-by-default";
import { ebsSnapshotsNotPublic } from "./storage/ebs-snapshots-not-public";
import { ebsVolumeEncrypted } from "./storage/ebs-volume-encrypted";
import { ecrPolicyNotPublic } from "./storage/ecr-policy-not-public";
import { ecrScansOnPush } from "./storage/ecr-scans-on-push";
import { ecrTagsImmutable } from "./storage/ecr-tags-immutable";
import { efsAccessPointConfined } from "./storage/efs-access-point-confined";
import { efsEncrypted } from "./storage/efs-encrypted";
import { efsPolicyNotPublic } from "./storage/efs-policy-not-public";
import { glacierVaultPolicyNotPublic } from "./storage/glacier-vault-policy-not-public";
import { dataClassificationKnown } from "./tags/data-classification-known";
import { ownerCanBeWrittenTo } from "./tags/owner-can-be-written-to";
import { requiredTags } from "./tags/required-tags";

/** Every policy of the pack, by concern. */
export const policies: readonly Policy[] = [
  // pack
  packHealth,
  // network
  defaultNetworkAclClosed,
  defaultSecurityGroupClosed,
  directConnectEncrypted,
  gatewayEndpointRouted,
  internetIngressOnlyOnWebPorts,
  networkAclNoRemoteAdministration,
  noRemoteAdministrationFromAnywhere,
  noUnrestrictedEgress,
  peeringNoForeignAccount,
  peeringOnlyHubSpoke,
  peeringRoutesNarrow,
  prefixListNotOpen,
  prefixListRulesNarrow,
  securityGroupRulesDescribed,
  securityGroupsInUse,
  subnetNoPublicIp,
  transitGatewayNoAutoAccept,
  transitGatewayNoDefaultTables,
  transitGatewaySpokesIsolated,
  vpcBlockPublicAccess,
  vpcCidrsDisjoint,
  vpcDnsSupport,
  vpcEndpointPolicyNarrow,
  vpcHasS3Endpoint,
  vpnTunnelLogs,
  vpnTunnelsStrong,
  withinQuotas,
  // logging
  apiStageAccessLogs,
  bucketAccessLogging,
  cloudfrontAccessLogs,
  configAggregatesAllRegions,
  configRecorderEverything,
  configRecorderOn,
  flowLogFineGrained,
  flowLogFormatComplete,
  loadBalancerAccessLogs,
  logBucketKeptLong,
  logBucketObjectLock,
  logBucketTlsOnly,
  logDestinationPolicyNotPublic,
  logGroupEncrypted,
  logGroupRetention,
  logResourcesProtected,
  objectLockDefaultRetention,
  trailAlarms,
  trailAllRegions,
  trailEnabled,
  trailEncrypted,
  trailManagementEvents,
  trailObjectEvents,
  trailToCloudwatch,
  trailValidated,
  vpcDnsQueryLogs,
  vpcFlowLogsEnabled,
  webAclLogging,
  // storage
  accountPublicAccessBlocked,
  amiNotPublic,
  backupVaultEncrypted,
  backupVaultPolicyNotPublic,
  bucketAclPrivate,
  bucketAclsOff,
  bucketEncryptedWithOwnKey,
  bucketNotForceDestroyed,
  bucketPolicyNotPublic,
  bucketPublicAccessBlocked,
  bucketTlsOnly,
  bucketVersioned,
  ebsEncryptionByDefault,
  ebsSnapshotsNotPublic,
  ebsVolumeEncrypted,
  ecrPolicyNotPublic,
  ecrScansOnPush,
  ecrTagsImmutable,
  efsAccessPointConfined,
  efsEncrypted,
  efsPolicyNotPublic,
  glacierVaultPolicyNotPublic,
  // encryption
  certificateKeyStrong,
  certificateTransparent,
  firehoseEncrypted,
  kinesisStreamEncrypted,
  kmsKeyEnabled,
  kmsKeyRotates,
  kmsKeySlowToDelete,
  kmsPolicyNotPublic,
  secretEncryptedWithOwnKey,
  secretPolicyNotPublic,
  secretRecoverable,
  secretRotates,
  ssmParameterSecure,
  // edge
  cloudfrontBehindWaf,
  cloudfrontHttpsOnly,
  cloudfrontModernTls,
  cloudfrontOriginsGuarded,
  cloudfrontRootObject,
  listenerEncrypted,
  listenerModernTls,
  loadBalancerDesyncGuard,
  loadBalancerDropsBadHeaders,
  loadBalancerKept,
  publicEntriesBehindWaf,
  webAclHasRules,
  webAclMeasured,
  // identity
  accessAnalyzerExternal,
  noAccessKeys,
  noAdministratorAttachment,
  noAllowByExclusion,
  noCloudshellFullAccess,
  noDecryptEverything,
  noFullAdministrator,
  noIamUsers,
  noPassAnyRole,
  noPoliciesOnUsers,
  noServiceAdministrator,
  passwordPolicyStrong,
  pipelineTrustNarrow,
  roleTrustsSomebodyKnown,
  // organisation
  accountKept,
  guarddutyCoversAllAccounts,
  guarddutyOn,
  guardrailNoLockOut,
  guardrailsBindEveryAccount,
  managementAccountWithoutWorkloads,
  organisationAllFeatures,
  organisationPoliciesDelegated,
  organisationPolicyTypesOn,
  organisationPolicyWellFormed,
  organisationServicesDelegated,
  providerBoundToAccount,
  rootAccessCentralized,
  securityhubCoversNewAccounts,
  // compute
  ecsClusterInsights,
  ecsContainersLog,
  ecsHostNotShared,
  ecsLatestPlatform,
  ecsNotPrivileged,
  ecsRootReadOnly,
  ecsSecretsByReference,
  ecsServiceNoPublicIp,
  instanceDisksEncrypted,
  instanceHasRole,
  instanceMetadataV2,
  instanceMonitored,
  instanceNoPublicIp,
  lambdaConcurrencyCapped,
  lambdaEnvironmentWithoutCredentials,
  lambdaPermissionNarrow,
  lambdaRuntimeSupported,
  lambdaUrlAuthenticated,
  noSecretsInUserData,
  serialConsoleOff,
  // data
  dynamodbKept,
  dynamodbOwnKey,
  dynamodbPointInTime,
  dynamodbPolicyNotPublic,
  elasticacheEncrypted,
  opensearchAudited,
  opensearchEncrypted,
  opensearchFineGrained,
  opensearchHttps,
  opensearchInVpc,
  opensearchPolicyNotPublic,
  rdsBackedUp,
  rdsEncrypted,
  rdsKept,
  rdsLogsExported,
  rdsMultiAz,
  rdsNotPublic,
  rdsPasswordManaged,
  rdsPatched,
  // messaging
  alarmActs,
  eventBusPolicyNotPublic,
  kinesisPolicyNotPublic,
  snsEncrypted,
  snsPolicyNotPublic,
  snsSubscriptionTls,
  sqsDeadLetters,
  sqsEncrypted,
  sqsPolicyNotPublic,
  // tags
  dataClassificationKnown,
  ownerCanBeWrittenTo,
  requiredTags,
];

export { packHealth };
