import { createHash } from "node:crypto";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type ServiceSettings } from "../../settings/schema/service";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { type SpokeGroup } from "../network/spoke-plan";
import { type SpokeTier } from "../../settings/addresses/layout";
import { type DatabasePlan, planDatabase } from "./database-plan";

/** Where a part of the service stands: the tier of its subnets and its security groups. */
export interface Placement {
  readonly tier: SpokeTier;
  readonly groups: readonly SpokeGroup[];
}

/** Everything about a service that is known before anything exists. */
export interface ServicePlan {
  /** `dev-booking`. */
  readonly name: string;
  /** Name of what takes no more than 32 characters, 8 of which are AWS's or Pulumi's. */
  readonly shortName: string;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly domainName: string;
  readonly placement: Readonly<Record<"loadBalancer" | "tasks", Placement>>;
  readonly loadBalancer: {
    readonly desyncMitigationMode: "strictest" | "defensive";
    readonly deletionProtection: boolean;
    readonly listener: { readonly port: number; readonly protocol: "HTTPS"; readonly sslPolicy: string };
    readonly target: {
      readonly port: number;
      readonly protocol: "HTTP" | "HTTPS";
      readonly healthPath: string;
    };
  };
  readonly task: Pick<ServiceSettings, "image" | "cpu" | "memory" | "environment" | "secrets">;
  readonly scaling: {
    readonly minTasks: number;
    readonly maxTasks: number;
    /** Average CPU in percent that is aimed at. */
    readonly cpuPercent: number;
    /** Requests a task and minute that are aimed at. */
    readonly requestsPerTask: number;
  };
  readonly insights: boolean;
  readonly database: DatabasePlan | undefined;
}

/**
 * Security policy of the load balancer: TLS 1.3 and 1.2 with forward secrecy, and key exchange that a quantum computer does not
 * undo for clients that can. AWS's recommendation; source: ELB user guide, "Security policies for your Application Load
 * Balancer", read 2026-11.
 */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/**
 * Plans a workload's service in its tiers, by the groups that the tiers have: the load balancer is what stands in the web tier,
 * so it carries the web tier's group, the only one that the app tier admits, and the group that says who may call it.
 */
export function planService(
  environment: EnvironmentSettings,
  workload: WorkloadSettings,
  service: ServiceSettings,
): ServicePlan {
  const { production, region } = environment;
  const name = `${environment.environment}-${workload.name}`;
  return {
    name,
    shortName: shortened(name),
    accountId: workload.accountId,
    region,
    partition: partitionOf(region),
    domainName: service.domainName,
    placement: {
      loadBalancer: { tier: "web", groups: ["load-balancer", "web"] },
      tasks: { tier: "app", groups: ["app"] },
    },
    loadBalancer: {
      // CloudFront sends what is well formed only; from elsewhere, old clients are let through with their oddities.
      desyncMitigationMode: service.edge ? "strictest" : "defensive",
      deletionProtection: service.deletionProtection ?? production,
      listener: { port: workload.tiers.web.port, protocol: "HTTPS", sslPolicy: tlsPolicy },
      target: {
        port: workload.tiers.app.port,
        protocol: service.protocol,
        healthPath: service.healthPath,
      },
    },
    task: {
      image: service.image,
      cpu: service.cpu,
      memory: service.memory,
      environment: service.environment,
      secrets: service.secrets,
    },
    scaling: {
      minTasks: service.minTasks,
      maxTasks: service.maxTasks,
      cpuPercent: 60,
      requestsPerTask: 1_000,
    },
    insights: service.insights ?? production,
    database:
      service.database && workload.tiers.data
        ? planDatabase(name, service.database, {
            port: workload.tiers.data.port,
            production,
            // Whatever the environment, data that is gone is gone.
            deletionProtection: service.deletionProtection ?? true,
          })
        : undefined,
  };
}

/** A name of at most 24 characters: itself, or its beginning and a digest of the whole. */
function shortened(name: string): string {
  if (name.length <= 24) return name;
  return `${name.slice(0, 17).replace(/-$/, "")}-${createHash("sha256").update(name).digest("hex").slice(0, 6)}`;
}
