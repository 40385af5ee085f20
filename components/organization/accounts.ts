import * as pulumi from "@pulumi/pulumi";
import * as organizations from "@pulumi/aws/organizations";
import { type PlannedAccount } from "./accounts-plan";
import { adopted } from "./adopted";

export interface AccountsArgs {
  readonly accounts: readonly PlannedAccount[];
  /** The deployment role: AWS makes it in each new account, trusting the management account. */
  readonly roleName: string;
  /** Id of a unit by its path. */
  readonly unitId: (path: string) => pulumi.Input<string>;
}

/**
 * What AWS cannot be asked for later and is meant at creation only, so that it would show as a change that replaces an imported account.
 * Source: Organizations API reference, `CreateAccount` against `DescribeAccount`, read 2026-11.
 */
const onlyAtCreation = ["iamUserAccessToBilling", "roleName"];

/** Member accounts. None is ever closed from here, and none is removed with the stack. */
export class Accounts extends pulumi.ComponentResource {
  /** Ids by name. */
  readonly ids: ReadonlyMap<string, pulumi.Output<string>>;

  constructor(name: string, args: AccountsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:organization:Accounts", name, {}, opts);
    this.ids = new Map(
      args.accounts.map((account) => {
        const resource = new organizations.Account(
          account.name,
          {
            name: account.name,
            email: account.email,
            parentId: args.unitId(account.unit),
            roleName: args.roleName,
            closeOnDeletion: false,
            tags: { ...account.tags },
          },
          {
            parent: this,
            protect: true,
            retainOnDelete: true,
            ...adopted(account.id, ["name", "parentId", "tags", "tagsAll"], onlyAtCreation),
          },
        );
        return [account.name, resource.id];
      }),
    );
    this.registerOutputs({ ids: Object.fromEntries(this.ids) });
  }

  /** Id of an account. @throws Error when no account has this name */
  idOf(name: string): pulumi.Output<string> {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`there is no account ${name}`);
    return id;
  }
}
