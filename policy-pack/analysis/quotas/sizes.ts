import { type QuotaName } from "../../lib/facts/quotas";
import { type Model } from "../model";
import { type Resource } from "../resource";
import { type Read, UNKNOWN, UNKNOWN_MARKERS, asList, at, hasUnknownPart, isUnknown } from "../values";
import { type Amount, NONE, atLeast, exactly } from "./amount";
import { type Amounts, type Count, type PerResource, perResource } from "./count";
import { targetsOf } from "./targets";
import { Tally } from "../tally";

/** How AWS counts: bytes or characters with all white space, or characters without, as IAM does. */
export type Measure = "bytes" | "characters" | "without space";

/** The size of a policy document; of one with unknown parts, that of what is known. */
export function sizeOf(value: Read, measure: Measure): Amount {
  if (value === UNKNOWN) return atLeast(0);
  if (value === undefined || value === "") return NONE;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (!hasUnknownPart(text)) return exactly(lengthOf(text, measure));
  let known = text;
  for (const marker of UNKNOWN_MARKERS) known = known.replaceAll(marker, "");
  return atLeast(lengthOf(known, measure));
}

function lengthOf(text: string, measure: Measure): number {
  if (measure === "bytes") return Buffer.byteLength(text);
  return measure === "characters" ? text.length : text.length - spacesIn(text);
}

/** Blank, tab, line feed and carriage return: what a document may hold of white space. */
function spacesIn(text: string): number {
  let spaces = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d) spaces++;
  }
  return spaces;
}

/** A count of the size of one property of each resource of a type; of those that have the property at all. */
export function documentSize(
  quota: QuotaName,
  types: readonly string[],
  property: string,
  measure: Measure,
  { only, ...more }: PerResource & { only?: (resource: Resource) => boolean } = {},
): Count {
  const amounts = (_model: Model, subjects: readonly Resource[]): Amounts => {
    const sizes = new Map<Resource, Amount>();
    for (const subject of subjects) {
      const value = at(subject.props, property);
      if (value === undefined || only?.(subject) === false) continue;
      sizes.set(subject, sizeOf(value, measure));
    }
    return sizes;
  };
  return perResource(quota, types, amounts, { sizes: true, ...more });
}

const ROLE = "aws:iam/role:Role";

/** All inline policies of each role together: those in the role, and those that are resources. */
export const inlinePolicySize: Count = perResource(
  "inlinePolicySize",
  [ROLE],
  (model, roles) => {
    const tallies = new Map(roles.map((role) => [role, new Tally(role)]));
    const add = (tally: Tally | undefined, how: "addOwn" | "addApart", size: Amount): void => {
      tally?.[how]("inlinePolicies", size.least);
      if (size.most > size.least) tally?.addUnknownApart();
    };
    for (const [role, tally] of tallies) {
      const inline = asList(at(role.props, "inlinePolicies"));
      if (inline === UNKNOWN) tally.addUnknownOwn("inlinePolicies");
      else for (const one of inline) add(tally, "addOwn", sizeOf(at(one, "policy"), "without space"));
    }
    for (const policy of model.ofType("aws:iam/rolePolicy:RolePolicy")) {
      const size = sizeOf(at(policy.props, "policy"), "without space");
      for (const role of targetsOf(model, policy, "role", [ROLE]).targets)
        add(tallies.get(role), "addApart", size);
    }
    return new Map([...tallies].map(([role, tally]) => [role, tally.longest()]));
  },
  { sizes: true, global: true },
);

/** Resource policy of each function, from its permissions: a statement each, as Lambda writes them. */
export const functionPolicySize: Count = perResource(
  "functionPolicySize",
  ["aws:lambda/function:Function"],
  (model, functions) => {
    const wanted = [...new Set(functions.map(({ type }) => type))];
    const sizes = new Map<Resource, Amount>();
    for (const permission of model.ofType("aws:lambda/permission:Permission")) {
      for (const target of targetsOf(model, permission, "function", wanted).targets) {
        const size = sizeOfStatement(permission, target);
        const before = sizes.get(target) ?? exactly(FRAME);
        sizes.set(target, { least: before.least + size.least, most: before.most + size.most });
      }
    }
    return sizes;
  },
  { sizes: true },
);

/** What stands around the statements; each brings a comma, and one is too many. */
const FRAME = '{"Version":"2012-10-17","Id":"default","Statement":[]}'.length - 1;

function sizeOfStatement({ props }: Resource, target: Resource): Amount {
  const values = ["statementId", "action", "principal", "sourceArn", "sourceAccount", "principalOrgId"].map(
    (key) => at(props, key),
  );
  const resource = at(target.props, "arn");
  const [sid, action, principal, arn, account, organisation] = values;
  const open = [...values, resource].some(isUnknown);
  const shown = (value: Read): string => (typeof value === "string" ? value : "");
  const conditions = {
    ...(arn === undefined ? {} : { ArnLike: { "AWS:SourceArn": shown(arn) } }),
    ...(account === undefined ? {} : { StringEquals: { "AWS:SourceAccount": shown(account) } }),
    ...(organisation === undefined ? {} : { StringEquals: { "aws:PrincipalOrgID": shown(organisation) } }),
  };
  const statement = {
    Sid: shown(sid),
    Effect: "Allow",
    Principal: { [shown(principal).includes(".") ? "Service" : "AWS"]: shown(principal) },
    Action: shown(action),
    Resource: shown(resource),
    ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
  };
  const length = Buffer.byteLength(JSON.stringify(statement)) + 1;
  return open ? atLeast(length) : exactly(length);
}
