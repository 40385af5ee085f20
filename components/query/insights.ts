import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";

/** A query of Logs Insights and the folder it lies in, as the console shows it: `landing-zone/hosts/failed-logins`. */
export interface InsightsQuery {
  readonly name: string;
  readonly query: string;
}

const folder = "landing-zone";

/** Questions to the hosts' auth.log. */
export const hostInsights: readonly InsightsQuery[] = [
  {
    name: `${folder}/hosts/failed-logins`,
    query: [
      "fields @timestamp, @logStream, @message",
      "filter @message like /Failed (password|publickey)/",
      'parse @message "from * port" as source',
      "stats count(*) as tries, max(@timestamp) as last by source, @logStream",
      "sort tries desc",
      "limit 100",
    ].join("\n| "),
  },
  {
    name: `${folder}/hosts/done-as-root`,
    query: [
      "fields @timestamp, @logStream",
      "filter @message like /sudo/ and @message like /COMMAND=/",
      'parse @message "sudo: * : * COMMAND=*" as who, where, command',
      "display @timestamp, @logStream, who, command",
      "sort @timestamp desc",
      "limit 200",
    ].join("\n| "),
  },
];

const trailFields =
  "fields @timestamp, recipientAccountId, awsRegion, eventName, userIdentity.arn, sourceIPAddress, errorCode";
const newest = ["sort @timestamp desc", "limit 200"];

/** Questions to the trail's log group, where events show minutes after they happen. */
export const trailInsights: readonly InsightsQuery[] = [
  {
    name: `${folder}/trail/who-changed-the-security-group`,
    query: [
      trailFields,
      "filter eventSource = 'ec2.amazonaws.com' and eventName like /SecurityGroup/ and eventName not like /^(Describe|Get)/",
      ...newest,
    ].join("\n| "),
  },
  {
    name: `${folder}/trail/root-use`,
    query: [
      trailFields,
      "filter userIdentity.type = 'Root' and not ispresent(userIdentity.invokedBy) and eventType != 'AwsServiceEvent'",
      ...newest,
    ].join("\n| "),
  },
  {
    name: `${folder}/trail/console-login-without-mfa`,
    query: [
      trailFields,
      "filter eventName = 'ConsoleLogin' and additionalEventData.MFAUsed != 'Yes' and userIdentity.type != 'AssumedRole'",
      ...newest,
    ].join("\n| "),
  },
  {
    name: `${folder}/trail/refused-calls`,
    query: [
      "filter errorCode like /AccessDenied|Unauthorized/",
      "stats count(*) as calls, max(@timestamp) as last by userIdentity.arn, eventName, recipientAccountId",
      "sort calls desc",
      "limit 100",
    ].join("\n| "),
  },
];

export interface InsightsQueriesArgs {
  readonly queries: readonly InsightsQuery[];
  /** Log groups that the console picks when the query is opened. */
  readonly logGroupNames: ReadonlyArray<pulumi.Input<string>>;
}

/** Saved queries of Logs Insights in one account. */
export class InsightsQueries extends pulumi.ComponentResource {
  constructor(name: string, args: InsightsQueriesArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:query:InsightsQueries", name, {}, opts);
    for (const { name: title, query } of args.queries) {
      new cloudwatch.QueryDefinition(
        `${name}-${title.split("/").at(-1)!}`,
        { name: title, queryString: query, logGroupNames: [...args.logGroupNames] },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
