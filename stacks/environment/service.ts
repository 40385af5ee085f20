import type * as pulumi from "@pulumi/pulumi";
import { Certificates, type OwnedZone } from "../../components/edge/certificates";
import { PublicName } from "../../components/edge/public-name";
import { type Spoke } from "../../components/network/spoke";
import { Service } from "../../components/service/service";
import { planService } from "../../components/service/service-plan";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type ServiceSettings } from "../../settings/schema/service";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { type EnvironmentDns } from "./dns";
import { type EnvironmentLogs } from "./logs";
import { type EnvironmentProviders } from "./providers";

/** What a service's owner needs. */
export interface ServiceOutputs {
  readonly url: string;
  readonly loadBalancer: pulumi.Output<string>;
  readonly cluster: pulumi.Output<string>;
  readonly service: pulumi.Output<string>;
  readonly logGroup: pulumi.Output<string>;
  readonly database?: {
    readonly address: pulumi.Output<string>;
    /** Secret with the master password, for whoever makes the application's role. */
    readonly masterSecretArn: pulumi.Output<string>;
  };
}

export interface ServiceContext {
  readonly spoke: Spoke;
  readonly dns: EnvironmentDns;
  readonly logs: EnvironmentLogs;
  readonly providers: EnvironmentProviders;
}

/** A workload's service in its tiers. */
export function deployService(
  settings: EnvironmentSettings,
  workload: WorkloadSettings,
  service: ServiceSettings,
  { spoke, dns, logs, providers }: ServiceContext,
): ServiceOutputs {
  const plan = planService(settings, workload, service);
  const account = providers.workload(workload);
  const own = { providers: [account] };
  const zone = dns.zoneOf(service.domainName);
  const certificates = certificatesOf(plan.name, settings, service, zone, own);
  const made = new Service(
    plan.name,
    {
      plan,
      network: spoke.network,
      certificateArn: service.certificateArn ?? certificates!.arns.get(settings.region)!,
      accessLogs: logs.accessLogs(plan.name, workload.accountId, account).loadBalancers,
      logs: {
        keyArn: logs.key(plan.name, workload.accountId, account).arn,
        retentionDays: settings.logs.retentionDays,
      },
      account,
    },
    own,
  );
  if (zone) {
    new PublicName(
      plan.name,
      {
        name: service.domainName,
        zoneId: zone.id,
        target: { dnsName: made.loadBalancerDnsName, zoneId: made.loadBalancerZoneId },
      },
      { providers: [zone.provider] },
    );
  }
  return {
    url: `https://${service.domainName}`,
    loadBalancer: made.loadBalancerDnsName,
    cluster: made.clusterName,
    service: made.serviceName,
    logGroup: made.logGroupName,
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
  const regions = [...new Set(service.certificateArn === undefined ? [region] : [])];
  if (regions.length === 0) return undefined;
  return new Certificates(name, { domainName: service.domainName, regions, zone: zone! }, opts);
}
