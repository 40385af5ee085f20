import { type NetworkFinding } from "../network-baseline/finding";
import { bytesText } from "../network-baseline/statistics";
import {
  type Usual,
  usualOf,
  VOLUME_LIMITS,
  type VolumeLimits,
  volumeBound,
} from "../network-baseline/volumes";
import { type Ask, bucketsOf, PAGE, pages, type Search, valueOf } from "./ask";
import { during, hourNames, indicesOf, rangeOf, WEEK_HOURS } from "./hours";
import { type Habits } from "./settings";
import { allOf } from "./traffic";

/** Weeks looked back: as many as the domain keeps whole. */
export const WEEKS = 4;

/** Sent by the interface's own account of it, and let through. */
const SENT: readonly object[] = [{ term: { flow_direction: "egress" } }, { term: { action: "ACCEPT" } }];
const BYTES = { sum: { field: "bytes" } };

type Field = "interface_id" | "src_network";

/** Whose bytes, and where that is. */
export interface Subject {
  readonly name: string;
  readonly bytes: number;
  /** Bytes in the same hour of past weeks in which it was logged at all. */
  readonly weeks: readonly number[];
}

/** What the hour shows of how much was sent. */
export interface VolumesFound {
  readonly findings: readonly NetworkFinding[];
  /** Interfaces that sent enough to be looked at, and those whose history is too short for it. */
  readonly looked: number;
  readonly young: number;
}

/** The limits of a landing zone, with what its settings change. */
export function limitsOf({ volumeTimes, volumeMegabytes }: Habits): VolumeLimits {
  return { ...VOLUME_LIMITS, times: volumeTimes, bytes: volumeMegabytes * 1_000_000 };
}

/** `1.1 to 1.9 GB`, in the unit of the larger. */
function rangeText(low: number, high: number): string {
  const [lowText, highText] = [bytesText(low), bytesText(high)];
  if (lowText === highText) return highText;
  const [, unit] = highText.split(" ");
  return lowText.endsWith(` ${unit}`)
    ? `${lowText.split(" ")[0]} to ${highText}`
    : `${lowText} to ${highText}`;
}

/** Why an hour is unusual, in one sentence with every number that was compared; undefined for a usual one or too few weeks. */
export function explainVolume(
  who: string,
  { bytes, weeks }: Pick<Subject, "bytes" | "weeks">,
  hour: number,
  limits: VolumeLimits,
): { readonly reason: string; readonly severity: "medium" | "high" } | undefined {
  const usual: Usual = usualOf(weeks);
  const bound = volumeBound(usual, limits);
  if (usual.weeks < limits.weeks || bytes <= bound) return undefined;
  // A week that would itself be told is not what is usual.
  const ordinary = weeks.filter((value) => value <= bound);
  const { day, hour: at, date } = hourNames(hour);
  const seen = rangeText(Math.min(...ordinary), Math.max(...ordinary));
  return {
    severity: bytes > 10 * bound ? "high" : "medium",
    reason:
      `${who} sent ${bytesText(bytes)} in the hour from ${date} UTC, usually ${seen} on ${day}s at ${at} ` +
      `(${usual.weeks} weeks: median ${bytesText(usual.median)}, deviation ${bytesText(usual.deviation)}; told above ${bytesText(bound)})`,
  };
}

/** The hour's sums of one page of names, with the same hour of past weeks. */
async function withWeeks(
  ask: Ask,
  hour: number,
  field: Field,
  sums: ReadonlyMap<string, number>,
): Promise<readonly Subject[]> {
  if (sums.size === 0) return [];
  const names = [...sums.keys()];
  const searches = Array.from({ length: WEEKS }, (_, week): Search => {
    const range = rangeOf(hour - (week + 1) * WEEK_HOURS);
    return {
      indices: indicesOf(range),
      body: {
        track_total_hits: false,
        query: allOf([during(range), { terms: { [field]: names } }]),
        // An idle interface is logged too, so one without any record was not there.
        aggs: {
          all: {
            terms: { field, size: names.length },
            aggs: { sent: { filter: allOf(SENT), aggs: { bytes: BYTES } } },
          },
        },
      },
    };
  });
  const weeks = (await ask(searches)).map(
    ({ aggregations }) =>
      new Map(
        bucketsOf(aggregations, "all").map((bucket) => [
          String(bucket["key"]),
          valueOf(bucket["sent"] as Readonly<Record<string, unknown>>, "bytes"),
        ]),
      ),
  );
  return names.map((name) => ({
    name,
    bytes: sums.get(name) ?? 0,
    weeks: weeks.flatMap((week) => week.get(name) ?? []),
  }));
}

