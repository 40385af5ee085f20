import * as assert from "node:assert/strict";
import { z } from "zod";
import {
  agentConfiguration,
  agentParameter,
  dataProtectionPolicy,
  hostMetrics,
  planHostGroups,
} from "../../../../components/logging/host-logs-plan";
import { logRetentionDays } from "../../../../settings/facts/log-retention";
import { devWith, problemsOf } from "../../settings-of";

/**
 * The agent's own schema, as far as files of logs go: unknown fields are refused. Source: amazon-cloudwatch-agent,
 * translator/config/schema.json, logsDefinition and logsFilesDefinition, read 2026-11.
 */
const name = z.string().min(1).max(512);
const text = z.string().min(1).max(4096);
const agentSchema = z.object({
  logs: z.strictObject({
    logs_collected: z.looseObject({
      files: z.strictObject({
        collect_list: z
          .array(
            z.strictObject({
              file_path: z.string().max(4096),
              log_group_name: name.optional(),
              log_stream_name: name.optional(),
              log_group_class: name.optional(),
              multi_line_start_pattern: text.optional(),
              timestamp_format: text.optional(),
              timezone: z.enum(["Local", "LOCAL", "UTC"]).optional(),
              trim_timestamp: z.boolean().optional(),
              encoding: text.optional(),
              auto_removal: z.boolean().optional(),
              backpressure_mode: z.literal("fd_release").optional(),
              blacklist: text.optional(),
              publish_multi_logs: z.boolean().optional(),
              retention_in_days: z.literal([-1, ...logRetentionDays]).optional(),
              filters: z
                .array(
                  z.strictObject({ type: z.enum(["include", "exclude"]).optional(), expression: z.string() }),
                )
                .optional(),
            }),
          )
          .min(1)
          .max(16384),
      }),
    }),
    log_stream_name: name.optional(),
    force_flush_interval: z.number().int().min(1).max(172_800).optional(),
  }),
});

const groups = planHostGroups("dev-booking", ["/var/log/application/*.log", "/srv/booking/audit.log"]);

/** Lines of sshd and sudo as hosts write them. */
const lines = {
  wrongPassword:
    "May 26 16:35:39 ip-10-0-0-7 sshd[1023]: Failed password for invalid user admin from 203.0.113.9 port 5901 ssh2",
  wrongKey:
    "2026-11-24T10:00:00.1+00:00 ip-10-0-0-7 sshd[1]: Failed publickey for ubuntu from 203.0.113.9 port 5902 ssh2",
  root: "May 26 16:35:40 ip-10-0-0-7 sshd[1023]: Accepted publickey for root from 10.32.0.9 port 40000 ssh2",
  user: "May 26 16:35:41 ip-10-0-0-7 sshd[1023]: Accepted publickey for ubuntu from 10.32.0.9 port 40001 ssh2",
  sudo: "May 26 16:36:01 ip-10-0-0-7 sudo:   ubuntu : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls",
  session: "May 26 16:36:01 ip-10-0-0-7 sudo: pam_unix(sudo:session): session opened for user root",
} as const;

/**
 * Whether a filter of terms matches: all terms, or any of those that begin with `?`. Source: CloudWatch Logs user guide, Filter pattern
 * syntax for unstructured log events, read 2026-11.
 */
function matches(pattern: string, line: string): boolean {
  const terms = [...pattern.matchAll(/(\?)?"([^"]+)"/g)];
  assert.equal(terms.map(([whole]) => whole).join(" "), pattern, "only terms in quotes");
  const all = terms.filter(([, any]) => !any).map(([, , term]) => term!);
  const any = terms.filter(([, optional]) => optional).map(([, , term]) => term!);
  assert.ok(all.length === 0 || any.length === 0, "CloudWatch ignores ?terms beside others");
  return all.length > 0 ? all.every((term) => line.includes(term)) : any.some((term) => line.includes(term));
}

