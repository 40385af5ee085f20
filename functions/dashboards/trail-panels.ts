import { COUNT, type Panel } from "./panel";

const CALLS = { ...COUNT, label: "calls" };
const HALF = { w: 24, h: 13 };

/** The panels of CloudTrail. */
export const TRAIL_PANELS: readonly Panel[] = [
  {
    id: "trail-changes",
    kind: "trail",
    title: "Changes over time, by account",
    question: "Who changes how much, and at hours when nobody works?",
    chart: "lines",
    where: [{ field: "read_only", values: [0] }],
    splits: [
      { by: "value", field: "account_id", label: "account", size: 8 },
      { by: "time", interval: "3h" },
    ],
    metrics: [CALLS],
    size: { w: 48, h: 13 },
  },
  {
    id: "trail-calls",
    kind: "trail",
    title: "Most frequent changes",
    question: "What is being changed?",
    chart: "bars",
    where: [{ field: "read_only", values: [0] }],
    splits: [{ by: "value", field: "event_name", label: "call", size: 10 }],
    metrics: [CALLS],
    size: HALF,
  },
  {
    id: "trail-errors",
    kind: "trail",
    title: "Refused and failed calls",
    question: "Who asks for what they may not have?",
    chart: "table",
    where: [
      {
        field: "error_code",
        values: ["AccessDenied", "UnauthorizedOperation", "Client.UnauthorizedOperation"],
      },
    ],
    splits: [
      { by: "value", field: "user_arn", label: "caller", size: 5 },
      { by: "value", field: "event_name", label: "call", size: 3 },
    ],
    metrics: [CALLS],
    size: HALF,
  },
  {
    id: "trail-root",
    kind: "trail",
    title: "Use of root",
    question: "There should be none.",
    chart: "table",
    where: [{ field: "user_type", values: ["Root"] }],
    splits: [
      { by: "value", field: "account_id", label: "account", size: 5 },
      { by: "value", field: "event_name", label: "call", size: 5 },
      { by: "value", field: "source_address", label: "from", size: 3 },
    ],
    metrics: [CALLS, { of: "max", field: "@timestamp", label: "last", unit: "time" }],
    size: HALF,
  },
  {
    id: "trail-without-mfa",
    kind: "trail",
    title: "Changes by people without a second factor",
    question: "Who changes things on a password alone?",
    chart: "table",
    where: [
      { field: "mfa", values: [0] },
      { field: "read_only", values: [0] },
      { field: "user_type", values: ["IAMUser", "Root"] },
    ],
    splits: [
      { by: "value", field: "user_arn", label: "caller", size: 5 },
      { by: "value", field: "event_name", label: "call", size: 3 },
    ],
    metrics: [CALLS],
    size: HALF,
  },
];
