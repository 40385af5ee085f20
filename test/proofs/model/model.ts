import type { DeployedStacks } from "../../engine/harness";
import { type Policy, readDocument } from "./documents";
import { awsManaged } from "./aws-managed";
import { identityPolicies, kinds, logGroupPolicies, policyResources } from "./kinds";
import { Organization } from "./organization";
import { type Resource, Resources, unreadPolicies } from "./resources";
import { type Deployed, readStacks } from "./stacks";

/** A role of a stack, with what it may do. */
export interface Role {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly policies: readonly Policy[];
  readonly boundary?: Policy;
}

/** Every place from which a policy is read: `TYPE.property`. */
const readPlaces: ReadonlySet<string> = new Set([
  ...Object.values(kinds).flatMap(({ type, policy }) => (policy ? [`${type}.${policy}`] : [])),
  ...policyResources.map(({ type, policy }) => `${type}.${policy}`),
  `${logGroupPolicies.type}.${logGroupPolicies.policy}`,
  `${identityPolicies.inline.type}.${identityPolicies.inline.policy}`,
  `${identityPolicies.managed.type}.${identityPolicies.managed.policy}`,
  `${kinds.endpoint!.type}.policy`,
  // The bucket's own view of the policy that its BucketPolicy puts on it.
  `${kinds.bucket!.type}.policy`,
]);

/** Who may do what in the deployed stacks: accounts, guardrails, roles, and resources with their policies. */
export class AccessModel {
  readonly organization: Organization;
  readonly resources: Resources;
  readonly roles: ReadonlyMap<string, Role>;
  /** Policies of VPC endpoints by the endpoint's logical name. */
  readonly endpoints: ReadonlyMap<string, Policy>;
  /** Region of the stacks. */
  readonly region: string;
  readonly partition = "aws";

  /**
   * @param stacks states of every stack
   * @param organizationId id of the organisation, for stacks that do not deploy it
   * @throws when something in the states cannot be read for certain
   */
  constructor(stacks: DeployedStacks, organizationId?: string) {
    const { resources, entrances } = readStacks(stacks);
    const unread = unreadPolicies(resources, readPlaces);
    if (unread.length > 0) throw new Error(`nothing here reads these policies:\n${unread.join("\n")}`);
    this.organization = new Organization(resources, entrances, organizationId);
    this.resources = new Resources(resources);
    this.roles = rolesOf(resources, this.resources);
    this.endpoints = new Map(
      this.resources.ofKind("endpoint").map(({ name, outputs }) => {
        const id = `endpoint ${name}`;
        return [name, { kind: "endpoint", id, document: readDocument(id, outputs.policy) }];
      }),
    );
    this.region = entrances[0]?.region ?? "";
    const twice = duplicates(this.policies().map(({ id }) => id));
    if (twice.length > 0) throw new Error(`policies that share a name: ${twice.join(", ")}`);
  }

  /** Every policy of the stacks, each once. */
  policies(): Policy[] {
    const all = [
      ...this.organization.policies,
      ...this.resources.all().flatMap(({ policies }) => policies),
      ...[...this.roles.values()].flatMap(({ policies, boundary }) => [
        ...policies,
        ...(boundary ? [boundary] : []),
      ]),
      ...this.endpoints.values(),
    ];
    return [...new Set(all)].filter(({ id }) => !id.startsWith(awsManaged.prefix));
  }
}

function duplicates(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}

function rolesOf(deployed: readonly Deployed[], resources: Resources): Map<string, Role> {
  const ofType = (type: string): Deployed[] => deployed.filter((entry) => entry.type === type);
  const { inline, managed, attachment } = identityPolicies;
  const byArn = new Map<string, Policy>(
    ofType(managed.type).map(({ name, outputs }) => {
      const id = `policy ${name}`;
      return [
        String(outputs.arn),
        { kind: "identity", id, document: readDocument(id, outputs[managed.policy]) },
      ];
    }),
  );
  const policyOf = (arn: unknown): Policy => byArn.get(String(arn)) ?? awsManaged.policy(String(arn));
  const own = ofType(inline.type).map(({ name, accountId, outputs }) => {
    const id = `role policy ${name}`;
    const policy: Policy = { kind: "identity", id, document: readDocument(id, outputs[inline.policy]) };
    return { role: String(outputs.role), accountId, policy };
  });
  const attached = ofType(attachment.type).map(({ accountId, outputs }) => ({
    role: String(outputs.role),
    accountId,
    policy: policyOf(outputs.policyArn),
  }));
  const roleOf = ({ name, arn, accountId, outputs }: Resource): Role => ({
    name,
    arn,
    accountId,
    policies: [
      ...new Set([
        ...[...own, ...attached]
          .filter((entry) => entry.accountId === accountId && entry.role === outputs.name)
          .map(({ policy }) => policy),
        ...((outputs.managedPolicyArns ?? []) as string[]).map(policyOf),
      ]),
    ],
    ...(outputs.permissionsBoundary ? { boundary: policyOf(outputs.permissionsBoundary) } : {}),
  });
  return new Map(resources.ofKind("role").map((resource) => [resource.name, roleOf(resource)]));
}
