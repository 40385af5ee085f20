import * as pulumi from "@pulumi/pulumi";
import * as ssm from "@pulumi/aws/ssm";
import { type DirectoryEntry, directoryValue } from "./account-directory-plan";
import { DIRECTORY_PATH } from "./names";

/** An account of the directory and its id, which may only be known while deploying. */
export interface DirectoryAccount extends DirectoryEntry {
  readonly id: pulumi.Input<string>;
}

export interface AccountDirectoryArgs {
  readonly accounts: readonly DirectoryAccount[];
  /** Topics of owners, by mailbox. */
  readonly ownerTopics: ReadonlyMap<string, pulumi.Input<string>>;
}

/** The accounts of the organisation, one parameter each, by which the functions know whose an account is and where to look. */
export class AccountDirectory extends pulumi.ComponentResource {
  constructor(name: string, args: AccountDirectoryArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:detection:AccountDirectory", name, {}, opts);
    for (const { id, ...entry } of args.accounts) {
      new ssm.Parameter(
        `${name}-${entry.name}`,
        {
          name: pulumi.interpolate`${DIRECTORY_PATH}/${id}`,
          type: "String",
          description: `Account ${entry.name}`,
          // No secret: a preview should show what changes.
          insecureValue: pulumi
            .output(args.ownerTopics.get(entry.owner))
            .apply((topic) => directoryValue(entry, topic)),
          tags: { Name: entry.name },
        },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
