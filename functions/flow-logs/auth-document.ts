import { isIP } from "node:net";

/** What a line of auth.log tells, in the words of the dashboards. */
export interface AuthDocument {
  "@timestamp": number;
  account_id: string;
  log_group: string;
  /** The log stream: by the agent's default the instance's id. */
  instance_id: string;
  /** `login`, `login_failed`, `invalid_user`, `disconnect`, `sudo`, `session` or `other`. */
  event: string;
  program?: string;
  user?: string;
  srcaddr?: string;
  srcport?: number;
  /** How they showed who they are: `publickey`, `password`, … */
  method?: string;
  command?: string;
  message: string;
}

interface Pattern {
  readonly event: string;
  readonly expression: RegExp;
}

/** The lines of sshd and sudo worth a panel. Named groups become fields of the document. */
const PATTERNS: readonly Pattern[] = [
  {
    event: "login",
    expression: /^Accepted (?<method>\S+) for (?<user>\S+) from (?<srcaddr>\S+) port (?<srcport>\d+)/,
  },
  {
    event: "invalid_user",
    expression:
      /^(?:Failed (?<method>\S+) for invalid user|Invalid user) (?<user>\S*) ?from (?<srcaddr>\S+)(?: port (?<srcport>\d+))?/,
  },
  {
    event: "login_failed",
    expression: /^Failed (?<method>\S+) for (?<user>\S+) from (?<srcaddr>\S+) port (?<srcport>\d+)/,
  },
  {
    event: "disconnect",
    expression:
      /^(?:Received disconnect from|Disconnected from(?: (?:authenticating|invalid))?(?: user (?<user>\S+))?|Connection (?:closed|reset) by(?: (?:authenticating|invalid) user (?<user2>\S+))?) (?<srcaddr>[0-9a-f.:]+) port (?<srcport>\d+)/i,
  },
  { event: "sudo", expression: /^\s*(?<user>\S+) : .*COMMAND=(?<command>.*)$/ },
  { event: "session", expression: /^pam_unix\(\S+\): session (?:opened|closed) for user (?<user>[^\s(]+)/ },
];

/** `May 26 16:35:39 ip-10-0-0-7 sshd[1023]: …`, or with an RFC 3339 time stamp in front. */
const SYSLOG =
  /^(?:[A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) \S+ (?<program>[\w./-]+)(?:\[\d+\])?: (?<text>.*)$/s;

/** Shapes one line. Every line gives a document: what no pattern knows is `other`, and its text can still be searched. */
export function authDocument(
  message: string,
  facts: { timestamp: number; logGroup: string; logStream: string; account: string },
): AuthDocument {
  const line = SYSLOG.exec(message)?.groups;
  const program = line?.["program"];
  const text = line?.["text"] ?? message;
  const document: AuthDocument = {
    "@timestamp": facts.timestamp,
    account_id: facts.account,
    log_group: facts.logGroup,
    instance_id: facts.logStream,
    event: "other",
    ...(program === undefined ? {} : { program }),
    message,
  };
  for (const { event, expression } of PATTERNS) {
    const found = expression.exec(text)?.groups;
    // A user may call himself anything, "x from 1.2.3.4" too: what is no address must not reach an address field.
    if (found && (found["srcaddr"] === undefined || isIP(found["srcaddr"]) !== 0)) {
      const user = found["user"] ?? found["user2"];
      return {
        ...document,
        event,
        ...(user === undefined || user === "" ? {} : { user }),
        ...(found["srcaddr"] === undefined ? {} : { srcaddr: found["srcaddr"] }),
        ...(found["srcport"] === undefined ? {} : { srcport: Number(found["srcport"]) }),
        ...(found["method"] === undefined ? {} : { method: found["method"] }),
        ...(found["command"] === undefined ? {} : { command: found["command"] }),
      };
    }
  }
  return document;
}
