import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { createHash } from "node:crypto";
import { abreast, PLACES_ABREAST } from "../lib/abreast";
import { Accounts } from "../lib/aws-accounts";
import { Directory } from "../lib/aws-directory";
import { messageOf } from "../lib/aws-errors";
import { Ledger } from "../lib/aws-ledger";
import { OWN_CALLS, required } from "../lib/aws-settings";
import { collect } from "./collect";
import { evaluate, unseen } from "./evaluate";
import { expectationsFrom, expectedAt } from "./expectations";
import { CHECKS, type Problem } from "./facts";
import { fingerprint, metricLine, reportFor } from "./report";

/** What a run found. */
export interface HeartbeatResult {
  readonly places: number;
  readonly problems: readonly Problem[];
  /** Whether a message went out: only news does, and once a day what has not changed. */
  readonly told: boolean;
}

const DAY_SECONDS = 86_400;

/** How often the same problems are told again. */
const TELL_AGAIN_SECONDS = DAY_SECONDS;

function start(env: NodeJS.ProcessEnv) {
  const accounts = new Accounts(required(env, "MEMBER_ROLE_NAME"), "heartbeat", env["PARTITION"] ?? "aws");
  const directory = new Directory(required(env, "DIRECTORY_PATH"));
  const expected = expectationsFrom(required(env, "EXPECTATIONS"));
  const ledger = new Ledger(required(env, "STATE_TABLE"));
  const sns = new SNSClient(OWN_CALLS);
  const TopicArn = required(env, "TOPIC_CRITICAL");
  return { accounts, directory, expected, ledger, sns, TopicArn };
}

let started: ReturnType<typeof start> | undefined;

/** Says whether a run is news, by what the last one told; a memory that cannot be read makes everything news. */
async function isNews(ledger: Ledger, found: string): Promise<boolean> {
  const told = await ledger.kept("heartbeat").catch(() => undefined);
  const nothing = createHash("sha256").update("").digest("hex");
  return found !== (told ?? nothing);
}

/** The Lambda's entry, by the clock. It depends on no trail and no event of the accounts; it asks each of them. */
export async function handler(): Promise<HeartbeatResult> {
  const { accounts, directory, expected, ledger, sns, TopicArn } = (started ??= start(process.env));
  const known = [...(await directory.accounts()).values()];
  const places = known.flatMap(({ id, regions }) => regions.map((region) => ({ account: id, region })));
  const seen = await abreast(
    places,
    PLACES_ABREAST,
    async ({ account, region }): Promise<readonly Problem[]> => {
      try {
        const config = await accounts.configFor(account, region);
        const here = expectedAt(expected, account, region);
        return evaluate(await collect(account, config, here), here, Date.now());
      } catch (error) {
        return [
          {
            check: CHECKS[0] ?? "trail",
            account,
            region,
            resource: "account",
            problem: `could not look: ${messageOf(error)}`,
          },
        ];
      }
    },
  );
  const problems = [...seen.flat(), ...unseen(expected, places)];
  // No place at all is no good news: the directory is empty or was emptied.
  if (places.length === 0)
    problems.push({
      check: "trail",
      account: "-",
      region: "-",
      resource: "directory",
      problem: "lists no account",
    });
  const found = createHash("sha256").update(fingerprint(problems)).digest("hex");
  const told = await isNews(ledger, found);
  if (told) {
    const { subject, text } = reportFor(problems, places.length);
    await sns.send(new PublishCommand({ TopicArn, Subject: subject, Message: text }));
    await ledger.keep("heartbeat", found, problems.length === 0 ? 365 * DAY_SECONDS : TELL_AGAIN_SECONDS);
  }
  console.log(metricLine(problems.length, places.length, Date.now()));
  return { places: places.length, problems, told };
}
