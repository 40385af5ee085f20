import { S3Client } from "@aws-sdk/client-s3";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { SSMClient } from "@aws-sdk/client-ssm";
import { abreast, PLACES_ABREAST } from "../lib/abreast";
import { Accounts } from "../lib/aws-accounts";
import { Archive } from "../lib/aws-archive";
import { Directory } from "../lib/aws-directory";
import { messageOf } from "../lib/aws-errors";
import { Ledger } from "../lib/aws-ledger";
import { list, OWN_CALLS, required } from "../lib/aws-settings";
import { textAt } from "../lib/events";
import { isAttempt, recordOf, roleNameOf } from "../lib/events-record";
import { readLocks } from "./deployment";
import { type Cause, type OnceOutcome, type OnceWorld, repairOnce, type Work } from "./once";

/** What the three functions that keep logging on share. */
export interface Runtime {
  readonly world: OnceWorld;
  readonly accounts: Accounts;
  readonly directory: Directory;
  readonly ledger: Ledger;
  readonly deploymentRoles: readonly string[];
}

/** Builds the runtime from the environment. `session` is what CloudTrail says of our calls. */
export function startRuntime(env: NodeJS.ProcessEnv, session: string): Runtime {
  const ledger = new Ledger(required(env, "STATE_TABLE"));
  const archive = new Archive(
    new S3Client({ ...OWN_CALLS, forcePathStyle: true }),
    required(env, "ARCHIVE_BUCKET"),
  );
  const ssm = new SSMClient(OWN_CALLS);
  const sns = new SNSClient(OWN_CALLS);
  const topic = required(env, "TOPIC_HIGH");
  const locks = required(env, "DEPLOYMENT_PATH");
  return {
    ledger,
    directory: new Directory(required(env, "DIRECTORY_PATH")),
    accounts: new Accounts(required(env, "MEMBER_ROLE_NAME"), session, env["PARTITION"] ?? "aws"),
    deploymentRoles: list(env, "DEPLOYMENT_ROLES", []),
    world: {
      claim: (key, lease) => ledger.claim(key, lease),
      finish: (key) => ledger.finish(key),
      release: (key, saved) => ledger.release(key, saved),
      save: (key, saved) => ledger.save(key, saved),
      keep: (key, value, seconds) => ledger.keep(key, value, seconds),
      kept: (key) => ledger.kept(key),
      locks: () => readLocks(ssm, locks),
      put: (key, value) => archive.put(key, value),
      tell: async (subject, text) => {
        await sns.send(
          new PublishCommand({ TopicArn: topic, Subject: subject.slice(0, 100), Message: text }),
        );
      },
      now: Date.now,
    },
  };
}

/** The cause of an invocation; undefined for a failed call, which switched nothing off. */
export function causeOf(event: unknown): Cause | undefined {
  const record = recordOf(event);
  if (record !== undefined && isAttempt(record)) return undefined;
  const id = textAt(record, "eventID") ?? textAt(event, "byHand") ?? textAt(event, "id");
  if (id === undefined) return undefined;
  return {
    id: id.replace(/[^A-Za-z0-9-]/g, "_"),
    actor: record === undefined ? undefined : textAt(record, "userIdentity", "arn"),
    role: record === undefined ? undefined : roleNameOf(record),
  };
}

/** True for an invocation by the clock or by hand: everything is looked at. */
export function isCheck(event: unknown): boolean {
  return textAt(event, "detail-type") === "Scheduled Event" || textAt(event, "byHand") !== undefined;
}

export type RunResult = Readonly<Record<string, OnceOutcome>>;

/**
 * Repairs each piece of work, several side by side; one failure stops no other.
 *
 * @param blind what could not even be looked at, in words
 * @throws at the end, when something failed for want of an answer
 */
export async function runAll(
  runtime: Runtime,
  works: readonly Work[],
  cause: Cause,
  blind: readonly string[] = [],
): Promise<RunResult> {
  const outcomes: Record<string, OnceOutcome> = {};
  const failures: string[] = [...blind];
  await abreast(works, PLACES_ABREAST, async (work) => {
    try {
      outcomes[work.key] = await repairOnce(runtime.world, work, cause, runtime.deploymentRoles);
    } catch (error) {
      failures.push(`${work.key}: ${messageOf(error)}`);
    }
  });
  console.log(JSON.stringify({ cause: cause.id, outcomes, failures }));
  if (failures.length > 0) throw new Error(failures.join("\n"));
  return outcomes;
}
