import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  StartConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import { isGone } from "../../lib/aws-errors";
import { textAt } from "../../lib/events";
import { accountOf, recordOf } from "../../lib/events-record";
import { causeOf, isCheck, runAll, type RunResult, type Runtime, startRuntime } from "../logging-runtime";
import { type Work } from "../once";

interface Place {
  readonly account: string;
  readonly region: string;
}

/** An account has one customer-managed recorder a Region, so the place names it. */
function workOf(runtime: Runtime, { account, region }: Place): Work {
  const client = async () => new ConfigServiceClient(await runtime.accounts.configFor(account, region));
  let name: string | undefined;
  return {
    key: `recorder#${account}#${region}`,
    what: "Configuration recorder",
    account,
    region,
    look: async () => {
      try {
        const { ConfigurationRecordersStatus } = await (
          await client()
        ).send(new DescribeConfigurationRecorderStatusCommand({}));
        const recorder = ConfigurationRecordersStatus?.[0];
        name = recorder?.name;
        if (recorder === undefined) return "gone";
        return recorder.recording === true ? "on" : "off";
      } catch (error) {
        if (isGone(error)) return "gone";
        throw error;
      }
    },
    turnOn: async () => {
      await (await client()).send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: name }));
    },
  };
}

/** Where to look: where the call was made or, by the clock, everywhere. */
async function placesOf(runtime: Runtime, event: unknown): Promise<readonly Place[]> {
  if (isCheck(event))
    return [...(await runtime.directory.accounts()).values()].flatMap(({ id, regions }) =>
      regions.map((region) => ({ account: id, region })),
    );
  const record = recordOf(event);
  const region = textAt(record, "awsRegion");
  if (
    record === undefined ||
    region === undefined ||
    textAt(record, "eventName") !== "StopConfigurationRecorder"
  )
    return [];
  return [{ account: accountOf(record), region }];
}

let runtime: Runtime | undefined;

/** The Lambda's entry: restarts a stopped recorder, by the StopConfigurationRecorder event or by the clock in every account. */
export async function handler(event: unknown): Promise<RunResult> {
  const cause = causeOf(event);
  if (cause === undefined) return {};
  const started = (runtime ??= startRuntime(process.env, "repair-recorder"));
  const places = await placesOf(started, event);
  return runAll(
    started,
    places.map((place) => workOf(started, place)),
    cause,
  );
}
