import type { AccessModel } from "../../test/proofs/model/model";
import { type Account, stranger } from "../../test/proofs/model/organization";
import type { Store } from "./stores";

/** Kinds of people, programs and services that may ask, each a column. */
export const KINDS = [
  "workload administrator",
  "network administrator",
  "security administrator",
  "log archive administrator",
  "management administrator",
  "deployment role",
  "root user",
  "break-glass role",
  "platform role",
  "service",
  "stranger",
] as const;
export type CallerKind = (typeof KINDS)[number];

/** Somebody who is asked for. */
export interface Caller {
  readonly kind: CallerKind;
  /** As a case of the proofs names it: `administrator@prod-booking`. */
  readonly who: string;
  /** Whether it is of the store's own account. */
  readonly isOwn: boolean;
  /** All for whom it speaks: the same text before and after a change, whoever was asked. */
  readonly like: string;
}

/**
 * What an account is for. An environment finds its accounts by these names (docs/real-accounts.md), so they are the same in every
 * organisation that this project deploys.
 */
export function administratorOf({ name, isManagement }: Account): CallerKind {
  if (isManagement) return "management administrator";
  if (name === "log-archive") return "log archive administrator";
  if (name === "security") return "security administrator";
  return name.endsWith("-network") ? "network administrator" : "workload administrator";
}

/** Accounts of the organisation, each once and by the name that it has there. */
export function accountsOf({ organization, resources }: AccessModel, stores: readonly Store[]): Account[] {
  const ids = new Set([
    ...organization.accountIds(),
    ...resources.all().map(({ accountId }) => accountId),
    ...stores.map(({ account }) => account.id),
  ]);
  return [...ids].flatMap((id) => {
    const account = organization.accountOf(id);
    return account && account.id !== stranger.id ? [account] : [];
  });
}

/**
 * Who is asked for about a store. Of accounts at one place of the organisation of which neither a guardrail nor the store's own policy has the
 * number, one speaks for all: nothing can tell them apart.
 *
 * @param accounts of the organisation
 * @param spoken every policy that may concern the store, as text
 */
export function callersFor({ account: own }: Store, accounts: readonly Account[], spoken: string): Caller[] {
  const seen = new Map<string, Account>();
  const placeOf = (account: Account): string => {
    if (account.id === own.id) return "own";
    if (account.isManagement || spoken.includes(account.id)) return account.name;
    return [administratorOf(account), ...account.path].join("/");
  };
  for (const account of accounts) if (!seen.has(placeOf(account))) seen.set(placeOf(account), account);
  return [
    ...[...seen].flatMap(([place, account]): Caller[] => {
      const isOwn = account.id === own.id;
      const kind = administratorOf(account);
      const as = (who: string, kind: CallerKind): Caller => ({
        kind,
        who: `${who}@${account.name}`,
        isOwn,
        like: `${who}@${place}`,
      });
      return [
        as("administrator", kind),
        ...(kind === "security administrator" ? [as("security-administrator", kind)] : []),
        as("deployment", "deployment role"),
        ...(isOwn || account.isManagement ? [as("root", "root user")] : []),
        ...(isOwn ? [as("break-glass", "break-glass role")] : []),
      ];
    }),
    ...[`administrator@${stranger.name}`, "anonymous"].map((who): Caller => ({
      kind: "stranger",
      who,
      isOwn: false,
      like: who,
    })),
  ];
}
