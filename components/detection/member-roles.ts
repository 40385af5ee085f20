import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import { policyDocument } from "../policy-document";
import { type MemberAccount, memberRoles } from "./member-roles-plan";
import { type Responder } from "./names";

export interface MemberRolesArgs extends MemberAccount {
  /** The functions that work in this account. */
  readonly responders: readonly Responder[];
}

/** What the functions of the security account need in an account: a role each. */
export class MemberRoles extends pulumi.ComponentResource {
  constructor(name: string, args: MemberRolesArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:detection:MemberRoles", name, {}, opts);
    for (const plan of memberRoles(args, args.responders)) {
      const resource = `${name}-${plan.responder}`;
      const role = new iam.Role(
        resource,
        {
          name: plan.name,
          description: plan.description,
          assumeRolePolicy: plan.trust,
          tags: { Name: plan.name },
        },
        { parent: this },
      );
      new iam.RolePolicy(
        resource,
        { role: role.id, policy: policyDocument(plan.statements) },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
