import { CloudTrailClient, GetTrailStatusCommand, StartLoggingCommand } from "@aws-sdk/client-cloudtrail";
import { isGone } from "../../lib/aws-errors";
import { list } from "../../lib/aws-settings";
import { textAt } from "../../lib/events";
import { accountOf, recordOf } from "../../lib/events-record";
import { causeOf, isCheck, runAll, type RunResult, type Runtime, startRuntime } from "../logging-runtime";
import { type Work } from "../once";

interface Trail {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** A trail by its ARN, which also says where its home is; undefined for no such ARN. */
function fromArn(arn: string): Trail | undefined {
  const [, region, account] = arn.match(/^arn:[a-z-]+:cloudtrail:([a-z0-9-]+):(\d{12}):trail\//) ?? [];
  return region === undefined || account === undefined ? undefined : { name: arn, account, region };
}

/** The trail a StopLogging call named: by ARN, or by its name in the Region of the call. */
function stopped(event: unknown): readonly Trail[] {
  const record = recordOf(event);
  const name = textAt(record, "requestParameters", "name");
  if (record === undefined || name === undefined || textAt(record, "eventName") !== "StopLogging") return [];
  const region = textAt(record, "awsRegion");
  const trail =
    fromArn(name) ?? (region === undefined ? undefined : { name, account: accountOf(record), region });
  return trail === undefined ? [] : [trail];
}

function workOf(runtime: Runtime, { name, account, region }: Trail): Work {
  const client = async () => new CloudTrailClient(await runtime.accounts.configFor(account, region));
  return {
    key: `trail#${account}#${region}#${name.split("/").pop()}`,
    what: `Trail ${name}`,
    account,
    region,
    look: async () => {
      try {
        const { IsLogging } = await (await client()).send(new GetTrailStatusCommand({ Name: name }));
        return IsLogging === true ? "on" : "off";
      } catch (error) {
        if (isGone(error)) return "gone";
        throw error;
      }
    },
    turnOn: async () => {
      await (await client()).send(new StartLoggingCommand({ Name: name }));
    },
  };
}

let runtime: Runtime | undefined;

/** The Lambda's entry: starts a stopped trail, by the StopLogging event or by the clock for the trails in TRAIL_ARNS. */
export async function handler(event: unknown): Promise<RunResult> {
  const cause = causeOf(event);
  if (cause === undefined) return {};
  const known = list(process.env, "TRAIL_ARNS", []).flatMap((arn) => fromArn(arn) ?? []);
  // A trail that somebody keeps in an account of their own is theirs to start, and no role is there to do it. Triage tells of it all the same.
  const trails = isCheck(event)
    ? known
    : stopped(event).filter(({ account }) => known.some((ours) => ours.account === account));
  const started = (runtime ??= startRuntime(process.env, "repair-trail"));
  return runAll(
    started,
    trails.map((trail) => workOf(started, trail)),
    cause,
  );
}
