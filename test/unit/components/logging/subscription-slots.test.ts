import * as assert from "node:assert/strict";
import fc from "fast-check";
import {
  SubscriptionLimitError,
  SubscriptionSlots,
  subscriptionsPerGroup,
} from "../../../../components/logging/subscription-slots";

describe("places for subscriptions", () => {
  it("names the group and who has its places when there is none left", () => {
    const slots = new SubscriptionSlots();
    slots.take("dev-booking-auth", "archive");
    slots.take("dev-booking-auth", "search");
    assert.throws(
      () => slots.take("dev-booking-auth", "a vendor"),
      (error: Error) =>
        error instanceof SubscriptionLimitError &&
        /dev-booking-auth .*2 subscription filters.*archive, search.*a vendor/.test(error.message),
    );
    assert.deepEqual(slots.subscribersOf("dev-booking-auth"), ["archive", "search"]);
  });

  it("gives nobody two places in one group", () => {
    const slots = new SubscriptionSlots();
    slots.take("g", "archive");
    assert.throws(() => slots.take("g", "archive"), /archive is subscribed already/);
  });

  it("never has more than the limit, and keeps groups apart", () => {
    const requests = fc.array(fc.tuple(fc.constantFrom("a", "b"), fc.constantFrom("1", "2", "3", "4")));
    fc.assert(
      fc.property(requests, (list) => {
        const slots = new SubscriptionSlots();
        const expected = new Map<string, string[]>();
        for (const [group, who] of list) {
          const taken = expected.get(group) ?? [];
          const fits = taken.length < subscriptionsPerGroup && !taken.includes(who);
          if (fits) {
            slots.take(group, who);
            expected.set(group, [...taken, who]);
          } else assert.throws(() => slots.take(group, who), SubscriptionLimitError);
          assert.deepEqual(slots.subscribersOf(group), expected.get(group) ?? []);
        }
      }),
    );
  });
});
