/** Subscription filters that a log group takes. Source: CloudWatch Logs user guide, CloudWatch Logs quotas, read 2026-11. */
export const subscriptionsPerGroup = 2;

/** A log group has no place for one more subscription filter. */
export class SubscriptionLimitError extends Error {}

/**
 * Who is subscribed to which log group. AWS refuses the third filter when half of the deployment is done; here it is refused before
 * anything is, with the names of those who have the places.
 */
export class SubscriptionSlots {
  private readonly takenBy = new Map<string, string[]>();

  /**
   * Takes a place.
   * @param group logical name of the log group
   * @param subscriber what the events are for, such as `archive` or `search`
   * @throws SubscriptionLimitError when no place is left, or the subscriber has one
   */
  take(group: string, subscriber: string): void {
    const taken = this.takenBy.get(group) ?? [];
    if (taken.includes(subscriber))
      throw new SubscriptionLimitError(`log group ${group}: ${subscriber} is subscribed already`);
    if (taken.length >= subscriptionsPerGroup)
      throw new SubscriptionLimitError(
        `log group ${group} takes ${subscriptionsPerGroup} subscription filters, and has them: ${taken.join(", ")}; ` +
          `there is none left for ${subscriber}`,
      );
    this.takenBy.set(group, [...taken, subscriber]);
  }

  /** Who is subscribed to a group, in the order in which they came. */
  subscribersOf(group: string): readonly string[] {
    return this.takenBy.get(group) ?? [];
  }
}
