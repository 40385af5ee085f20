import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import { policyDocument } from "../policy-document";
import { type MemberAccount, type MemberRole, memberRoles } from "./member-roles-plan";
import { RESPONDER_ROLES, type Responder } from "./names";

export interface MemberRolesArgs {
  /** The accounts' ids and the organisation's may only be known while deploying. */
  readonly accountId: pulumi.Input<string>;
  readonly organizationId: pulumi.Input<string>;
  readonly securityAccountId: pulumi.Input<string>;
  readonly partition: string;
  /** The functions that work in this account. */
  readonly responders: readonly Responder[];
}

/** What the functions of the security account need in an account: a role each. */
export class MemberRoles extends pulumi.ComponentResource {
  constructor(name: string, args: MemberRolesArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:detection:MemberRoles", name, {}, opts);
    const account: pulumi.Output<MemberAccount> = pulumi.output({
      accountId: args.accountId,
      organizationId: args.organizationId,
      securityAccountId: args.securityAccountId,
      partition: args.partition,
    });
    for (const responder of args.responders) {
      const plan = account.apply((known) => memberRoles(known, [responder])[0] as MemberRole);
      const resource = `${name}-${responder}`;
      const { member } = RESPONDER_ROLES[responder];
      const role = new iam.Role(
        resource,
        {
          name: member,
          description: plan.description,
          assumeRolePolicy: plan.trust,
          tags: { Name: member },
        },
        { parent: this },
      );
      new iam.RolePolicy(
        resource,
        { role: role.id, policy: plan.apply(({ statements }) => policyDocument(statements)) },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
