import * as assert from "node:assert/strict";
import { DEFAULT_LIFECYCLE } from "../../../functions/dashboards/lifecycle";
import {
  DEFAULT_HABITS,
  MOST_MEMORY_DAYS,
  readHabitsSettings,
} from "../../../functions/network-habits/settings";
import { WEEKS } from "../../../functions/network-habits/volumes";

const ENV = { SEARCH_ENDPOINT: "https://x", AWS_REGION: "eu-west-2", EVENT_BUS: "arn:b" };

describe("settings of the habits", () => {
  it("are the usual ones unless told otherwise", () => {
    assert.deepEqual(readHabitsSettings(ENV), {
      ...DEFAULT_HABITS,
      endpoint: "https://x",
      region: "eu-west-2",
      bus: "arn:b",
    });
    const told = { ...ENV, HABITS: JSON.stringify({ memoryDays: 14, known: ["203.0.113.0/24"] }) };
    assert.deepEqual(
      [
        readHabitsSettings(told).memoryDays,
        readHabitsSettings(told).known,
        readHabitsSettings(told).volumeTimes,
      ],
      [14, ["203.0.113.0/24"], 3],
    );
  });

  it("tell everything that is wrong at once", () => {
    assert.throws(
      () =>
        readHabitsSettings({
          HABITS: JSON.stringify({ memoryDays: 90, volumeTimes: "3", known: ["everybody"] }),
        }),
      new Error(
        [
          "SEARCH_ENDPOINT is not set",
          "AWS_REGION is not set",
          "EVENT_BUS is not set",
          "HABITS.memoryDays: found 90, allowed 8 to 28",
          'HABITS.volumeTimes: found "3", allowed 1 to 1000',
          'HABITS.known: found ["everybody"], allowed a list of address blocks',
        ].join("\n"),
      ),
    );
    assert.throws(() => readHabitsSettings({ ...ENV, HABITS: "[]" }), /HABITS is not a JSON object: \[\]/);
  });

  it("look back no farther than the domain keeps logs", () => {
    const { deleteDays } = DEFAULT_LIFECYCLE.flow;
    assert.ok(MOST_MEMORY_DAYS < deleteDays && WEEKS * 7 < deleteDays);
  });
});
