import * as assert from "node:assert/strict";
import { type AccessRoles } from "../../../functions/dashboards/access";
import { DEFAULT_LIFECYCLE } from "../../../functions/dashboards/lifecycle";
import { savedObjects } from "../../../functions/dashboards/saved-objects";
import { setUpDomain, type Send, type SetupSettings } from "../../../functions/dashboards/setup";
import { SEARCH_START_MS, searchNode } from "../support/opensearch";

const settings: SetupSettings = {
  size: { shards: 1, replicas: 0 },
  lifecycle: DEFAULT_LIFECYCLE,
  roles: {
    shipper: "arn:aws:iam::111111111111:role/shipper",
    readers: ["arn:aws:iam::111111111111:role/reader"],
  },
};

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A domain of which only the plugins are played: they are no part of the embedded node. Templates go to the real one. */
function domain(answers: Record<string, { status: number; body: string }>): { send: Send; seen: Seen[] } {
  const seen: Seen[] = [];
  const send: Send = async (call) => {
    seen.push(call);
    if (call.path.startsWith("/_index_template")) {
      const { endpoint } = await searchNode();
      const answer = await fetch(endpoint + call.path, {
        method: call.method,
        body: call.body,
        headers: { "content-type": call.contentType },
      });
      return { status: answer.status, body: await answer.text() };
    }
    const key = Object.keys(answers).find((one) => `${call.method} ${call.path}`.startsWith(one));
    return key ? (answers[key] as { status: number; body: string }) : { status: 200, body: "{}" };
  };
  return { send, seen };
}

/** As a domain answers that audits nothing yet. */
const AUDIT = {
  _readonly: [
    "/audit/exclude_sensitive_headers",
    "/compliance/internal_config",
    "/compliance/external_config",
  ],
  config: {
    enabled: false,
    audit: { enable_rest: false, exclude_sensitive_headers: true, a_field_to_come: 1 },
    compliance: { enabled: false, internal_config: false, external_config: false },
  },
};
const NO_POLICY = {
  "GET /_plugins/_security/api/audit": { status: 200, body: JSON.stringify(AUDIT) },
  "GET /_plugins/_ism": { status: 404, body: "{}" },
};

describe("setting up a domain", function () {
  this.timeout(20_000);

  before(async function () {
    this.timeout(SEARCH_START_MS);
    await searchNode();
  });

  it("puts templates first, then roles, policies and the dashboards", async () => {
    const { send, seen } = domain(NO_POLICY);
    await setUpDomain(settings, send);
    const steps = seen.map((call) => `${call.method} ${call.path.split("/").slice(1, 3).join("/")}`);
    assert.deepEqual(
      [...new Set(steps)],
      [
        "GET _plugins/_security",
        "PUT _plugins/_security",
        "PUT _index_template/landing-zone-flow",
        "PUT _index_template/landing-zone-auth",
        "PUT _index_template/landing-zone-trail",
        "GET _plugins/_ism",
        "PUT _plugins/_ism",
        "POST _dashboards/api",
      ],
    );
    const form = seen.at(-1) as Seen;
    assert.equal(form.headers?.["osd-xsrf"], "true");
    const lines = form.body.split("\r\n\r\n")[1]?.split("\r\n--")[0]?.trimEnd().split("\n") ?? [];
    assert.equal(lines.length, savedObjects().length);
  });

  it("changes a policy that is there by the version it saw", async () => {
    const { send, seen } = domain({
      ...NO_POLICY,
      "GET /_plugins/_ism": { status: 200, body: JSON.stringify({ _seq_no: 7, _primary_term: 2 }) },
    });
    await setUpDomain(settings, send);
    const policies = seen.filter((call) => call.method === "PUT" && call.path.includes("_ism"));
    assert.equal(policies.length, 3);
    assert.ok(policies.every((call) => call.path.endsWith("?if_seq_no=7&if_primary_term=2")));
  });

  it("switches the audit on first, tells who asked for what, and leaves alone what nobody may change", async () => {
    const { send, seen } = domain(NO_POLICY);
    await setUpDomain(settings, send);
    const [question, answer] = seen as [Seen, Seen];
    assert.deepEqual(
      [question.method, answer.method, answer.path],
      ["GET", "PUT", "/_plugins/_security/api/audit/config"],
    );
    const config = JSON.parse(answer.body) as {
      enabled: boolean;
      audit: Record<string, unknown>;
      compliance: Record<string, unknown>;
    };
    assert.equal(config.enabled, true);
    assert.equal(config.audit["enable_rest"], true);
    assert.equal(config.audit["log_request_body"], true);
    assert.deepEqual(config.audit["disabled_rest_categories"], ["AUTHENTICATED"]);
    assert.deepEqual(config.audit["ignore_users"], ["kibanaserver", settings.roles.shipper]);
    assert.equal(config.audit["a_field_to_come"], 1);
    assert.equal(config.compliance["enabled"], true);
    assert.equal(config.compliance["internal_config"], false, "read-only: as the domain has it");
  });

  it("gives the shipper no right to read, change or delete", async () => {
    const { send, seen } = domain(NO_POLICY);
    await setUpDomain(settings, send);
    const role = seen.find((call) => call.path.endsWith("/roles/log_shipper"));
    assert.ok(role);
    assert.doesNotMatch(role.body, /read|search|get|delete|update|crud|indices_all/);
  });

  it("lets what looks for habits search the flow logs and nothing else, and nobody where it does not run", async () => {
    const bodyOf = async (roles: AccessRoles, path: string): Promise<unknown> => {
      const { send, seen } = domain(NO_POLICY);
      await setUpDomain({ ...settings, roles }, send);
      return JSON.parse(seen.find((call) => call.path.endsWith(path))?.body ?? "");
    };
    assert.deepEqual(await bodyOf(settings.roles, "/roles/network_habits"), {
      cluster_permissions: ["indices:data/read/msearch"],
      index_permissions: [{ index_patterns: ["flow-*"], allowed_actions: ["indices:data/read/search*"] }],
    });
    const habits = "arn:aws:iam::111111111111:role/habits";
    assert.deepEqual(await bodyOf({ ...settings.roles, habits }, "/rolesmapping/network_habits"), {
      backend_roles: [habits],
    });
    assert.deepEqual(await bodyOf(settings.roles, "/rolesmapping/network_habits"), { backend_roles: [] });
  });

  const refusals: [string, Record<string, { status: number; body: string }>, RegExp][] = [
    [
      "to tell what it audits",
      { "GET /_plugins/_security/api/audit": { status: 403, body: "no permission" } },
      /GET .*audit: 403 no permission/,
    ],
    [
      "to audit",
      { ...NO_POLICY, "PUT /_plugins/_security/api/audit": { status: 409, body: "read-only" } },
      /PUT .*audit\/config: 409 read-only/,
    ],
    [
      "a role",
      { ...NO_POLICY, "PUT /_plugins/_security/api/roles": { status: 403, body: "no permission" } },
      /PUT .*log_shipper: 403 no permission/,
    ],
    [
      "an object of the import, though the answer is 200",
      { ...NO_POLICY, "POST /_dashboards": { status: 200, body: '{"success":false,"errors":[{"id":"x"}]}' } },
      /_import.*"success":false/,
    ],
  ];
  for (const [name, answers, message] of refusals) {
    it(`fails when the domain refuses ${name}`, async () => {
      await assert.rejects(setUpDomain(settings, domain(answers).send), message);
    });
  }
});
