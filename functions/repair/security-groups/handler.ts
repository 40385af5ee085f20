import { S3Client } from "@aws-sdk/client-s3";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { Accounts } from "../../lib/aws-accounts";
import { Archive } from "../../lib/aws-archive";
import { Directory } from "../../lib/aws-directory";
import { mailboxes, sendMail } from "../../lib/aws-mail";
import { list, OWN_CALLS, required } from "../../lib/aws-settings";
import { ADMIN_PORTS } from "../../lib/events-rules";
import { Groups } from "./groups";
import { letterFor } from "./letter";
import { sweep, type SweepResult, type SweepSettings, type SweepWorld } from "./sweep";
import { triggerOf } from "./trigger";

interface Started {
  readonly world: SweepWorld;
  readonly settings: SweepSettings;
}

function start(env: NodeJS.ProcessEnv): Started {
  const groups = new Groups(
    new Accounts(required(env, "MEMBER_ROLE_NAME"), "repair-security-groups", env["PARTITION"] ?? "aws"),
  );
  const archive = new Archive(
    new S3Client({ ...OWN_CALLS, forcePathStyle: true }),
    required(env, "ARCHIVE_BUCKET"),
  );
  const directory = new Directory(required(env, "DIRECTORY_PATH"));
  const ses = new SESv2Client(OWN_CALLS);
  const mail = {
    from: required(env, "MAIL_FROM"),
    security: required(env, "SECURITY_MAILBOX"),
    domains: list(env, "MAIL_DOMAINS", []).map((domain) => domain.toLowerCase()),
    ownerTag: env["OWNER_TAG"] ?? "owner",
  };
  return {
    settings: {
      ports: list(env, "PORTS", ADMIN_PORTS.map(String)).map(Number),
      dryRun: env["DRY_RUN"] === "true",
      environments: list(env, "ENVIRONMENTS", ["production"]),
      defaultRegion: required(env, "AWS_REGION"),
    },
    world: {
      accounts: () => directory.accounts(),
      groups: (account, region) => groups.open(account, region),
      read: (account, region, groupId) => groups.read(account, region, groupId),
      revoke: (account, region, groupId, ids) => groups.revoke(account, region, groupId, ids),
      put: (key, value) => archive.put(key, value),
      claim: (key, until) => archive.claim(key, Date.now(), until),
      list: (prefix) => archive.list(prefix),
      get: (key) => archive.get(key),
      tell: (before, account) =>
        sendMail(
          ses,
          mail.from,
          mailboxes(
            { tag: before.group.tags[mail.ownerTag], account: account.owner, security: mail.security },
            mail.domains,
          ),
          letterFor(before, account),
        ),
      now: Date.now,
    },
  };
}

let started: Started | undefined;

/**
 * The Lambda's entry. Rejects when something failed, after doing all it could, so that the service delivers the event again; what was
 * done is found in the archive then and not done twice.
 */
export async function handler(event: unknown): Promise<SweepResult> {
  const trigger = triggerOf(event);
  if (trigger === undefined) return { outcomes: [], skipped: [], failures: [] };
  started ??= start(process.env);
  const result = await sweep(started.world, trigger, started.settings);
  console.log(JSON.stringify({ trigger: trigger.id, kind: trigger.kind, ...result }));
  if (result.failures.length > 0) throw new Error(result.failures.join("\n"));
  return result;
}
