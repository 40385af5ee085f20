import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { auditCall } from "../../../functions/dashboards/audit";
import { root } from "../../../tools/lib/paths";
import { searchJars, securityJars } from "../../../tools/search/jars";
import { SEARCH_START_MS } from "../support/opensearch";

type Fields = Record<string, unknown>;

describe("the domain's audit, as the security plugin's own classes read it", function () {
  this.timeout(120_000);
  let classPath = "";
  before(async function () {
    this.timeout(SEARCH_START_MS);
    classPath = [await securityJars(), await searchJars()].map((folder) => path.join(folder, "*")).join(":");
  });

  const read = (input: string): { status: number | null; stdout: string; stderr: string } =>
    spawnSync("java", ["-cp", classPath, path.join(root, "tools/search/AuditReader.java")], {
      input,
      encoding: "utf8",
    });
  const { body } = auditCall({ config: {} }, { shipper: "arn:aws:iam::1:role/shipper", readers: [] });

  it("is taken as it is meant", () => {
    const { status, stdout, stderr } = read(body);
    assert.equal(status, 0, stderr);
    const taken = JSON.parse(stdout) as { enabled: boolean; audit: Fields; compliance: Fields };
    const sent = JSON.parse(body) as typeof taken;
    assert.equal(taken.enabled, true);
    for (const part of ["audit", "compliance"] as const) {
      for (const [field, value] of Object.entries(sent[part])) {
        const [had, wanted] = [taken[part][field], value].map((one) =>
          Array.isArray(one) ? [...one].sort() : one,
        );
        assert.deepEqual(had, wanted, `${part}.${field}`);
      }
    }
  });

  it("would be refused with a slip in it", () => {
    const { status, stderr } = read(body.replace("enable_rest", "enable_rst"));
    assert.notEqual(status, 0);
    assert.match(stderr, /Unrecognized field/);
  });
});
