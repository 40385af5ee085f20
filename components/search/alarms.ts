import * as pulumi from "@pulumi/pulumi";
import { AlarmTopic, type AlarmTopicArgs } from "../monitoring/alarm-topic";
import { declareAlarms } from "../monitoring/metric-alarms";
import { searchAlarms, type SearchNames } from "./alarms-plan";

export interface SearchAlarmsArgs extends AlarmTopicArgs {
  readonly names: Omit<SearchNames<pulumi.Input<string>>, "accountId">;
  readonly volumeGib: number;
}

/** Alarms on the search domain and on the way to it, mailed to whoever answers for the platform. */
export class SearchAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: SearchAlarmsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:search:SearchAlarms", name, {}, opts);
    const own = { parent: this };
    const topic = new AlarmTopic(name, args, own);
    const names = { ...args.names, accountId: args.accountId };
    declareAlarms(name, searchAlarms<pulumi.Input<string>>(names, args), topic.arn, own);
    this.registerOutputs();
  }
}
