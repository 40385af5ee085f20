import { trailEvents } from "../tables/cloudtrail";
import { lastDays, type LogQuery, where } from "./query";

/** Who it was, in the words of CloudTrail. */
const who = "coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid)";

const events = (name: string, question: string, days: number, conditions: readonly string[]): LogQuery => ({
  name,
  question,
  table: trailEvents,
  sql: `SELECT eventtime, account, awsregion, eventname, ${who} AS who, sourceipaddress, errorcode, requestparameters
FROM cloudtrail_events
${where(lastDays(trailEvents, days), ...conditions)}
ORDER BY eventtime DESC
LIMIT 200`,
});

const named = (events: readonly string[]): string =>
  `eventname IN (${events.map((event) => `'${event}'`).join(", ")})`;

/** Questions to the organisation's trail. */
export const trailQueries: readonly LogQuery[] = [
  events("who-changed-the-security-group", "Who changed a security group, and how?", 28, [
    "eventsource = 'ec2.amazonaws.com'",
    named([
      "AuthorizeSecurityGroupIngress",
      "AuthorizeSecurityGroupEgress",
      "RevokeSecurityGroupIngress",
      "RevokeSecurityGroupEgress",
      "ModifySecurityGroupRules",
      "CreateSecurityGroup",
      "DeleteSecurityGroup",
    ]),
  ]),
  events("who-changed-the-network", "Who changed routes, network ACLs, gateways, peerings or VPCs?", 28, [
    "eventsource = 'ec2.amazonaws.com'",
    "regexp_like(eventname, '^(Create|Delete|Replace|Modify|Attach|Detach|Accept|Associate|Disassociate|Enable|Disable)')",
    "regexp_like(eventname, 'Route|NetworkAcl|Gateway|Peering|Vpc|Subnet|Vpn')",
  ]),
  events("root-use", "Did anybody act as root? What AWS does in root's name is left out.", 28, [
    "useridentity.type = 'Root'",
    "useridentity.invokedby IS NULL",
    "eventtype <> 'AwsServiceEvent'",
  ]),
  events("console-login-without-mfa", "Who came in by the console without MFA?", 28, [
    "eventname = 'ConsoleLogin'",
    "useridentity.type <> 'AssumedRole'",
    "json_extract_scalar(additionaleventdata, '$.MFAUsed') <> 'Yes'",
    "json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Success'",
  ]),
  events("failed-console-logins", "Who failed to come in by the console?", 7, [
    "eventname = 'ConsoleLogin'",
    "json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Failure'",
  ]),
  events(
    "logging-impaired",
    "Who touched what logs or watches: trail, Config, flow logs, log groups, keys?",
    28,
    [
      named([
        "StopLogging",
        "DeleteTrail",
        "UpdateTrail",
        "PutEventSelectors",
        "StopConfigurationRecorder",
        "DeleteConfigurationRecorder",
        "DeleteDeliveryChannel",
        "DeleteFlowLogs",
        "DeleteResolverQueryLogConfig",
        "DeleteLogGroup",
        "DeleteLogStream",
        "PutRetentionPolicy",
        "DeleteSubscriptionFilter",
        "DeleteAlarms",
        "DisableAlarmActions",
        "DeleteDetector",
        "DisableKey",
        "ScheduleKeyDeletion",
      ]),
    ],
  ),
  events("refused-calls", "Who was refused, trying what?", 2, [
    "regexp_like(errorcode, 'AccessDenied|Unauthorized|Forbidden')",
  ]),
  events("break-glass-use", "Who took the break-glass role?", 28, [
    "eventname = 'AssumeRole'",
    "requestparameters LIKE '%role/LandingZoneBreakGlass%'",
  ]),
  {
    name: "unexpected-regions",
    question: "In which Regions does anybody do anything but read?",
    table: trailEvents,
    sql: `SELECT account, awsregion, count(*) AS calls, count(DISTINCT ${who}) AS callers
FROM cloudtrail_events
${where(lastDays(trailEvents, 7), "readonly = 'false'")}
GROUP BY account, awsregion
ORDER BY calls`,
  },
];
