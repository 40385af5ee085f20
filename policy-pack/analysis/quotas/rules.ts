import { type Model } from "../model";
import { isUnknownEntry, networkAclEntries } from "../network-acls";
import { type Resource, isComputed } from "../resource";
import {
  EGRESS_RULE,
  INGRESS_RULE,
  SECURITY_GROUP,
  SECURITY_RULE_TYPES,
  type SecurityRule,
  isUnknownRules,
  securityRules,
} from "../security-rules";
import { Tally, propertyOf } from "../tally";
import { UNKNOWN, asList, at } from "../values";
import { type Amount, NONE } from "./amount";
import { type Amounts } from "./count";
import { entriesOfList, entriesOfNamed } from "./prefix-lists";
import { targetsOf } from "./targets";

/** Rules, entries, routes and groups: lists in a resource together with the resources that add to them. */

/** A tally for each subject, by the subject. */
export function talliesOf(subjects: readonly Resource[]): ReadonlyMap<Resource, Tally> {
  return new Map(subjects.map((subject) => [subject, new Tally(subject)]));
}

export function longestOf(tallies: ReadonlyMap<Resource, Tally>): Amounts {
  return new Map([...tallies].map(([subject, tally]) => [subject, tally.longest()]));
}

/** One or more that may belong to any of the subjects. */
export function astray(tallies: ReadonlyMap<Resource, Tally>, count: number): void {
  for (const tally of tallies.values()) tally.addAstray(count);
}

/** Inline elements and separate resources together; the larger of two directions where there are two. */
export function rulesOf(model: Model, groups: readonly Resource[]): Amounts {
  const tallies = talliesOf(groups);
  let lost = 0;
  for (const resource of model.ofType(...SECURITY_RULE_TYPES)) {
    const own = tallies.get(resource);
    const { targets, unresolved } = own
      ? { targets: [resource], unresolved: false }
      : targetsOf(model, resource, "securityGroupId", [SECURITY_GROUP]);
    if (unresolved) lost++;
    for (const target of targets) {
      const tally = tallies.get(target);
      for (const rule of securityRules(resource)) {
        if (isUnknownRules(rule)) {
          if (own) own.addUnknownOwn(propertyOf(rule.unknown));
          else tally?.addUnknownApart();
        } else if (rule.direction === UNKNOWN) tally?.addUnknownApart();
        else {
          const sources = sourcesOf(model, resource, rule);
          if (own) own.addOwn(rule.direction, sources);
          else tally?.addApart(rule.direction, sources);
        }
      }
    }
  }
  astray(tallies, lost);
  return longestOf(tallies);
}

/** A rule counts once for each of its sources, of which the new forms have one, and a prefix list for all that it may hold. */
function sourcesOf(model: Model, resource: Resource, rule: SecurityRule): number {
  if (resource.type === INGRESS_RULE || resource.type === EGRESS_RULE)
    return entriesOfList(model, resource, "prefixListId");
  const named = [...rule.blocks, ...rule.groups].filter((source) => source !== "");
  const listed = rule.prefixLists.reduce((sum: number, id) => sum + entriesOfNamed(model, id), 0);
  return Math.max(1, named.length + listed);
}

export function entriesOf(model: Model, acls: readonly Resource[]): Amounts {
  const tallies = talliesOf(acls);
  const types = [...new Set(acls.map(({ type }) => type))];
  const direction = (egress: boolean): string => (egress ? "egress" : "ingress");
  let lost = 0;
  for (const [acl, tally] of tallies) {
    for (const entry of networkAclEntries(acl)) {
      if (isUnknownEntry(entry)) tally.addUnknownOwn(propertyOf(entry.unknown));
      else if (entry.egress !== UNKNOWN) tally.addOwn(direction(entry.egress), 1);
    }
  }
  for (const rule of model.ofType("aws:ec2/networkAclRule:NetworkAclRule")) {
    const { targets, unresolved } = targetsOf(model, rule, "networkAclId", types);
    if (unresolved) lost++;
    for (const acl of targets) {
      for (const entry of networkAclEntries(rule)) {
        if (isUnknownEntry(entry) || entry.egress === UNKNOWN) tallies.get(acl)?.addUnknownApart();
        else tallies.get(acl)?.addApart(direction(entry.egress), 1);
      }
    }
  }
  astray(tallies, lost);
  return longestOf(tallies);
}

/**
 * A list that a resource has, and more elements for each resource of another type that refers to it.
 *
 * @param weight how many it stands for; one when left out
 */
export function listWith(
  property: string,
  type: string,
  reference: string,
  weight: (model: Model, resource: Resource) => number = () => 1,
) {
  return (model: Model, subjects: readonly Resource[]): Amounts => {
    const tallies = talliesOf(subjects);
    const types = [...new Set(subjects.map((one) => one.type))];
    let lost = 0;
    for (const [subject, tally] of tallies) {
      const inline = asList(at(subject.props, property));
      if (inline === UNKNOWN) tally.addUnknownOwn(property);
      else tally.addOwn(property, inline.length);
    }
    for (const one of subjects.length > 0 ? model.ofType(type) : []) {
      const { targets, unresolved } = targetsOf(model, one, reference, types);
      const count = weight(model, one);
      if (unresolved) lost += count;
      for (const subject of targets) tallies.get(subject)?.addApart(property, count);
    }
    astray(tallies, lost);
    return longestOf(tallies);
  };
}

/** The longest of some lists of each subject, each in one of its properties. */
export function listsOf(...properties: readonly string[]) {
  return (_model: Model, subjects: readonly Resource[]): Amounts =>
    new Map(
      subjects.map((subject) => {
        let amount: Amount = NONE;
        for (const property of properties) {
          const list = asList(at(subject.props, property));
          if (list !== UNKNOWN) {
            amount = { least: Math.max(amount.least, list.length), most: Math.max(amount.most, list.length) };
          } else if (!isComputed(subject, property)) amount = { ...amount, most: Infinity };
        }
        return [subject, amount];
      }),
    );
}
