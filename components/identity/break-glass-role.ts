import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import { breakGlassPolicy, breakGlassTrust, sessionSeconds } from "./break-glass-policies";

export interface BreakGlassRoleArgs {
  /** Name of the role: the archives' policies name it. */
  readonly roleName: string;
  readonly partition: string;
  /** Account of the log archive. */
  readonly accountId: pulumi.Input<string>;
  /** ARNs of the users and roles that may take it. */
  readonly principals: readonly string[];
}

/** The one role that may change what protects the logs. Nobody works with it: who takes it is seen, and has a reason. */
export class BreakGlassRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: BreakGlassRoleArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:identity:BreakGlassRole", name, {}, opts);
    const own = { parent: this, protect: true, retainOnDelete: true };
    const role = new iam.Role(
      name,
      {
        name: args.roleName,
        description: "Changes what protects the logs when nothing else can. Not for work.",
        maxSessionDuration: sessionSeconds,
        assumeRolePolicy: breakGlassTrust(args.principals),
      },
      own,
    );
    new iam.RolePolicy(
      name,
      {
        role: role.name,
        policy: pulumi
          .output(args.accountId)
          .apply((accountId) => breakGlassPolicy({ partition: args.partition, accountId })),
      },
      own,
    );
    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
