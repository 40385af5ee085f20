import {
  CreateFlowLogsCommand,
  EC2Client,
  type FlowLog,
  paginateDescribeFlowLogs,
} from "@aws-sdk/client-ec2";
import { createHash } from "node:crypto";
import { abreast, PLACES_ABREAST } from "../../lib/abreast";
import { errorCode, messageOf } from "../../lib/aws-errors";
import { textAt } from "../../lib/events";
import { accountOf, isAttempt, recordOf } from "../../lib/events-record";
import { PLATFORM } from "../../lib/platform";
import { causeOf, isCheck, runAll, type RunResult, type Runtime, startRuntime } from "../logging-runtime";
import { type Work } from "../once";
import { deletedIds, isSame, recreation, type Remembered, rememberedFrom } from "./settings";

interface Place {
  readonly account: string;
  readonly region: string;
}

/** EC2's word for the same flow log of the same thing to the same destination. */
const ALREADY_THERE = "FlowLogAlreadyExists";

/** Remembered this long without being seen again; the clock refreshes it hourly. */
const REMEMBER_SECONDS = 30 * 86_400;

const memoryOf = ({ account, region }: Place): string => `flow-logs#${account}#${region}`;

async function clientFor(runtime: Runtime, { account, region }: Place): Promise<EC2Client> {
  return new EC2Client(await runtime.accounts.configFor(account, region));
}

async function present(runtime: Runtime, place: Place): Promise<readonly FlowLog[]> {
  const found: FlowLog[] = [];
  for await (const page of paginateDescribeFlowLogs({ client: await clientFor(runtime, place) }, {}))
    found.push(...(page.FlowLogs ?? []));
  return found;
}

async function remember(runtime: Runtime, place: Place, known: Remembered): Promise<void> {
  await runtime.ledger.keep(memoryOf(place), JSON.stringify(known), REMEMBER_SECONDS);
}

function workOf(runtime: Runtime, place: Place, id: string, log: FlowLog | undefined): Work {
  return {
    key: `flow-log#${place.account}#${place.region}#${id}`,
    what: `Flow log ${id} of ${log?.ResourceId ?? "a resource that was never recorded"}`,
    ...place,
    look: async () => {
      if (log === undefined) return "gone";
      return (await present(runtime, place)).some((other) => isSame(other, log)) ? "on" : "off";
    },
    turnOn: async (cause) => {
      // EC2 gives a token's first answer again and makes nothing: another try to make the same, for another event, needs another token.
      const token = createHash("sha256").update(cause).digest("hex").slice(0, 64);
      const request = log === undefined ? undefined : recreation(log, token);
      if (request === undefined) throw new Error(`too little is known of ${id} to make it again`);
      try {
        const { Unsuccessful } = await (
          await clientFor(runtime, place)
        ).send(new CreateFlowLogsCommand(request));
        const refused = Unsuccessful?.[0]?.Error;
        if (refused !== undefined && refused.Code !== ALREADY_THERE)
          throw new Error(`${refused.Code}: ${refused.Message}`);
      } catch (error) {
        // Made by somebody else meanwhile, or by a try whose answer was lost.
        if (errorCode(error) !== ALREADY_THERE) throw error;
      }
    },
  };
}

/** Sees what is there, and what of the remembered is not. Remembers both, so that what is missing is missed until it is seen to. */
async function check(runtime: Runtime, place: Place): Promise<readonly Work[]> {
  const known = rememberedFrom(await runtime.ledger.kept(memoryOf(place)));
  const here = await present(runtime, place);
  const missing = Object.entries(known).filter(([, log]) => !here.some((other) => isSame(other, log)));
  const seen = here.flatMap((log) => (log.FlowLogId === undefined ? [] : [[log.FlowLogId, log] as const]));
  await remember(runtime, place, Object.fromEntries([...missing, ...seen]));
  return missing.map(([id, log]) => workOf(runtime, place, id, log));
}

/** Where networks are: the platform's own accounts have none, and no role for this function. */
async function placesOf({ directory }: Runtime): Promise<readonly Place[]> {
  return [...(await directory.accounts()).values()].flatMap(({ id, environment, regions }) =>
    environment === PLATFORM ? [] : regions.map((region) => ({ account: id, region })),
  );
}

let runtime: Runtime | undefined;

/**
 * The Lambda's entry. By the clock, and whenever flow logs are made, it records the settings of those that are there; a deleted one is
 * made again from its record. What a deployment role deletes is forgotten: it was meant.
 */
export async function handler(event: unknown): Promise<RunResult> {
  const cause = causeOf(event);
  if (cause === undefined) return {};
  const started = (runtime ??= startRuntime(process.env, "repair-flow-logs"));
  if (isCheck(event)) {
    const blind: string[] = [];
    const found = await abreast(await placesOf(started), PLACES_ABREAST, async (place) => {
      try {
        return await check(started, place);
      } catch (error) {
        blind.push(`${place.account} ${place.region}: ${messageOf(error)}`);
        return [];
      }
    });
    return runAll(started, found.flat(), cause, blind);
  }
  const record = recordOf(event);
  const region = textAt(record, "awsRegion");
  if (record === undefined || region === undefined || isAttempt(record)) return {};
  const place = { account: accountOf(record), region };
  if ((await started.directory.accounts()).get(place.account)?.environment === PLATFORM) return {};
  if (textAt(record, "eventName") === "CreateFlowLogs") {
    await check(started, place);
    return {};
  }
  if (textAt(record, "eventName") !== "DeleteFlowLogs") return {};
  const ids = deletedIds(record["requestParameters"]);
  const known = rememberedFrom(await started.ledger.kept(memoryOf(place)));
  if (cause.role !== undefined && started.deploymentRoles.includes(cause.role))
    await remember(
      started,
      place,
      Object.fromEntries(Object.entries(known).filter(([id]) => !ids.includes(id))),
    );
  return runAll(
    started,
    ids.map((id) => workOf(started, place, id, known[id])),
    cause,
  );
}