describe("the logs of hosts", () => {
  it("are read by a configuration that the agent's schema takes", () => {
    const configuration = agentConfiguration(
      groups.map(({ namePrefix, files }) => ({ name: `${namePrefix}1a2b3c`, files })),
    );
    const read = agentSchema.strict().parse(JSON.parse(configuration));
    assert.deepEqual(
      read.logs.logs_collected.files.collect_list.map((entry) => [entry.file_path, entry.log_group_name]),
      [
        ["/var/log/auth.log", "/var/log/auth.log-dev-booking-1a2b3c"],
        ["/var/log/secure", "/var/log/auth.log-dev-booking-1a2b3c"],
        ["/var/log/application/*.log", "/var/log/application-dev-booking-1a2b3c"],
        ["/srv/booking/audit.log", "/var/log/application-dev-booking-1a2b3c"],
      ],
    );
    assert.equal(read.logs.log_stream_name, "{instance_id}");
  });

  it("fit their parameter with as many paths as settings take", () => {
    const files = Array.from({ length: 10 }, (_, index) => `/${"x".repeat(198)}${index}`);
    const text = agentConfiguration(
      planHostGroups(`${"e".repeat(24)}-${"w".repeat(24)}`, files).map((group) => ({
        name: `${group.namePrefix}20261124101112123400000001`,
        files: group.files,
      })),
    );
    assert.ok(text.length <= 4_096, `${text.length} characters`);
    assert.match(agentParameter("dev-booking"), /^AmazonCloudWatch-/, "hosts may read no other names");
  });

  const counted: Readonly<Record<string, ReadonlyArray<keyof typeof lines>>> = {
    FailedLogins: ["wrongPassword", "wrongKey"],
    RootLogins: ["root"],
    SudoCommands: ["sudo"],
  };
  for (const { name: metric, pattern } of hostMetrics) {
    it(`count ${metric} and nothing else`, () => {
      assert.ok(pattern.length <= 1_024);
      const found = Object.entries(lines)
        .filter(([, line]) => matches(pattern, line))
        .map(([key]) => key);
      assert.deepEqual(found, counted[metric]);
    });
  }

  it("mask what they report, the same in both statements", () => {
    for (const { key, identifiers } of groups) {
      const policy = JSON.parse(
        dataProtectionPolicy({ name: key, partition: "aws", identifiers, findingsGroup: "findings" }),
      ) as { Version: string; Statement: Array<{ DataIdentifier: string[]; Operation: object }> };
      const [audit, mask, ...rest] = policy.Statement;
      assert.equal(policy.Version, "2021-06-01");
      assert.deepEqual(audit?.DataIdentifier, mask?.DataIdentifier);
      assert.ok(
        audit?.DataIdentifier.includes("arn:aws:dataprotection::aws:data-identifier/AwsSecretKey"),
        key,
      );
      assert.deepEqual(audit?.Operation, {
        Audit: { FindingsDestination: { CloudWatchLogs: { LogGroup: "findings" } } },
      });
      assert.deepEqual(mask?.Operation, { Deidentify: { MaskConfig: {} } });
      assert.deepEqual(rest, []);
      assert.ok(!identifiers.includes("IpAddress"), "who guesses must stay readable");
    }
  });

  it("come from paths that a host can have", () => {
    for (const bad of ["var/log/app.log", "/var/log/auth.log", "/var/log/../shadow", "/var/log/a b", ""]) {
      const problems = problemsOf({ "workloads[0].logFiles": [bad] });
      assert.equal(problems.length, 1, bad);
      assert.match(problems[0]!.path, /workloads\[0\]\.logFiles\[0\]/);
      assert.match(problems[0]!.allowed, /absolute path/);
    }
    assert.equal(problemsOf({ "workloads[0].logFiles": [] }).length, 1);
    assert.doesNotThrow(() => devWith({ "workloads[0].logFiles": ["/srv/app/*.log"] }));
  });
});
