import { DEFAULT_FORMAT, LANDING_ZONE_FORMAT, NEWEST_FORMAT, TRANSIT_GATEWAY_FORMAT } from "./format";
import { type NamedNetwork } from "./networks";
import { authShaper, flowShaper, trailShaper, type LogKind, type Shaper } from "./shape";

/** What a log group holds. */
export interface LogSource {
  /** The start of the log group's name; the longest that fits wins. */
  readonly logGroupPrefix: string;
  readonly kind: LogKind;
  /** Of a flow log: its declared format, or a name of `FORMAT_NAMES`. Default `landing-zone`. */
  readonly format?: string;
}

/** Names for formats that would fill the environment, which holds 4 KB. */
export const FORMAT_NAMES: Readonly<Record<string, string>> = {
  default: DEFAULT_FORMAT,
  "landing-zone": LANDING_ZONE_FORMAT,
  newest: NEWEST_FORMAT,
  "transit-gateway": TRANSIT_GATEWAY_FORMAT,
};

/** The shipper's configuration. */
export interface ShipperSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly poisonQueueUrl: string;
  readonly retryQueueUrl: string;
  readonly sources: readonly LogSource[];
  readonly networks: readonly NamedNetwork[];
}

/** The names of the environment variables that hold the settings. */
export const SHIPPER_ENV = {
  endpoint: "SEARCH_ENDPOINT",
  poisonQueueUrl: "POISON_QUEUE_URL",
  retryQueueUrl: "RETRY_QUEUE_URL",
  sources: "LOG_SOURCES",
  networks: "NETWORKS",
} as const;

/** The environment variables for given settings: what a component hands to the function. */
export function shipperEnvironment(settings: Omit<ShipperSettings, "region">): Record<string, string> {
  return {
    [SHIPPER_ENV.endpoint]: settings.endpoint,
    [SHIPPER_ENV.poisonQueueUrl]: settings.poisonQueueUrl,
    [SHIPPER_ENV.retryQueueUrl]: settings.retryQueueUrl,
    [SHIPPER_ENV.sources]: JSON.stringify(settings.sources),
    [SHIPPER_ENV.networks]: JSON.stringify(settings.networks),
  };
}

/** @throws Error naming every variable that is missing or is not what it should be. */
export function readShipperSettings(env: NodeJS.ProcessEnv): ShipperSettings {
  const problems: string[] = [];
  const text = (name: string): string => {
    const value = env[name] ?? "";
    if (value === "") {
      problems.push(`${name} is not set`);
    }
    return value;
  };
  const list = <T>(name: string, check: (entry: T) => string | undefined): T[] => {
    const value = text(name) || "[]";
    try {
      const entries = JSON.parse(value) as T[];
      entries.forEach((entry, index) => {
        const problem = check(entry);
        if (problem) {
          problems.push(`${name}[${index}]: ${problem}`);
        }
      });
      return entries;
    } catch {
      problems.push(`${name} is not a JSON array: ${value.slice(0, 60)}`);
      return [];
    }
  };
  const settings: ShipperSettings = {
    endpoint: text(SHIPPER_ENV.endpoint),
    region: text("AWS_REGION"),
    poisonQueueUrl: text(SHIPPER_ENV.poisonQueueUrl),
    retryQueueUrl: text(SHIPPER_ENV.retryQueueUrl),
    sources: list<LogSource>(SHIPPER_ENV.sources, sourceProblem),
    networks: list<NamedNetwork>(SHIPPER_ENV.networks, (network) =>
      typeof network.name === "string" && Array.isArray(network.cidrs) ? undefined : "needs name and cidrs",
    ),
  };
  if (problems.length > 0) {
    throw new Error(problems.join("\n"));
  }
  return settings;
}

function sourceProblem(source: LogSource): string | undefined {
  if (typeof source.logGroupPrefix !== "string" || !["flow", "auth", "trail"].includes(source.kind)) {
    return `needs logGroupPrefix and a kind of flow, auth or trail, has ${JSON.stringify(source)}`;
  }
  return undefined;
}

/**
 * Makes the look-up from a log group's name to the shaper of what it holds.
 *
 * @throws FormatError for a format AWS would not take, Error for a network that is none
 */
export function shaperFinder(
  settings: Pick<ShipperSettings, "sources" | "networks">,
): (logGroup: string) => Shaper | undefined {
  const shapers = [...settings.sources]
    .sort((a, b) => b.logGroupPrefix.length - a.logGroupPrefix.length)
    .map((source) => ({ prefix: source.logGroupPrefix, shaper: shaperOf(source, settings.networks) }));
  return (logGroup) => shapers.find(({ prefix }) => logGroup.startsWith(prefix))?.shaper;
}

function shaperOf(source: LogSource, networks: readonly NamedNetwork[]): Shaper {
  switch (source.kind) {
    case "flow":
      return flowShaper(formatNamed(source.format ?? "landing-zone"), networks);
    case "auth":
      return authShaper();
    case "trail":
      return trailShaper();
  }
}

/** A format by its name, or the text itself. */
export function formatNamed(format: string): string {
  return FORMAT_NAMES[format] ?? format;
}
