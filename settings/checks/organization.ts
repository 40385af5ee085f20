import { type Problem, didYouMean, show } from "../problems";
import { type OrganizationSettings } from "../schema/organization";
import { guardrailPolicyTypes } from "../facts/policy-types";
import { placeUnits } from "../units";
import { checkOrganizationConfig } from "./aws-config";
import { checkGuardrails } from "./guardrails";
import { checkOrganizationDetection } from "./detection";
import { checkLogs } from "./logs";
import { checkRegions } from "./regions";
import { checkTrail } from "./trail";

/** Accounts that the platform itself works in, by their names. */
export const platformAccounts = ["log-archive", "security"] as const;

/** AWS takes five levels below the root. Source: Organizations user guide, "Quotas", read 2026-11. */
export const deepestUnit = 5;

/** What can be known of an account that the schema refuses. */
export interface RefusedAccount {
  readonly name?: unknown;
}

/**
 * What the schema cannot see: settings of an organisation that contradict each other. Each check returns all that it finds.
 * @param refused accounts that the schema refuses: they are there, though they are not among the settings
 */
export function checkOrganization(
  settings: OrganizationSettings,
  refused: readonly RefusedAccount[] = [],
): Problem[] {
  return [
    ...checkRegions(settings),
    ...checkUnits(settings),
    ...checkAccountUnits(settings),
    ...checkAccountsOnce(settings),
    ...checkPlatformAccounts(settings, refused),
    ...checkDelegatedPolicyTypes(settings),
    ...checkLogs(settings),
    ...checkTrail(settings, refused),
    ...checkGuardrails(settings),
    ...checkOrganizationDetection(settings),
    ...checkOrganizationConfig(settings),
  ];
}

/**
 * Types of the guardrails are not for a member account: whoever detaches a guardrail is bound by none. What is not enabled cannot be attached.
 */
function checkDelegatedPolicyTypes({ organization }: OrganizationSettings): Problem[] {
  const { policyTypes: enabled, delegatedPolicyTypes } = organization;
  return delegatedPolicyTypes.flatMap((type, index): Problem[] => {
    const path = `organization.delegatedPolicyTypes[${index}]`;
    if (guardrailPolicyTypes.includes(type)) {
      return [
        {
          path,
          found: `${show(type)}, of which the guardrails are made`,
          allowed: "another type: an account that changes guardrails is bound by none",
        },
      ];
    }
    if (enabled.includes(type)) return [];
    return [
      { path, found: `${show(type)}, which is not enabled`, allowed: "one of organization.policyTypes" },
    ];
  });
}

function checkUnits({ units }: OrganizationSettings): Problem[] {
  const names = units.map(({ name }) => name);
  const { placed, inCycle } = placeUnits(units);
  return units.flatMap((unit, index): Problem[] => {
    const { name, parent, id } = unit;
    const problems: Problem[] = [];
    const at = `units[${index}]`;
    const first = names.indexOf(name);
    if (first < index) {
      problems.push({
        path: `${at}.name`,
        found: `${show(name)}, already the name of units[${first}]`,
        allowed: "a name of its own: accounts and other units refer to it",
      });
    }
    if (parent !== undefined && !names.includes(parent)) {
      problems.push({ path: `${at}.parent`, found: show(parent), allowed: oneOf("a unit", parent, names) });
    }
    if (inCycle.includes(unit)) {
      problems.push({
        path: `${at}.parent`,
        found: `${show(parent)}, which lies below ${show(name)} itself`,
        allowed: "a unit from which the parents lead up to the root",
      });
    }
    const place = placed.find(({ path, depth }) => depth > deepestUnit && path.endsWith(`/${name}`));
    if (place) {
      problems.push({
        path: `${at}.parent`,
        found: `${show(parent)}, which puts ${place.path} on level ${place.depth}`,
        allowed: `at most ${deepestUnit} levels below the root, which is what AWS takes`,
      });
    }
    const twin = id === undefined ? -1 : units.findIndex((other) => other.id === id);
    if (twin !== -1 && twin < index) {
      problems.push({
        path: `${at}.id`,
        found: `${show(id)}, already the id of units[${twin}]`,
        allowed: "an id of its own",
      });
    }
    return problems;
  });
}

function checkAccountUnits({ units, accounts }: OrganizationSettings): Problem[] {
  const { placed } = placeUnits(units);
  const paths = placed.map(({ path }) => path);
  // A unit that stands nowhere has a problem of its own already.
  const unplaced = units.map(({ name }) => name).filter((name) => !placed.some((unit) => unit.name === name));
  return accounts.flatMap(({ unit }, index) =>
    paths.includes(unit) || unplaced.includes(unit.split("/").at(-1) ?? "")
      ? []
      : [{ path: `accounts[${index}].unit`, found: show(unit), allowed: oneOf("a unit", unit, paths) }],
  );
}

function oneOf(what: string, written: string, known: readonly string[]): string {
  const guess = didYouMean(written, known);
  return `${guess ? `did you mean ${guess}? ` : ""}${what} of these settings: ${known.join(", ") || "there is none"}`;
}

/** Names are what stacks refer to; addresses and ids are unique in AWS, addresses whatever their case. */
function checkAccountsOnce({ organization, accounts }: OrganizationSettings): Problem[] {
  const once: ReadonlyArray<
    readonly [field: "name" | "email" | "id", what: string, allowed: string, keys: Array<string | undefined>]
  > = [
    ["name", "name", "a name of its own", accounts.map(({ name }) => name)],
    [
      "email",
      "address",
      "an address of its own, for instance with +ACCOUNT before the @: AWS takes each once, whatever its case",
      accounts.map(({ email }) => email.toLowerCase()),
    ],
    ["id", "id", "an id of its own", accounts.map(({ id }) => id)],
  ];
  const twice = once.flatMap(([field, what, allowed, keys]) =>
    keys.flatMap((key, index) => {
      const first = key === undefined ? index : keys.indexOf(key);
      if (first === index) return [];
      return [
        {
          path: `accounts[${index}].${field}`,
          found: `${show(accounts[index]?.[field])}, already the ${what} of accounts[${first}]`,
          allowed,
        },
      ];
    }),
  );
  const management = accounts.flatMap(({ id }, index) =>
    id === organization.managementAccountId
      ? [
          {
            path: `accounts[${index}].id`,
            found: `${show(id)}, which is organization.managementAccountId`,
            allowed: "a member account: the management account cannot be moved or managed as one",
          },
        ]
      : [],
  );
  return [...twice, ...management];
}

function checkPlatformAccounts(
  { accounts }: OrganizationSettings,
  refused: readonly RefusedAccount[],
): Problem[] {
  const names = [...accounts, ...refused].map(({ name }) => name);
  return platformAccounts.flatMap((name) =>
    names.includes(name)
      ? []
      : [
          {
            path: "accounts",
            found: `no account named ${name}`,
            allowed: `the platform's own accounts too: ${platformAccounts.join(", ")}`,
          },
        ],
  );
}
