import { COUNT, type Condition, type Panel } from "./panel";

const FAILED: Condition = { field: "event", values: ["login_failed", "invalid_user"] };
const LINES = { ...COUNT, label: "lines" };

/** The panels of the instances' auth.log. */
export const AUTH_PANELS: readonly Panel[] = [
  {
    id: "auth-events",
    kind: "auth",
    title: "Log-ins and failures over time",
    question: "Are failures rising, and did a log-in follow them?",
    chart: "lines",
    where: [{ field: "event", values: ["login", "login_failed", "invalid_user", "sudo"] }],
    splits: [
      { by: "value", field: "event", label: "event", size: 4 },
      { by: "time", interval: "3h" },
    ],
    metrics: [LINES],
    size: { w: 48, h: 13 },
  },
  {
    id: "auth-sources",
    kind: "auth",
    title: "Failed log-ins, by source",
    question: "Who guesses?",
    chart: "bars",
    where: [FAILED],
    splits: [{ by: "value", field: "srcaddr", label: "from", size: 10 }],
    metrics: [LINES],
    size: { w: 24, h: 13 },
  },
  {
    id: "auth-logins",
    kind: "auth",
    title: "Who logged in, how and from where",
    question: "Is each of these a person we know?",
    chart: "table",
    where: [{ field: "event", values: ["login"] }],
    splits: [
      { by: "value", field: "user", label: "user", size: 5 },
      { by: "value", field: "method", label: "method", size: 2 },
      { by: "value", field: "srcaddr", label: "from", size: 3 },
    ],
    metrics: [LINES, { of: "distinct", field: "instance_id", label: "instances" }],
    size: { w: 24, h: 13 },
  },
  {
    id: "auth-sudo",
    kind: "auth",
    title: "Commands run as root",
    question: "What did they do with it?",
    chart: "table",
    where: [{ field: "event", values: ["sudo"] }],
    splits: [
      { by: "value", field: "user", label: "user", size: 5 },
      { by: "value", field: "command", label: "command", size: 4 },
    ],
    metrics: [LINES],
    size: { w: 48, h: 13 },
  },
];
