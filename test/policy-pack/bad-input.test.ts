import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { root } from "../../tools/lib/paths";
import { withSandbox } from "../engine/harness";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const PROVIDER = "urn:pulumi:dev::x::pulumi:providers:aws::p";
const RETENTION = "log-group-retention";
const exemption = { urn: "*::g", reason: "moving", owner: "a@example.org", expires: "2099-12-31" };

/** A state with a log group that keeps its events for a week, which the policy on retention finds fault with. */
const state = {
  version: 3,
  deployment: {
    manifest: { time: "2026-11-30T00:00:00Z", magic: "", version: "" },
    resources: [
      { urn: PROVIDER, custom: true, type: "pulumi:providers:aws", id: "1", inputs: { region: "eu-west-2" } },
      {
        urn: `urn:pulumi:dev::x::${GROUP}::g`,
        custom: true,
        type: GROUP,
        id: "g",
        inputs: { name: "g", retentionInDays: 7 },
        outputs: { name: "g", retentionInDays: 7 },
        provider: `${PROVIDER}::1`,
      },
    ],
  },
};

const retention = (settings: object): object => ({
  all: "disabled",
  "pack-health": "mandatory",
  [RETENTION]: { enforcementLevel: "mandatory", ...settings },
});
const { reason: _reason, ...withoutReason } = exemption;
const { expires: _expires, ...withoutExpiry } = exemption;

const refused: readonly [what: string, config: object, ...says: RegExp[]][] = [
  ["a policy that there is not", { "log-group-retentio": "mandatory" }, /did you mean "log-group-retention"/],
  [
    "a parameter of another type",
    retention({ days: "long" }),
    /days: Invalid type\. Expected: integer, given: string/,
  ],
  ["a parameter that there is not", retention({ dayz: 3 }), /did you mean "days".*it has days, exemptions/],
  [
    "an exemption without a reason",
    retention({ exemptions: [withoutReason] }),
    /exemptions\.0: reason is required/,
  ],
  [
    "an exemption without an expiry",
    retention({ exemptions: [withoutExpiry] }),
    /exemptions\.0: expires is required/,
  ],
  [
    "several problems, all at once",
    { "log-group-retentio": "mandatory", [RETENTION]: { dayz: 3 } },
    /2 problem\(s\)/,
    /log-group-retentio: no such policy/,
    /log-group-retention\.dayz/,
  ],
  [
    "one that has expired, and frees nothing any more",
    retention({ exemptions: [{ ...exemption, expires: "2020-01-31" }] }),
    /It keeps events for 7 days/,
    /pack-health[^]*expired on 2020-01-31/,
  ],
  [
    "one that matches nothing, though the other frees",
    retention({ exemptions: [exemption, { ...exemption, urn: "*::gone" }] }),
    /pack-health[^]*\*::gone \(moving; a@example\.org\) matches no resource/,
  ],
];

describe("bad configuration under Pulumi's own engine", function () {
  this.timeout(300_000);

  it("is refused, each with what is wrong and what was meant", () =>
    withSandbox(async (sandbox) => {
      const file = path.join(sandbox.home, "state.json");
      fs.writeFileSync(file, JSON.stringify(state));
      const analyze = async (config: object): Promise<{ code: number | null; text: string }> => {
        const settings = path.join(sandbox.home, "config.json");
        fs.writeFileSync(settings, JSON.stringify(config));
        const pack = ["--policy-pack", path.join(root, "policy-pack"), "--policy-pack-config", settings];
        return sandbox.command(["policy", "analyze", ...pack, "--file", file]);
      };
      for (const [what, config, ...says] of refused) {
        const { code, text } = await analyze(config);
        assert.notEqual(code, 0, what);
        for (const pattern of says) assert.match(text, pattern, what);
      }
      const good = await analyze(retention({ exemptions: [exemption] }));
      assert.equal(good.code, 0, good.text);
    }));
});
