import * as pulumi from "@pulumi/pulumi";
import { Provider } from "@pulumi/aws/provider";

/** An account of the organisation and how it is entered. */
export interface AccountArgs {
  /** Twelve digits; an account that is being made has none before it is there. */
  readonly accountId: pulumi.Input<string>;
  readonly region: string;
  readonly partition: string;
  /** The deployment role, the same name in every account. */
  readonly roleName: string;
  /** Shared secret of the role's trust policy; kept as a secret in the state. */
  readonly externalId?: pulumi.Input<string>;
  /** Shown in CloudTrail as who did it. */
  readonly sessionName: string;
  /** Tags of everything in the account that this provider makes. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The provider of one account. It assumes the account's deployment role and refuses to work anywhere else
 * (`allowedAccountIds`), so that a wrong role or a wrong profile fails before it changes something.
 */
export function accountProvider(name: string, args: AccountArgs, opts?: pulumi.ResourceOptions): Provider {
  return new Provider(
    name,
    {
      region: args.region,
      allowedAccountIds: [args.accountId],
      assumeRoles: [
        {
          roleArn:
            typeof args.accountId === "string"
              ? `arn:${args.partition}:iam::${args.accountId}:role/${args.roleName}`
              : pulumi.interpolate`arn:${args.partition}:iam::${args.accountId}:role/${args.roleName}`,
          externalId: args.externalId,
          sessionName: args.sessionName,
        },
      ],
      defaultTags: { tags: { ...args.tags } },
    },
    opts,
  );
}
