import type { Call } from "../model/call";
import { type, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, objects, str, strings, type Props } from "../model/values";
import { name } from "./names";
import { TOPIC } from "./tokens";

/** Periods of an alarm on a metric, in seconds; beyond these, multiples of 60. Source: PutMetricAlarm, 2026-06. */
const SHORT_PERIODS = [10, 20, 30];

function checkAlarm(inputs: Props): void {
  const period = num(inputs, "period");
  if (period !== undefined && !SHORT_PERIODS.includes(period) && period % 60 !== 0) {
    refuse(
      "ValidationError",
      `Metric alarm period must be 10, 20, 30 or a multiple of 60, got ${period}`,
      "period",
    );
  }
  const [wanted, of] = [num(inputs, "datapointsToAlarm"), num(inputs, "evaluationPeriods")];
  if (wanted !== undefined && of !== undefined && wanted > of) {
    refuse(
      "ValidationError",
      "DatapointsToAlarm cannot be greater than EvaluationPeriods",
      "datapointsToAlarm",
    );
  }
  if (period !== undefined && of !== undefined && period * of > 7 * 86_400) {
    refuse(
      "ValidationError",
      "Metrics cannot be checked across more than a week (EvaluationPeriods * Period)",
      "evaluationPeriods",
    );
  }
  const queries = objects(inputs, "metricQueries");
  if (queries.length > 0 && inputs.metricName !== undefined) {
    refuse(
      "InvalidParameterCombination",
      "metricQueries cannot be combined with metricName",
      "metricQueries",
    );
  }
  for (const property of ACTIONS) {
    const list = inputs[property];
    if (Array.isArray(list) && list.length > 5)
      refuse("ValidationError", `${property} has more than 5 actions`, property);
  }
}

const ACTIONS = ["alarmActions", "okActions", "insufficientDataActions"] as const;

/** Actions may be functions and SSM items as well: only a topic's ARN is held to exist. */
function checkActions(call: Call): void {
  for (const property of ACTIONS) {
    for (const arn of strings(call.inputs, property)) {
      const missing =
        /^arn:[\w-]+:sns:/.test(arn) &&
        call.cloud.knows(arn.split(":")[4] ?? "") &&
        !call.everywhere(TOPIC).some(({ properties }) => properties.arn === arn);
      if (missing) refuse("ValidationError", `Invalid arn syntax or no such topic: ${arn}`, property);
    }
  }
}

const alarm = type("aws:cloudwatch/metricAlarm:MetricAlarm", "{name}", {
  arn: "cloudwatch:{region}:{account}:alarm:{name}",
  defaults: { actionsEnabled: true, treatMissingData: "missing" },
  replace: ["name"],
  naming: name(255, "ValidationError"),
  lengths: { alarmDescription: [1_024, "ValidationError"] },
  choices: {
    treatMissingData: [["breaching", "notBreaching", "ignore", "missing"], "ValidationError"],
    statistic: [["SampleCount", "Average", "Sum", "Minimum", "Maximum"], "ValidationError"],
  },
  check: checkAlarm,
  admit: checkActions,
});

const composite = type("aws:cloudwatch/compositeAlarm:CompositeAlarm", "{alarmName}", {
  arn: "cloudwatch:{region}:{account}:alarm:{alarmName}",
  defaults: { actionsEnabled: true },
  replace: ["alarmName", "actionsEnabled"],
  lengths: { alarmName: [255, "ValidationError"], alarmRule: [10_240, "ValidationError"] },
  admit: (call) => {
    checkActions(call);
    const names = call.text("alarmRule").matchAll(/ALARM\(\s*"?([^")]+)"?\s*\)/g);
    for (const [, text = ""] of names) {
      const alarmName = text.split(":alarm:").at(-1) ?? "";
      const known = [alarm.token, composite.token].some((token) => call.find(token, alarmName) !== undefined);
      if (!known)
        refuse(
          "ValidationError",
          `Alarm rule refers to an alarm that does not exist: ${alarmName}`,
          "alarmRule",
        );
    }
  },
});

/** Refuses text that is not a JSON object. */
function checkJson(property: string, code: string): (inputs: Props) => void {
  return (inputs) => {
    const text = str(inputs, property);
    if (text === undefined) return;
    try {
      JSON.parse(text);
    } catch {
      refuse(code, `The field ${property} must be a valid JSON object`, property);
    }
  };
}

export const monitoringTypes: readonly Model[] = [
  alarm,
  composite,
  type("aws:cloudwatch/dashboard:Dashboard", "{dashboardName}", {
    replace: ["dashboardName"],
    lengths: {
      dashboardName: [255, "InvalidParameterInput"],
      dashboardBody: [1_000_000, "InvalidParameterInput"],
    },
    check: (inputs) => {
      checkJson("dashboardBody", "InvalidParameterInput")(inputs);
      const text = str(inputs, "dashboardName");
      if (text !== undefined && !/^[\w-]+$/.test(text)) {
        refuse(
          "InvalidParameterInput",
          `The field DashboardName must only contain alphanumerics, underscores and dashes: ${text}`,
          "dashboardName",
        );
      }
    },
    outputs: (call) => ({
      dashboardArn: call.arnOf(`cloudwatch::${call.account}:dashboard/${call.text("dashboardName")}`),
    }),
  }),
  type("aws:cloudwatch/contributorInsightRule:ContributorInsightRule", "{ruleName}", {
    replace: ["ruleName"],
    lengths: { ruleName: [128, "InvalidParameterValue"], ruleDefinition: [8_192, "InvalidParameterValue"] },
    check: checkJson("ruleDefinition", "InvalidParameterValue"),
    outputs: (call) => ({
      resourceArn: call.arnOf(
        `cloudwatch:${call.region}:${call.account}:insight-rule/${call.text("ruleName")}`,
      ),
      ruleState: call.text("ruleState") || "ENABLED",
    }),
  }),
];
