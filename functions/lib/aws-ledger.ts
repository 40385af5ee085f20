import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { OWN_CALLS } from "./aws-settings";

/** How a claim ended: ours to do (with what an earlier try saved), being done by another delivery, or done. */
export type Claim =
  { readonly state: "ours"; readonly saved: string | undefined } | { readonly state: "busy" | "done" };

const DAY_SECONDS = 86_400;

/**
 * What functions must remember between invocations, in one DynamoDB table: key `pk` (string), time to live `expires` (seconds since
 * 1970). A claim says who does a piece of work: it is taken by one delivery, ends with `finish`, and lapses after its lease, so that
 * work begun by a function that died is taken up again.
 */
export class Ledger {
  private readonly dynamo = new DynamoDBClient(OWN_CALLS);

  public constructor(
    private readonly table: string,
    private readonly now: () => number = Date.now,
  ) {}

  private seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /** Claims a piece of work for `leaseSeconds`. */
  public async claim(key: string, leaseSeconds: number): Promise<Claim> {
    const now = this.seconds();
    const holder = randomUUID();
    try {
      const { Attributes } = await this.dynamo.send(
        new UpdateItemCommand({
          TableName: this.table,
          Key: { pk: { S: key } },
          UpdateExpression: "SET lease = :until, expires = :expires, holder = :holder",
          ConditionExpression: "attribute_not_exists(pk) OR (attribute_not_exists(done) AND lease <= :now)",
          ExpressionAttributeValues: {
            ":until": { N: String(now + leaseSeconds) },
            ":expires": { N: String(now + 7 * DAY_SECONDS) },
            ":now": { N: String(now) },
            ":holder": { S: holder },
          },
          ReturnValues: "ALL_OLD",
        }),
      );
      return { state: "ours", saved: Attributes?.["saved"]?.S };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
    const { Item } = await this.dynamo.send(
      new GetItemCommand({ TableName: this.table, Key: { pk: { S: key } }, ConsistentRead: true }),
    );
    if (Item?.["done"] !== undefined) return { state: "done" };
    // Ours after all, when the answer to the first try was lost on the way and the SDK tried again.
    return Item?.["holder"]?.S === holder ? { state: "ours", saved: Item["saved"]?.S } : { state: "busy" };
  }

  /** Ends a claim for good. */
  public async finish(key: string): Promise<void> {
    await this.set(key, "SET done = :value", { ":value": { BOOL: true } });
  }

  /** Gives a claim up, so that the next delivery can take it at once; `saved` is handed to it. */
  public async release(key: string, saved?: string): Promise<void> {
    const keep = saved === undefined ? "" : ", saved = :saved";
    await this.set(key, `SET lease = :value${keep}`, {
      ":value": { N: "0" },
      ...(saved === undefined ? {} : { ":saved": { S: saved } }),
    });
  }

  /** Saves how far a claimed piece of work has come, without giving it up. */
  public async save(key: string, saved: string): Promise<void> {
    await this.set(key, "SET saved = :saved", { ":saved": { S: saved } });
  }

  /** Adds one to a counter that is forgotten after `keepSeconds` and returns the new count. Exact under concurrency. */
  public async count(key: string, keepSeconds: number): Promise<number> {
    const { Attributes } = await this.dynamo.send(
      new UpdateItemCommand({
        TableName: this.table,
        Key: { pk: { S: key } },
        UpdateExpression: "SET expires = :expires ADD seen :one",
        ExpressionAttributeValues: {
          ":expires": { N: String(this.seconds() + keepSeconds) },
          ":one": { N: "1" },
        },
        ReturnValues: "UPDATED_NEW",
      }),
    );
    return Number(Attributes?.["seen"]?.N ?? "1");
  }

  /** Keeps a value for `keepSeconds`. */
  public async keep(key: string, value: string, keepSeconds: number): Promise<void> {
    await this.set(key, "SET saved = :value, expires = :expires", {
      ":value": { S: value },
      ":expires": { N: String(this.seconds() + keepSeconds) },
    });
  }

  /** A kept value; undefined when there is none or its time is over (DynamoDB deletes late). */
  public async kept(key: string): Promise<string | undefined> {
    const { Item } = await this.dynamo.send(
      new GetItemCommand({ TableName: this.table, Key: { pk: { S: key } }, ConsistentRead: true }),
    );
    return Number(Item?.["expires"]?.N ?? "0") > this.seconds() ? Item?.["saved"]?.S : undefined;
  }

  private async set(
    key: string,
    expression: string,
    values: Record<string, { S: string } | { N: string } | { BOOL: boolean }>,
  ): Promise<void> {
    await this.dynamo.send(
      new UpdateItemCommand({
        TableName: this.table,
        Key: { pk: { S: key } },
        UpdateExpression: expression,
        ExpressionAttributeValues: values,
      }),
    );
  }
}
