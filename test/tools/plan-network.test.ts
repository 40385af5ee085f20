import * as assert from "node:assert/strict";
import type { LoggedEvent } from "../../tools/cli/event-log";
import { networkChange } from "../../tools/change/network";
import { plannedText } from "../../tools/change/planned";

const VPC = "urn:pulumi:dev::net::aws:ec2/vpc:Vpc::a";

interface Step {
  op: string;
  urn: string;
  oldState?: unknown;
  newState?: unknown;
}

/** An event as the engine logs it when a resource is done with. */
const done = (op: string, old: object | null, now: object | null, urn = VPC): LoggedEvent =>
  ({ resOutputsEvent: { metadata: { op, urn, old, new: now } } }) as unknown as LoggedEvent;

const stepsOf = (events: readonly LoggedEvent[], plan?: object): Step[] =>
  (JSON.parse(plannedText(events, plan && JSON.stringify(plan))) as { steps: Step[] }).steps;

describe("what a preview leaves behind", () => {
  it("is read as the steps that it plans, each property with the resource that it is made from", () => {
    const now = { urn: VPC, id: "", inputs: { cidrBlock: "10.0.0.0/16" }, outputs: {} };
    const propertyDependencies = { cidrBlock: ["urn:x"] };
    const plan = { resourcePlans: { [VPC]: { goal: { propertyDependencies } } } };
    assert.deepEqual(
      stepsOf([{ sequence: 1, timestamp: 0 } as LoggedEvent, done("create", null, now)], plan),
      [{ op: "create", urn: VPC, newState: { ...now, propertyDependencies } }],
    );
  });

  it("leaves out what stays the same, unless it gets another name", () => {
    const same = { urn: VPC, id: "vpc-1", inputs: {}, outputs: {} };
    assert.deepEqual(stepsOf([done("same", same, same)]), []);
    const [renamed] = stepsOf([done("same", { ...same, urn: `${VPC}-before` }, same)]);
    assert.deepEqual(renamed?.oldState, { urn: `${VPC}-before`, id: "vpc-1", delete: false });
  });

  it("tells a resource that is deleted from one that waited for it", () => {
    const old = { urn: VPC, id: "vpc-1", inputs: {}, outputs: {} };
    assert.deepEqual(
      stepsOf([done("delete", old, null), done("delete", { ...old, delete: true }, null)]).map(
        ({ oldState }) => oldState,
      ),
      [false, true].map((waits) => ({ urn: VPC, id: "vpc-1", delete: waits })),
    );
  });

  it("has no part in the plan when it cannot be read, and is not taken for harmless then", () => {
    const { summary, all, opens } = networkChange("{}", plannedText([], undefined), "there");
    assert.match(summary, /^Network paths cannot be told: the state has no list of resources/);
    assert.equal(all, summary);
    assert.equal(opens, true);
  });
});