/** Names that sent more in the hour than could be usual for anybody, page by page, each with its weeks. */
async function* subjects(
  ask: Ask,
  hour: number,
  field: Field,
  least: number,
): AsyncGenerator<readonly Subject[]> {
  const range = rangeOf(hour);
  const query = allOf([during(range), ...SENT]);
  for await (const page of pages(
    ask,
    { indices: indicesOf(range), query, fields: [field], within: { bytes: BYTES } },
    PAGE,
  )) {
    const sums = page.map((bucket) => {
      const { [field]: name } = bucket["key"] as Readonly<Record<Field, string>>;
      return [name, valueOf(bucket, "bytes")] as const;
    });
    yield await withWeeks(ask, hour, field, new Map(sums.filter(([, bytes]) => bytes > least)));
  }
}

/** Where an interface is. */
interface Place {
  readonly address: string | undefined;
  readonly network: string | undefined;
  readonly account: string | undefined;
}

async function placesOf(
  ask: Ask,
  hour: number,
  names: readonly string[],
): Promise<ReadonlyMap<string, Place>> {
  const range = rangeOf(hour);
  const top = (field: string): object => ({ terms: { field, size: 1 } });
  const found = await ask(
    names.map((name) => ({
      indices: indicesOf(range),
      body: {
        track_total_hits: false,
        query: allOf([during(range), ...SENT, { term: { interface_id: name } }]),
        aggs: { address: top("srcaddr"), network: top("src_network"), account: top("account_id") },
      },
    })),
  );
  return new Map(
    names.map((name, index) => {
      const text = (key: string): string | undefined =>
        bucketsOf(found[index]?.aggregations, key)[0]?.["key"] as string | undefined;
      return [name, { address: text("address"), network: text("network"), account: text("account") }];
    }),
  );
}

/**
 * Interfaces that sent far more in the hour than in the same hour of past weeks; and whole networks, where none of their interfaces says it
 * already: what many new interfaces send together has no other history.
 */
export async function unusualVolumes(ask: Ask, hour: number, habits: Habits): Promise<VolumesFound> {
  const limits = limitsOf(habits);
  const times = { first: hour * 3_600, last: (hour + 1) * 3_600 - 1, records: 1 };
  const findings: NetworkFinding[] = [];
  const toldNetworks = new Set<string>();
  let looked = 0;
  let young = 0;
  for await (const page of subjects(ask, hour, "interface_id", limits.bytes)) {
    looked += page.length;
    young += page.filter(({ weeks }) => weeks.length < limits.weeks).length;
    const odd = page.filter((one) => explainVolume(one.name, one, hour, limits));
    const places = await placesOf(
      ask,
      hour,
      odd.map(({ name }) => name),
    );
    for (const one of odd) {
      const { address, network, account } = places.get(one.name) as Place;
      const where = [address, network].filter((part) => part !== undefined).join(" of ");
      const explained = explainVolume(where === "" ? one.name : `${one.name} (${where})`, one, hour, limits);
      if (network !== undefined) toldNetworks.add(network);
      if (explained)
        findings.push({
          kind: "volume",
          ...explained,
          key: `volume ${one.name} ${hour}`,
          ...times,
          interfaceId: one.name,
          ...(account === undefined ? {} : { account }),
        });
    }
  }
  for await (const page of subjects(ask, hour, "src_network", limits.bytes)) {
    for (const one of page) {
      const explained = toldNetworks.has(one.name)
        ? undefined
        : explainVolume(`Network ${one.name}`, one, hour, limits);
      if (explained)
        findings.push({ kind: "volume", ...explained, key: `volume network ${one.name} ${hour}`, ...times });
    }
  }
  return { findings, looked, young };
}
