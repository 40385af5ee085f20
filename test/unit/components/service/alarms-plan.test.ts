import assert from "node:assert/strict";
import { type AlarmsContext, planAlarms } from "../../../../components/service/alarms-plan";
import { planService } from "../../../../components/service/service-plan";
import { devWith } from "../../settings-of";

function alarms(service: object = {}, context: Partial<AlarmsContext> = {}) {
  const settings = devWith({
    "workloads[0].service": {
      image: "210000000111.dkr.ecr.eu-west-2.amazonaws.com/booking:1.0.0",
      domainName: "booking.dev.example.org",
      ...service,
    },
  });
  const [workload] = settings.workloads;
  return planAlarms(planService(settings, workload!, workload!.service!), {
    edge: false,
    healthCheck: false,
    ...context,
  });
}

const keys = (...args: Parameters<typeof alarms>): string[] => alarms(...args).map(({ key }) => key);

describe("the plan of a service's alarms", () => {
  const base = ["errors", "unhealthy", "none-healthy", "slow", "requests-unusual", "cpu-full", "memory-full"];

  it("watches failures, capacity and what is unusual", () => assert.deepEqual(keys(), base));

  it("watches a database where there is one", () =>
    assert.deepEqual(keys({ database: {} }), [
      ...base,
      "database-cpu-full",
      "database-storage-full",
      "database-connections-unusual",
    ]));

  it("watches WAF and the public address where there are such", () =>
    assert.deepEqual(keys({}, { edge: true, healthCheck: true }), [
      ...base,
      "blocked-unusual",
      "unreachable",
    ]));

  it("takes silence for trouble where something must always be there", () =>
    assert.deepEqual(
      alarms({ database: {} }, { edge: true, healthCheck: true })
        .filter(({ withoutData }) => withoutData === "breaching")
        .map(({ key }) => key),
      ["none-healthy", "database-storage-full", "unreachable"],
    ));

  it("says in each alarm what it means, and what to do where something can be done", () => {
    for (const { means } of alarms({ database: {} }, { edge: true, healthCheck: true })) {
      assert.match(means, /^[A-Z].*\.$/);
      assert.ok(means.length <= 1_024);
    }
    assert.match(alarms({ maxTasks: 9 }).find(({ key }) => key === "cpu-full")!.means, /up to 9 tasks/);
  });
});
