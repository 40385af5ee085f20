/** Port ranges, sorted, apart from each other, both ends included. */
export type Ports = ReadonlyArray<readonly [from: number, to: number]>;

/**
 * Ports by protocol: `tcp`, `udp`, `icmp`, `icmpv6`, an IANA number as text, or `other` for every protocol that no rule names.
 * A protocol without ports has them all or none: types of ICMP are not told apart.
 */
export type Traffic = ReadonlyMap<string, Ports>;

export const ALL_PORTS: Ports = [[0, 65535]];
/** From where callers take their ports. Source: AWS's guide to network ACLs, "Ephemeral ports" (2026-11). */
export const EPHEMERAL: Ports = [[1024, 65535]];
export const NOTHING: Traffic = new Map();

const NUMBERS: Readonly<Record<string, string>> = { "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6" };

/** A protocol's name as rules write it: `6` and `TCP` are `tcp`; `-1` and `all` are `-1`. */
export function protocolName(written: string): string {
  const text = written.toLowerCase();
  return text === "all" ? "-1" : (NUMBERS[text] ?? text);
}

export function hasPorts(protocol: string): boolean {
  return protocol === "tcp" || protocol === "udp";
}

export function intersectPorts(a: Ports, b: Ports): Ports {
  return a.flatMap(([from, to]) =>
    b.flatMap(([low, high]): Ports => {
      const start = Math.max(from, low);
      const end = Math.min(to, high);
      return start <= end ? [[start, end]] : [];
    }),
  );
}

export function unitePorts(a: Ports, b: Ports): Ports {
  const joined: Array<[number, number]> = [];
  for (const [from, to] of [...a, ...b].sort((x, y) => x[0] - y[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

export function withoutPorts(a: Ports, b: Ports): Ports {
  return b.reduce<Ports>(
    (left, [from, to]) =>
      left.flatMap(([low, high]): Ports => {
        const rest: Array<[number, number]> = [];
        if (low < from) rest.push([low, Math.min(high, from - 1)]);
        if (high > to) rest.push([Math.max(low, to + 1), high]);
        return rest;
      }),
    a,
  );
}

/** Joins by protocol; protocols left without a port are left out. */
function combine(a: Traffic, b: Traffic, how: (x: Ports, y: Ports) => Ports): Traffic {
  const result = new Map<string, Ports>();
  for (const protocol of new Set([...a.keys(), ...b.keys()])) {
    const ports = how(a.get(protocol) ?? [], b.get(protocol) ?? []);
    if (ports.length > 0) result.set(protocol, ports);
  }
  return result;
}

export const intersect = (a: Traffic, b: Traffic): Traffic => combine(a, b, intersectPorts);
export const unite = (a: Traffic, b: Traffic): Traffic => combine(a, b, unitePorts);
export const without = (a: Traffic, b: Traffic): Traffic => combine(a, b, withoutPorts);

export function has(traffic: Traffic, protocol: string, port: number): boolean {
  return (traffic.get(protocol) ?? []).some(([from, to]) => from <= port && port <= to);
}

/** `tcp 443, 6514; udp 53`, `everything`, or an empty text. @param protocols all that there are */
export function describe(traffic: Traffic, protocols: readonly string[]): string {
  if (protocols.length > 0 && protocols.every((protocol) => isWhole(traffic.get(protocol))))
    return "everything";
  return [...traffic]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([protocol, ports]) => `${nameOf(protocol)}${portsOf(protocol, ports)}`)
    .join("; ");
}

const isWhole = (ports: Ports | undefined): boolean => ports?.[0]?.[0] === 0 && ports[0][1] === 65535;

function nameOf(protocol: string): string {
  return protocol === "other"
    ? "other protocols"
    : /^\d+$/.test(protocol)
      ? `protocol ${protocol}`
      : protocol;
}

function portsOf(protocol: string, ports: Ports): string {
  if (!hasPorts(protocol)) return "";
  if (isWhole(ports)) return " all ports";
  return ` ${ports.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join(", ")}`;
}
