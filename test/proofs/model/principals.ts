import { sessionPolicy } from "../../../tools/deployment-lock/place";
import { awsManaged } from "./aws-managed";
import { type Policy, readDocument } from "./documents";
import type { AccessModel } from "./model";
import { type Account } from "./organization";

/** Who asks. */
export interface Principal {
  /** As the case names it. */
  readonly name: string;
  readonly type: "role" | "user" | "linked role" | "root" | "service" | "anonymous";
  /** ARN, or name of a service; undefined for nobody in particular. */
  readonly value?: string;
  /** Its account; of a service, the account on whose behalf it acts. */
  readonly account?: Account;
  readonly policies: readonly Policy[];
  readonly boundary?: Policy;
  /** What the session was narrowed to when the role was entered. */
  readonly session?: Policy;
}

/**
 * People and pipelines whose roles no stack here deploys: they stand in every account, or come from elsewhere. Each may do
 * everything in its account, the most that there can be, so that what stops it is never its own modesty.
 */
const actors: Readonly<Record<string, { readonly role: string }>> = {
  /** Administers a workload's account for its team. */
  administrator: { role: "WorkloadAdministrator" },
  /** Administers the security account, to which detection is delegated. */
  "security-administrator": { role: "SecurityAdministrator" },
  /** What deploys the landing zone, in every account. */
  deployment: { role: "LandingZoneDeployment" },
  /** Opened in an emergency, by two people. */
  "break-glass": { role: "LandingZoneBreakGlass" },
};

function pathless(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/**
 * Finds who a case means:
 * `role:NAME` a role of a stack; `ACTOR@ACCOUNT` a role that every account has; `as:ROLE@ACCOUNT` any role by its name in AWS; `user:NAME@ACCOUNT` a user; `root@ACCOUNT`; `service:NAME@ACCOUNT` a service
 * on behalf of an account; `locking:STACK@ACCOUNT` the session that holds the deployment lock of a stack; `linked:NAME@ACCOUNT` a service-linked role; `anonymous`.
 * @throws when there is none
 */
export function principalOf(model: AccessModel, who: string): Principal {
  const { organization, roles, partition } = model;
  if (who === "anonymous") return { name: who, type: "anonymous", policies: [] };
  const [kind, rest] = who.includes(":")
    ? [who.slice(0, who.indexOf(":")), who.slice(who.indexOf(":") + 1)]
    : ["", who];
  if (kind === "role") {
    const role = roles.get(rest);
    if (!role)
      throw new Error(`no stack has a role ${rest}; there are ${[...roles.keys()].sort().join(", ")}`);
    const account = organization.accountOf(role.accountId);
    if (!account)
      throw new Error(`role ${rest} is in ${role.accountId}, which is no account of the organisation`);
    return { ...role, name: who, type: "role", value: role.arn, account };
  }
  const [subject = "", accountName = ""] = rest.split("@");
  const account = organization.account(accountName);
  const arn = (path: string): string => `arn:${partition}:iam::${account.id}:${path}`;
  const everything = [awsManaged.policy("AdministratorAccess")];
  if (kind === "as")
    return { name: who, type: "role", value: arn(`role/${subject}`), account, policies: everything };
  if (kind === "user")
    return { name: who, type: "user", value: arn(`user/${subject}`), account, policies: everything };
  if (kind === "service") return { name: who, type: "service", value: subject, account, policies: [] };
  if (kind === "locking") {
    const id = `session policy of the lock of ${subject}`;
    const document = readDocument(
      id,
      sessionPolicy({ stack: subject, accountId: account.id, region: model.region, partition }),
    );
    return { ...principalOf(model, `deployment@${accountName}`), session: { kind: "session", id, document } };
  }
  if (kind === "linked") {
    return {
      name: who,
      type: "linked role",
      value: arn(`role/aws-service-role/${subject}`),
      account,
      policies: everything,
    };
  }
  if (subject === "root")
    return { name: who, type: "root", value: arn("root"), account, policies: everything };
  const actor = actors[subject];
  if (!actor)
    throw new Error(`${subject} is nobody; there are ${Object.keys(actors).join(", ")}, and any role:NAME`);
  return {
    name: who,
    type: "role",
    value: arn(`role/${pathless(actor.role)}`),
    account,
    policies: everything,
  };
}
