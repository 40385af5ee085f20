import assert from "node:assert/strict";
import { type Changes, devWith, problemsOf } from "../settings-of";

const bus = "arn:aws:events:eu-west-2:210000000003:event-bus/LandingZoneDetection";

describe("the settings of detection", () => {
  it("are on unless an environment says that it is not watched", () => {
    assert.equal(devWith({}).detection, true);
    const unwatched = devWith({ detection: false, organization: undefined });
    assert.equal(unwatched.detection, false);
    assert.deepEqual(unwatched.organization, {});
  });

  it("take the bus of any partition", () => {
    const gov = bus.replace("aws", "aws-us-gov").replace("eu-west-2", "us-gov-west-1");
    assert.equal(devWith({ "organization.eventBusArn": gov }).organization.eventBusArn, gov);
  });

  const wrong: ReadonlyArray<readonly [what: string, changes: Changes, path: string, allowed: RegExp]> = [
    [
      "no bus, though the environment is to be watched",
      { organization: undefined },
      "organization.eventBusArn",
      /output eventBusArn gives; or detection: false/,
    ],
    [
      "the ARN of something else",
      { "organization.eventBusArn": "arn:aws:sqs:eu-west-2:210000000003:queue" },
      "organization.eventBusArn",
      /event-bus\/NAME/,
    ],
    ["production that nobody watches", { production: true, detection: false }, "detection", /always watched/],
    ["a word in place of a switch", { detection: "yes" }, "detection", /true or false/],
  ];
  for (const [what, changes, path, allowed] of wrong)
    it(`refuse ${what}`, () => {
      const problem = problemsOf(changes).find((one) => one.path === `landing-zone:${path}`);
      assert.match(problem?.allowed ?? "nothing was refused", allowed);
    });
});
