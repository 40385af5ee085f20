import { DEPLOYMENT_PATH } from "../../components/detection/names";
import { partitionOf } from "../../settings/facts/regions";
import { type Settings } from "../../settings/load";
import { type EnvironmentSettings } from "../../settings/schema/environment";

/** Where a stack's lock lies, how to get there, and what it holds back. */
export interface LockPlace {
  readonly stack: string;
  /** The account and Region of the functions that read it. */
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** The deployment role that is entered there. */
  readonly roleName: string;
  readonly externalId: string | undefined;
  readonly sessionName: string;
  /** Accounts whose trails, recorders and flow logs this stack deploys. */
  readonly accounts: readonly string[];
}

/** A stack that needs no lock, and why. */
export interface NoLock {
  readonly because: string;
}

type Outputs = Readonly<Record<string, unknown>>;

/**
 * Finds where the lock of a stack lies. Pure.
 * @param own the stack's own outputs, of which those of an organisation are read; undefined before its first deployment
 */
export function placeOf(stack: string, settings: Settings, own: Outputs | undefined): LockPlace | NoLock {
  const environment = environmentOf(settings);
  const bus = environment ? environment.organization.eventBusArn : own?.eventBusArn;
  const none = environment
    ? "its accounts are not watched, so nothing repairs there"
    : "the organisation's detection is not deployed yet, so nothing repairs";
  if (environment && !environment.detection) return { because: none };
  // The functions stand beside their bus.
  const [, region, accountId] = /^arn:[\w-]+:events:([\w-]+):(\d{12}):/.exec(String(bus)) ?? [];
  if (region === undefined || accountId === undefined) return { because: none };
  const { roleName, externalId, sessionName } = settings.deployment;
  return {
    stack,
    accountId,
    region,
    partition: partitionOf(region),
    roleName,
    externalId,
    sessionName,
    accounts: accountsOf(settings, own),
  };
}

/** Only accounts with something that is repaired: a lock must not hold back more than the deployment touches. */
function accountsOf(settings: Settings, own: Outputs | undefined): readonly string[] {
  switch (settings.stack) {
    case "environment": {
      const { accounts, workloads } = settings;
      const inline = workloads.filter(({ ownStack }) => !ownStack);
      return [...new Set([accounts.network, ...inline.map(({ accountId }) => accountId)])];
    }
    case "workload":
      return settings.environment.settings.workloads
        .filter(({ name }) => name === settings.workload)
        .map(({ accountId }) => accountId);
    case "organization": {
      const ids = (own?.accounts ?? {}) as Readonly<Record<string, unknown>>;
      return [settings.organization.managementAccountId, ids["log-archive"], ids.security].map(String);
    }
  }
}

/** The settings of the environment that a stack is or belongs to. */
function environmentOf(settings: Settings): EnvironmentSettings | undefined {
  switch (settings.stack) {
    case "environment":
      return settings;
    case "workload":
      return settings.environment.settings;
    case "organization":
      return undefined;
  }
}

/** What the session that holds the lock may do: see to this one parameter, however mighty the role is. */
export function sessionPolicy({
  stack,
  accountId,
  region,
  partition,
}: Pick<LockPlace, "stack" | "accountId" | "region" | "partition">): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "OwnDeploymentLock",
        Effect: "Allow",
        Action: ["ssm:DeleteParameter", "ssm:GetParameter", "ssm:PutParameter"],
        Resource: `arn:${partition}:ssm:${region}:${accountId}:parameter${DEPLOYMENT_PATH}/${stack}`,
      },
    ],
  });
}
