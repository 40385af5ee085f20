import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { standalone } from "../engine/harness/standalone";
import { formatCidr } from "../../settings/addresses/cidr";
import { loadSettings } from "../../settings/load";
import { type Problem, SettingsError } from "../../settings/problems";
import { type RawConfig } from "../../settings/read";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type OrganizationSettings } from "../../settings/schema/organization";

/** What a file of settings says, right or wrong, without the project's prefix. */
export type Written = Readonly<Record<string, unknown>>;

/** Changes to settings: a path as error messages write it, and the value to put there; undefined takes it out. */
export type Changes = Readonly<Record<string, unknown>>;

const root = path.join(__dirname, "..", "..");

/** The settings of a stack as its file has them. */
export function inFile(stack: string): Written {
  const text = fs.readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8");
  const { config } = parse(text) as { config: Written };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.replace(/^landing-zone:/, ""), value]),
  );
}

/** The settings of a stack as its file has them, an environment's with the ids that it would read of the organisation stack. */
export function written(stack: string): Written {
  return standalone(stack, inFile(stack));
}

/** A copy of settings with changes. */
export function changed(settings: Written, changes: Changes): Written {
  const copy = structuredClone(settings);
  for (const [place, value] of Object.entries(changes)) {
    const keys = place.split(/[.[\]]+/).filter((key) => key !== "");
    const last = keys.pop()!;
    const parent = keys.reduce<unknown>((inner, key) => Reflect.get(inner as object, key), copy) as object;
    if (value === undefined) Reflect.deleteProperty(parent, last);
    else Reflect.set(parent, last, value);
  }
  return copy;
}

/** Settings as Pulumi hands them to a program: text, JSON for lists and objects. */
export function rawConfig(settings: Written): RawConfig {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      `landing-zone:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

/** Loads an environment's settings. @throws SettingsError */
export function load(settings: Written, stack = "dev"): EnvironmentSettings {
  const loaded = loadSettings({ project: "landing-zone", stack }, rawConfig(settings));
  if (loaded.stack !== "environment") throw new Error(`${stack} is no environment`);
  return loaded;
}

/** Dev's settings without the service of its first workload, whose checks would speak up in tests of something else. */
const dev = changed(written("dev"), { "workloads[0].service": undefined });

/** Dev's settings with changes. @throws SettingsError when the changes made them wrong */
export function devWith(changes: Changes): EnvironmentSettings {
  return load(changed(dev, changes));
}

/** What a load complains of; empty when it complains of nothing. */
function problemsIn(load: () => unknown): readonly Problem[] {
  try {
    load();
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

/** What is wrong with dev's settings after changes; empty when nothing is. */
export const problemsOf = (changes: Changes): readonly Problem[] => problemsIn(() => devWith(changes));

/** The organisation's settings with changes. @throws SettingsError when the changes made them wrong */
export function orgWith(changes: Changes): OrganizationSettings {
  const loaded = loadSettings(
    { project: "landing-zone", stack: "org" },
    rawConfig(changed(written("org"), changes)),
  );
  if (loaded.stack !== "organization") throw new Error("org is no organisation");
  return loaded;
}

/** What is wrong with the organisation's settings after changes; empty when nothing is. */
export const orgProblemsOf = (changes: Changes): readonly Problem[] => problemsIn(() => orgWith(changes));

const port = fc.integer({ min: 1, max: 65535 });

/** Blocks of any place and size. */
export const anyCidr = fc
  .record({ address: fc.integer({ min: 0, max: 2 ** 32 - 1 }), prefix: fc.integer({ min: 0, max: 32 }) })
  .map(({ address, prefix }) => {
    const size = 2 ** (32 - prefix);
    return { base: Math.floor(address / size) * size, prefix };
  });

const additionalRule = fc
  .record({
    tier: fc.constantFrom("web", "app", "data"),
    protocol: fc.constantFrom("tcp", "udp"),
    ports: fc.tuple(port, port),
    cidr: anyCidr,
  })
  .map(({ tier, protocol, ports, cidr }) => ({
    tier,
    protocol,
    fromPort: Math.min(...ports),
    toPort: Math.max(...ports),
    cidr: formatCidr(cidr),
    description: "generated",
  }));

/** Valid settings with one workload: any ports, tiers, zones and additional rules. */
export const anySettings: fc.Arbitrary<EnvironmentSettings> = fc
  .record({
    servicePorts: fc.uniqueArray(port, { minLength: 1, maxLength: 4 }),
    internetGateway: fc.boolean(),
    web: port,
    app: port,
    data: fc.option(port, { nil: undefined }),
    internetEgress: fc.boolean(),
    prefix: fc.integer({ min: 16, max: 23 }),
    zones: fc.integer({ min: 2, max: 3 }),
    additionalIngress: fc.array(additionalRule, { maxLength: 10 }),
  })
  .map(
    ({ servicePorts, internetGateway, web, app, data, internetEgress, prefix, zones, additionalIngress }) =>
      devWith({
        "network.availabilityZones": ["a", "b", "c"].slice(0, zones).map((letter) => `eu-west-2${letter}`),
        "network.hub.servicePorts": servicePorts,
        "network.hub.internetGateway": internetGateway,
        workloads: [
          {
            name: "booking",
            accountId: "210000000111",
            owner: { name: "Booking team", email: "booking@example.org" },
            dataClassification: "internal",
            cidr: `10.33.0.0/${prefix}`,
            tiers: { web: { port: web }, app: { port: app }, ...(data ? { data: { port: data } } : {}) },
            internetEgress,
            additionalIngress: additionalIngress.filter(({ tier }) => tier !== "data" || data !== undefined),
          },
        ],
      }),
  );
