import { isExact } from "../../policy-pack/analysis";
import { QUOTAS, type QuotaName } from "../../policy-pack/lib/facts/quotas";
import { withinQuotas } from "../../policy-pack/policies/network/within-quotas";
import { columns } from "../paths/show";
import { type Growth } from "./growth";
import { type Fullest, type Usage, percentOf } from "./usage";

/** A use of a quota, and what it was before a change. */
export interface Line {
  readonly usage: Fullest;
  /** Undefined when nothing is compared; 0 for what was not there. */
  readonly before?: number;
}

export interface Shown {
  /** Hundredths of a limit from which on a use is near it. */
  readonly near: number;
  /** Also what uses little, or does not change. */
  readonly all: boolean;
}

/** Less than this many hundredths is left out unless all is asked for. */
const LITTLE = 25;

export function isNear(usage: Usage, near: number): boolean {
  // What there can be one of is meant to be there; then only a second one is worth a word.
  return usage.limit === 1 ? usage.amount.least > 1 : percentOf(usage) >= near;
}

/** The lines as a table with what is near its limit at the head, what cannot be told yet, and how to get more. */
export function tableOf(lines: readonly Line[], { near, all }: Shown): string {
  const told = lines.filter(({ usage }) => usage.limit > 1 || usage.amount.least > 1 || all);
  const close = told.filter(({ usage }) => isNear(usage, near));
  const others = told.filter((line) => !close.includes(line));
  const compared = lines.some(({ before }) => before !== undefined);
  const shown = others.filter(
    (line) => all || (compared ? line.before !== line.usage.amount.least : percentOf(line.usage) >= LITTLE),
  );
  const open = told.filter(({ usage }) => !isExact(usage.amount));
  const hidden = others.length - shown.length;
  return [
    ...(close.length > 0 ? [`At ${near} % of the limit or more:`, ...rows(close), ""] : []),
    ...(shown.length > 0 ? [...rows(shown), ""] : []),
    ...(open.length > 0 ? ["More cannot be told yet:", ...openLines(open), ""] : []),
    ...(close.length > 0 ? ["To get more:", ...moreOf(close), ""] : []),
    ...(hidden > 0
      ? [`${hidden} ${compared ? "do not change" : `are below ${LITTLE} %`}; --all shows them.`]
      : []),
    ...(told.length === 0 ? ["Nothing of the stack counts against a quota."] : []),
  ]
    .join("\n")
    .trimEnd();
}

function rows(lines: readonly Line[]): readonly string[] {
  return columns([
    ["account", "Region", "quota", "used", "limit", "%", "where"],
    ...lines.map(({ usage, before }) => [
      accountOf(usage),
      usage.place.region ?? "all",
      QUOTAS[usage.quota].name,
      usedOf(usage, before),
      String(usage.limit),
      String(Math.floor(percentOf(usage))),
      usage.alike === 0 ? usage.where : `${usage.where} and ${usage.alike} more`,
    ]),
  ]);
}

function accountOf({ place: { account, provider } }: Usage): string {
  return [provider, account].filter((one) => one !== undefined && one !== "").join(" ") || "not named";
}

function usedOf({ amount }: Usage, before: number | undefined): string {
  const now = isExact(amount) ? String(amount.least) : `at least ${amount.least}`;
  return before === undefined || before === amount.least ? now : `${before} -> ${now}`;
}

/** The lines of a quota together: documents are unknown by the dozen at first. */
function openLines(open: readonly Line[]): readonly string[] {
  return [...groups(open)].map(([quota, lines]) => {
    const [{ usage }, ...others] = lines as [Line, ...Line[]];
    const place = usage.where === "" ? accountOf(usage) : usage.where;
    const more = others.length === 0 ? "" : `, and ${others.length} more accounts or Regions`;
    const most = Number.isFinite(usage.amount.most) ? `, at most ${usage.amount.most}` : "";
    return `  ${QUOTAS[quota].name}: at least ${usage.amount.least}${most}, in ${place}${more}`;
  });
}

function groups(lines: readonly Line[]): ReadonlyMap<QuotaName, readonly Line[]> {
  const found = new Map<QuotaName, Line[]>();
  for (const line of lines) found.set(line.usage.quota, [...(found.get(line.usage.quota) ?? []), line]);
  return found;
}

/** Whom to ask for more of each quota, and what to tell the policy then. */
function moreOf(close: readonly Line[]): readonly string[] {
  return [...groups(close).keys()].map((quota) => {
    const { name, adjustable, code, source } = QUOTAS[quota];
    if (adjustable === undefined) return `  ${name}: AWS does not raise it. ${source}`;
    const whom = code === undefined ? "ask AWS's support" : `ask Service Quotas for more of ${code}`;
    const bound = adjustable === true ? "" : `, up to ${adjustable}`;
    return `  ${name}: ${whom}${bound}, and set ${withinQuotas.name}.${quota}. ${source}`;
  });
}

/** One JSON text a line. Percent is rounded down; `most` is null where nothing bounds what is not known yet. */
export function jsonLines(lines: readonly Line[]): string {
  return lines
    .map(({ usage, before }) => {
      const { name, code, adjustable, source } = QUOTAS[usage.quota];
      const { account, provider, region } = usage.place;
      return JSON.stringify({
        account: account ?? null,
        provider,
        region: region ?? null,
        quota: usage.quota,
        name,
        ...(before === undefined ? {} : { before }),
        used: usage.amount.least,
        most: Number.isFinite(usage.amount.most) ? usage.amount.most : null,
        limit: usage.limit,
        percent: Math.floor(percentOf(usage)),
        where: usage.where,
        code: code ?? null,
        adjustable: adjustable ?? false,
        source,
      });
    })
    .join("\n");
}

/** How many quotas that are met next are told of. */
const NEXT = 3;

/** Up to how many workloads are named. */
const NAMED = 6;

/** What is met first when more workloads come, and what then. */
export function growthText({ workloads, rooms, open }: Growth): string {
  const names = `${workloads.slice(0, -1).join(", ")} and ${workloads.at(-1)}`;
  const like = `like ${workloads.length > NAMED ? `the ${workloads.length} of the stack` : names}`;
  const first = [...new Map([...rooms].reverse().map((room) => [room.usage.quota, room])).values()].reverse();
  const [next, ...later] = first.slice(0, NEXT);
  if (!next) return `Nothing that workloads ${like} share is counted against a quota${open ? " yet" : ""}.`;
  return [
    `${next.more} more workloads ${like} fit. The limit that they meet first:`,
    `  ${roomText(next)}`,
    ...later.flatMap((room) => [`After ${room.more} more:`, `  ${roomText(room)}`]),
    ...(open ? ["What cannot be told yet is not reckoned with."] : []),
  ].join("\n");
}

function roomText({ usage, each }: Growth["rooms"][number]): string {
  const { name } = QUOTAS[usage.quota];
  const place = [accountOf(usage), usage.place.region, usage.where].filter(
    (one) => one !== undefined && one !== "",
  );
  const used = Number.isInteger(each) ? String(each) : each.toFixed(1);
  return `${name}: ${usage.amount.least} of ${usage.limit} used, ${used} by each workload, in ${place.join(", ")}`;
}
