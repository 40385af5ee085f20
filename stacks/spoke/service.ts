import type * as pulumi from "@pulumi/pulumi";
import { Certificates, type OwnedZone } from "../../components/edge/certificates";
import { Edge } from "../../components/edge/edge";
import { PublicName } from "../../components/edge/public-name";
import { type Spoke } from "../../components/network/spoke";
import { Service } from "../../components/service/service";
import { planService } from "../../components/service/service-plan";
import { globalRegionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type ServiceSettings } from "../../settings/schema/service";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { type AccountLogs } from "./account-logs";
import { zoneOf } from "./names";
import { type EnvironmentParts } from "./parts";
import { type EnvironmentProviders } from "./providers";
import { deployServiceAlarms } from "./service-alarms";

/** What a service's owner needs. */
export interface ServiceOutputs {
  readonly url: string;
  readonly loadBalancer: pulumi.Output<string>;
  readonly cluster: pulumi.Output<string>;
  readonly service: pulumi.Output<string>;
  readonly logGroup: pulumi.Output<string>;
  readonly edge?: {
    readonly distributionId: pulumi.Output<string>;
    readonly webAclArn: pulumi.Output<string>;
    readonly dnsName: pulumi.Output<string>;
    readonly staticBucket?: pulumi.Output<string>;
  };
  readonly database?: {
    readonly address: pulumi.Output<string>;
    /** Secret with the master password, for whoever makes the application's role. */
    readonly masterSecretArn: pulumi.Output<string>;
  };
}

export interface ServiceContext {
  readonly spoke: Spoke;
  readonly parts: EnvironmentParts;
  readonly logs: AccountLogs;
  readonly providers: EnvironmentProviders;
}

/** A workload's service in its tiers. */
export function deployService(
  settings: EnvironmentSettings,
  workload: WorkloadSettings,
  service: ServiceSettings,
  { spoke, parts, logs, providers }: ServiceContext,
): ServiceOutputs {
  const plan = planService(settings, workload, service);
  const account = providers.workload(workload);
  const own = { providers: [account] };
  const zone = zoneOf(settings, service.domainName, { parts, providers });
  const globalRegion = globalRegionOf(settings.region);
  const accessLogs = logs.accessLogs(plan.name, workload.accountId, account);
  const certificates = certificatesOf(plan.name, settings, service, zone, own);
  const made = new Service(
    plan.name,
    {
      plan,
      network: spoke.network,
      certificateArn: service.certificateArn ?? certificates!.arns.get(settings.region)!,
      accessLogs: accessLogs.loadBalancers,
      logs: {
        keyArn: logs.key(plan.name, workload.accountId, account).arn,
        retentionDays: settings.logs.retentionDays,
      },
      account,
    },
    own,
  );
  const edge =
    service.edge &&
    new Edge(
      `${plan.name}-edge`,
      {
        settings: service.edge,
        accountId: plan.accountId,
        partition: plan.partition,
        globalRegion,
        domainName: service.domainName,
        certificateArn: service.edge.certificateArn ?? certificates!.arns.get(globalRegion)!,
        vpcId: spoke.network.vpc.id,
        hasInternetGateway: workload.internetEgress,
        loadBalancer: {
          arn: made.loadBalancerArn,
          dnsName: made.loadBalancerDnsName,
          port: plan.loadBalancer.listener.port,
          securityGroupId: spoke.network.group("load-balancer").id,
        },
        accessLogs,
      },
      { ...own, dependsOn: [spoke] },
    );
  if (zone) {
    new PublicName(
      plan.name,
      {
        name: service.domainName,
        zoneId: zone.id,
        ...(edge
          ? {
              target: { dnsName: edge.distribution.dnsName, zoneId: edge.distribution.zoneId },
              ipv6: true,
            }
          : { target: { dnsName: made.loadBalancerDnsName, zoneId: made.loadBalancerZoneId } }),
      },
      { providers: [zone.provider] },
    );
  }
  if (service.alarms) deployServiceAlarms(settings, workload, { plan, service: made, edge }, own);
  return {
    url: `https://${service.domainName}`,
    loadBalancer: made.loadBalancerDnsName,
    cluster: made.clusterName,
    service: made.serviceName,
    logGroup: made.logGroupName,
    ...(edge
      ? {
          edge: {
            distributionId: edge.distribution.distributionId,
            webAclArn: edge.webAcl.arn,
            dnsName: edge.distribution.dnsName,
            ...(edge.staticBucket ? { staticBucket: edge.staticBucket } : {}),
          },
        }
      : {}),
    ...(made.database
      ? { database: { address: made.database.address, masterSecretArn: made.database.masterSecretArn } }
      : {}),
  };
}

/** Certificates that are not given: requested in the public zone, which the checks have made sure of. */
function certificatesOf(
  name: string,
  { region }: EnvironmentSettings,
  service: ServiceSettings,
  zone: OwnedZone | undefined,
  opts: pulumi.ComponentResourceOptions,
): Certificates | undefined {
  const regions = [
    ...new Set([
      ...(service.certificateArn === undefined ? [region] : []),
      ...(service.edge && service.edge.certificateArn === undefined ? [globalRegionOf(region)] : []),
    ]),
  ];
  if (regions.length === 0) return undefined;
  return new Certificates(name, { domainName: service.domainName, regions, zone: zone! }, opts);
}
