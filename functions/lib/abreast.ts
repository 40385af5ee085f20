/**
 * Does something for each item, a few at a time, and gives the results in the order of the items.
 *
 * @param limit how many are under way at once
 * @throws what `act` throws first; what is under way by then goes on
 */
export async function abreast<T, R>(
  items: readonly T[],
  limit: number,
  act: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      results[next[0]] = await act(next[1]);
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}

/** Accounts and Regions looked at side by side: enough to be done in time, few enough to throttle nobody. */
export const PLACES_ABREAST = 8;
