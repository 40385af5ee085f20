import { GetParametersByPathCommand, SSMClient } from "@aws-sdk/client-ssm";
import { OWN_CALLS } from "./aws-settings";
import { textAt, textsAt } from "./events";

/** What the landing zone knows of an account. Written by the organization stack, one parameter an account. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** production, development, shared, …: as in the settings. */
  readonly environment: string;
  readonly workload: string;
  /** The owner's mailbox. */
  readonly owner: string | undefined;
  readonly ownerTopicArn: string | undefined;
  /** Regions in use. */
  readonly regions: readonly string[];
}

/** How long a read directory is believed. */
const KEEP_MS = 5 * 60_000;

/** Reads one entry; undefined for what is no account, so that one bad parameter hides no other account. */
export function accountFrom(id: string, json: string): Account | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!/^\d{12}$/.test(id)) return undefined;
  return {
    id,
    name: textAt(value, "name") ?? id,
    environment: textAt(value, "environment") ?? "unknown",
    workload: textAt(value, "workload") ?? "unknown",
    owner: textAt(value, "owner"),
    ownerTopicArn: textAt(value, "ownerTopicArn"),
    regions: textsAt(value, "regions"),
  };
}

/**
 * The accounts, from the parameters below a path: `<path>/<account id>` holds
 * `{"name","environment","workload","owner","ownerTopicArn","regions":[…]}`. One parameter an account, so neither an environment
 * variable's 4 KB nor a parameter's limits how many there are.
 */
export class Directory {
  private read: { readonly at: number; readonly accounts: Promise<ReadonlyMap<string, Account>> } | undefined;
  private readonly ssm = new SSMClient(OWN_CALLS);

  public constructor(private readonly path: string) {}

  /** All accounts by id. A failed read is not kept. */
  public async accounts(): Promise<ReadonlyMap<string, Account>> {
    if (this.read === undefined || Date.now() - this.read.at > KEEP_MS)
      this.read = { at: Date.now(), accounts: this.load() };
    try {
      return await this.read.accounts;
    } catch (error) {
      this.read = undefined;
      throw error;
    }
  }

  private async load(): Promise<ReadonlyMap<string, Account>> {
    const accounts = new Map<string, Account>();
    let token: string | undefined;
    do {
      const page = await this.ssm.send(new GetParametersByPathCommand({ Path: this.path, NextToken: token }));
      for (const { Name, Value } of page.Parameters ?? []) {
        const account = accountFrom(Name?.split("/").pop() ?? "", Value ?? "");
        if (account !== undefined) accounts.set(account.id, account);
      }
      token = page.NextToken;
    } while (token);
    return accounts;
  }
}
