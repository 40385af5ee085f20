import { type Changed } from "./change";
import { type Difference } from "./compare";
import { type Place } from "./ends";
import { describe } from "./ports";
import { columns } from "./show";

/** A path that changes, as it is shown. */
interface Line {
  readonly from: string;
  readonly to: string;
  readonly cells: readonly string[];
}

/** Paths of a part that are shown all together; of more, each group shows its first. */
const ALL = 20;
const FIRST = 8;

/** Of a list within a line. */
const NAMED = 2;

interface Group {
  readonly title: string;
  /** A long part shows how many there are and no more. */
  readonly counted?: true;
  readonly holds: (from: Place | undefined, to: Place | undefined) => boolean;
}

const isOutside = (place: Place | undefined): boolean =>
  place?.kind === "internet" || place?.kind === "cloudfront";

/** What a reviewer must see comes first; the last takes the rest. */
const GROUPS: readonly Group[] = [
  { title: "from the internet", holds: (from) => isOutside(from) },
  { title: "from on-premises", holds: (from) => from?.kind === "on-premises" },
  {
    title: "between VPCs",
    holds: (from, to) => from?.kind === "member" && to?.kind === "member" && from.vpc !== to.vpc,
  },
  { title: "to the internet", holds: (_from, to) => isOutside(to) },
  { title: "to on-premises", holds: (_from, to) => to?.kind === "on-premises" },
  { title: "to services by gateway endpoints", counted: true, holds: (_from, to) => to?.kind === "service" },
  { title: "within a VPC", counted: true, holds: () => true },
];

/**
 * What a change opens, closes and interrupts, for a person who decides on it: grouped by where it comes from and leads to, what
 * reaches out of a VPC first, and the rest counted when it is long.
 *
 * @param where how to see all of it; told when something is left out
 */
export function changeSummary({ difference, cut, protocols, places }: Changed, where: string): string {
  const lineOf = ({ from, to, ports, way, subnets, partly }: Difference): Line => {
    const only = partly ? `, only ${some(subnets, ", ")}` : "";
    return { from, to, cells: [from, to, describe(ports, protocols), `${way}${only}`] };
  };
  const parts: ReadonlyArray<readonly [title: string, short: string, lines: readonly Line[]]> = [
    ["Opened", "opened", difference.opened.map(lineOf)],
    ["Closed", "closed", difference.closed.map(lineOf)],
    ["Interrupted while resources are replaced", "interrupted", cut.map(lineOf)],
    [
      "Cannot be told before the deployment",
      "that cannot be told yet",
      difference.doubtful.map(({ flow: { from, to, way, unsure }, ports }) => ({
        from,
        to,
        cells: [from, to, describe(ports, protocols), `${way}: ${some(unsure, "; ")}`],
      })),
    ],
  ];
  const found = parts.filter(([, , lines]) => lines.length > 0);
  if (found.length === 0) return "No network path changes.";
  const counts = found.map(([, short, lines]) => `${lines.length} ${short}`);
  const told = found.map(([title, , lines]) => part(title, lines, places));
  return [
    `Network paths: ${counts.join(", ")}.`,
    ...told.map(({ text }) => text),
    ...(told.some(({ whole }) => !whole) ? [`All of them: ${where}`] : []),
  ].join("\n\n");
}

/** One part, and whether everything in it is shown. */
function part(
  title: string,
  lines: readonly Line[],
  places: ReadonlyMap<string, Place>,
): { text: string; whole: boolean } {
  const long = lines.length > ALL;
  const groups = GROUPS.map((group) => ({
    ...group,
    lines: lines.filter((line) => groupOf(line, places) === group),
  })).filter((group) => group.lines.length > 0);
  const shown = groups.map((group) => ({
    ...group,
    lines: long ? group.lines.slice(0, group.counted ? 0 : FIRST) : group.lines,
    left: long ? Math.max(0, group.lines.length - (group.counted ? 0 : FIRST)) : 0,
  }));
  // All groups of a part have the same columns.
  const rows = columns(shown.flatMap((group) => group.lines.map(({ cells }) => cells)));
  let next = 0;
  const text = shown.flatMap((group) => {
    if (group.lines.length === 0) return [`  ${group.title}: ${group.left}`];
    const own = rows.slice(next, (next += group.lines.length)).map((row) => `    ${row}`);
    return [`  ${group.title}:`, ...own, ...(group.left > 0 ? [`    and ${group.left} more`] : [])];
  });
  return { text: [`${title}:`, ...text].join("\n"), whole: shown.every(({ left }) => left === 0) };
}

const groupOf = ({ from, to }: Line, places: ReadonlyMap<string, Place>): Group | undefined =>
  GROUPS.find(({ holds }) => holds(places.get(from), places.get(to)));

/** The first of a list, and how many more there are. */
function some(list: readonly string[], separator: string): string {
  const more = list.length - NAMED;
  return list.slice(0, NAMED).join(separator) + (more > 0 ? ` and ${more} more` : "");
}
