import type * as pulumi from "@pulumi/pulumi";
import { type Edge } from "../../components/edge/edge";
import { HealthCheck } from "../../components/edge/health-check";
import { AlarmTopic } from "../../components/monitoring/alarm-topic";
import { type MetricPlace, ServiceAlarms } from "../../components/service/alarms";
import { type MetricSource, planAlarms } from "../../components/service/alarms-plan";
import { type Service } from "../../components/service/service";
import { type ServicePlan } from "../../components/service/service-plan";
import { globalRegionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";

/** What of a service is watched. */
export interface WatchedService {
  readonly plan: ServicePlan;
  readonly service: Service;
  readonly edge: Edge | undefined;
}

/** Alarms of a service, mailed to the workload's owner; and the check of its public address, where it has one. */
export function deployServiceAlarms(
  settings: EnvironmentSettings,
  workload: WorkloadSettings,
  { plan, service, edge }: WatchedService,
  opts: pulumi.ComponentResourceOptions,
): void {
  const { region, production } = settings;
  const globalRegion = globalRegionOf(region);
  const healthCheck =
    edge && (workload.service?.edge?.healthCheck ?? production)
      ? new HealthCheck(
          plan.name,
          { domainName: plan.domainName, path: plan.loadBalancer.target.healthPath },
          opts,
        )
      : undefined;
  const plans = planAlarms(plan, { edge: edge !== undefined, healthCheck: healthCheck !== undefined });
  const topics = new Map(
    [...new Set([region, ...(edge ? [globalRegion] : [])])].map((where) => [
      where,
      new AlarmTopic(
        where === region ? `${plan.name}-alarms` : `${plan.name}-alarms-${where}`,
        {
          accountId: plan.accountId,
          region: where,
          partition: plan.partition,
          email: workload.owner.email,
        },
        opts,
      ).arn,
    ]),
  );
  const balancer = { LoadBalancer: service.loadBalancerSuffix };
  const places: Partial<Record<MetricSource, MetricPlace>> = {
    loadBalancer: { namespace: "AWS/ApplicationELB", dimensions: balancer, region },
    targets: {
      namespace: "AWS/ApplicationELB",
      dimensions: { ...balancer, TargetGroup: service.targetGroupSuffix },
      region,
    },
    tasks: {
      namespace: "AWS/ECS",
      dimensions: { ClusterName: service.clusterName, ServiceName: service.serviceName },
      region,
    },
    ...(service.database
      ? {
          database: {
            namespace: "AWS/RDS",
            dimensions: { DBInstanceIdentifier: service.database.identifier },
            region,
          },
        }
      : {}),
    ...(edge
      ? {
          webAcl: {
            namespace: "AWS/WAFV2",
            // A web ACL of CloudFront has no Region among its dimensions.
            dimensions: { WebACL: edge.webAcl.metricName, Rule: "ALL" },
            region: globalRegion,
          },
        }
      : {}),
    ...(healthCheck
      ? {
          healthCheck: {
            namespace: "AWS/Route53",
            dimensions: { HealthCheckId: healthCheck.healthCheckId },
            region: globalRegion,
          },
        }
      : {}),
  };
  new ServiceAlarms(plan.name, { plans, places, topics }, opts);
}
