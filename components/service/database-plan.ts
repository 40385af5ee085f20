import { type DatabaseSettings } from "../../settings/schema/service";
import { type Placement } from "./service-plan";

/** A PostgreSQL database as planned. */
export interface DatabasePlan {
  readonly placement: Placement;
  /** Name of the instance: its log groups are named by it, and have to be there before it. */
  readonly identifier: string;
  readonly databaseName: string;
  readonly user: string;
  readonly port: number;
  readonly version: string;
  readonly instanceClass: string;
  readonly storageGib: number;
  readonly maxStorageGib: number;
  readonly multiAz: boolean;
  readonly backupDays: number;
  /** Seconds between metrics of the operating system; 0 for none. */
  readonly monitoringInterval: 0 | 60;
  readonly deletionProtection: boolean;
  readonly parameters: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  /** Logs that RDS sends to CloudWatch, by the last part of their group's name. */
  readonly logs: readonly string[];
}

/** What the environment says about a database. */
export interface DatabaseContext {
  readonly port: number;
  readonly production: boolean;
  readonly deletionProtection: boolean;
}

/** Plans a workload's database: in the data tier, which only the app tier's group may call. */
export function planDatabase(
  name: string,
  settings: DatabaseSettings,
  context: DatabaseContext,
): DatabasePlan {
  return {
    placement: { tier: "data", groups: ["data"] },
    identifier: name,
    databaseName: "app",
    user: settings.user,
    port: context.port,
    version: settings.version,
    instanceClass: settings.instanceClass,
    storageGib: settings.storageGib,
    maxStorageGib: settings.maxStorageGib,
    multiAz: settings.multiAz ?? context.production,
    backupDays: settings.backupDays,
    monitoringInterval: (settings.monitoring ?? context.production) ? 60 : 0,
    deletionProtection: context.deletionProtection,
    parameters: [
      { name: "rds.force_ssl", value: "1" },
      { name: "log_connections", value: "1" },
      { name: "log_disconnections", value: "1" },
      { name: "log_statement", value: "ddl" },
    ],
    logs: ["postgresql", "upgrade"],
  };
}
