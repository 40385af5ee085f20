import { checkDetection } from "./detection";
import { type NamedBlock, findOverlaps, firstFreeBlock } from "../addresses/overlaps";
import { contains, parseCidr, overlaps } from "../addresses/cidr";
import { hubTiers, longestPrefix, spokeTiers, type TierShare } from "../addresses/layout";
import { reservedBlocks } from "../facts/reserved-addresses";
import { zonesOf } from "../facts/regions";
import { type Problem, show } from "../problems";
import { type EnvironmentSettings } from "../schema/environment";
import { checkAwsConfig } from "./aws-config";
import { checkDns } from "./dns";
import { checkHybrid } from "./hybrid";
import { checkSearch } from "./search";
import { checkSearchPeople } from "./search-people";
import { checkServices } from "./service";
import { checkLogs } from "./logs";

/**
 * What the schema cannot see: settings that contradict each other. Each check returns all that it finds, so that
 * one run shows everything.
 * @param moreTaken blocks beside those of the settings that are not to be offered as free
 */
export function checkEnvironment(
  settings: EnvironmentSettings,
  moreTaken: readonly string[] = [],
): Problem[] {
  return [
    ...checkZones(settings),
    ...checkHub(settings),
    ...checkBlocks(settings),
    ...checkOverlaps(settings, moreTaken),
    ...checkNames(settings),
    ...checkAccounts(settings),
    ...checkLogs(settings),
    ...checkAwsConfig(settings.region, settings.awsConfig),
    ...checkRules(settings),
    ...checkDns(settings),
    ...checkServices(settings),
    ...checkHybrid(settings),
    ...checkDetection(settings),
    ...checkSearchPeople(settings),
    ...checkSearch(settings),
  ];
}

function checkZones({ region, network, workloads }: EnvironmentSettings): Problem[] {
  const known = zonesOf(region);
  const ofRegion = (zones: readonly string[], path: string): Problem[] =>
    zones.flatMap((zone, index) => {
      const at = `${path}[${index}]`;
      if (!known.includes(zone)) {
        return [{ path: at, found: show(zone), allowed: `a zone of ${region}: ${known.join(", ")}` }];
      }
      if (zones.indexOf(zone) < index) {
        return [{ path: at, found: `${show(zone)}, a second time`, allowed: "each zone once" }];
      }
      return [];
    });
  const environmentZones = network.availabilityZones;
  return [
    ...ofRegion(environmentZones, "network.availabilityZones"),
    ...workloads.flatMap((workload, index) => {
      const path = `workloads[${index}].availabilityZones`;
      const zones = workload.availabilityZones ?? [];
      const problems = ofRegion(zones, path);
      if (problems.length > 0) return problems;
      return zones.flatMap((zone, position) =>
        environmentZones.includes(zone)
          ? []
          : [
              {
                path: `${path}[${position}]`,
                found: show(zone),
                allowed: `a zone of network.availabilityZones: ${environmentZones.join(", ")}`,
              },
            ],
      );
    }),
  ];
}

/** Each port and each service names resources of its own: said twice, they would clash. */
function checkHub({ network: { hub } }: EnvironmentSettings): Problem[] {
  const lists: Array<[path: string, values: ReadonlyArray<string | number>, allowed: string]> = [
    ["network.hub.servicePorts", hub.servicePorts, "each port once"],
    ["network.hub.interfaceEndpoints", hub.interfaceEndpoints, "each service once"],
  ];
  return lists.flatMap(([path, values, allowed]) =>
    values.flatMap((value, index) =>
      values.indexOf(value) === index
        ? []
        : [{ path: `${path}[${index}]`, found: `${show(value)}, a second time`, allowed }],
    ),
  );
}

/** The VPCs of an environment with the settings they come from. */
function vpcBlocks({
  network,
  workloads,
}: EnvironmentSettings): Array<NamedBlock & { tiers: readonly TierShare[] }> {
  return [
    { owner: "the hub", path: "network.hub.cidr", cidr: network.hub.cidr, tiers: hubTiers },
    ...workloads.map((workload, index) => ({
      owner: `workload ${workload.name}`,
      path: `workloads[${index}].cidr`,
      cidr: workload.cidr,
      tiers: spokeTiers,
    })),
  ];
}

function checkBlocks(settings: EnvironmentSettings): Problem[] {
  const space = parseCidr(settings.network.addressSpace);
  return vpcBlocks(settings).flatMap(({ path, cidr, tiers }) => {
    const block = parseCidr(cidr);
    const longest = longestPrefix(tiers);
    const problems: Problem[] = [];
    if (block.prefix < 16 || block.prefix > longest) {
      const why =
        block.prefix > longest ? "its subnets would be smaller than AWS's /28" : "AWS takes no larger VPC";
      problems.push({ path, found: show(cidr), allowed: `a block from /16 to /${longest}; ${why}` });
    }
    if (!contains(space, block)) {
      problems.push({
        path,
        found: show(cidr),
        allowed: `a block inside network.addressSpace, ${settings.network.addressSpace}`,
      });
    }
    for (const reserved of reservedBlocks) {
      if (!overlaps(block, parseCidr(reserved.cidr))) continue;
      problems.push({
        path,
        found: show(cidr),
        allowed: `a block apart from ${reserved.cidr} (${reserved.why})`,
      });
    }
    return problems;
  });
}

/** Proves hub, spokes, on-premises networks and the other environments apart. */
function checkOverlaps(settings: EnvironmentSettings, moreTaken: readonly string[]): Problem[] {
  const { network } = settings;
  const outside: NamedBlock[] = [
    ...network.onPremises.map(({ name, cidr }, index) => ({
      owner: `on-premises ${name}`,
      path: `network.onPremises[${index}].cidr`,
      cidr,
    })),
    ...network.otherEnvironments.map(({ name, cidr }, index) => ({
      owner: `environment ${name}`,
      path: `network.otherEnvironments[${index}].cidr`,
      cidr,
    })),
  ];
  const vpcs = vpcBlocks(settings);
  const space: NamedBlock = {
    owner: "this environment's address space",
    path: "network.addressSpace",
    cidr: network.addressSpace,
  };
  const named = [...vpcs, ...outside];
  const taken = [...named.map(({ cidr }) => cidr), ...moreTaken].map(parseCidr);
  // A block outside may clash with the space as a whole though no VPC stands there yet: the next one would.
  const withSpace = findOverlaps([space, ...outside]).filter(({ first, second }) =>
    [first, second].includes(space),
  );
  const pairs = findOverlaps(named);
  const clashing = new Set(pairs.flatMap(({ first, second }) => [first.path, second.path]));
  const spaceOnly = withSpace.filter(
    ({ first, second }) => !clashing.has(first === space ? second.path : first.path),
  );
  return [...pairs, ...spaceOnly].map(({ first, second }) => {
    const [earlier, later] = inOrder(named, first, second);
    const free = vpcs.some(({ path }) => path === later.path)
      ? firstFreeBlock(parseCidr(network.addressSpace), parseCidr(later.cidr).prefix, taken)
      : undefined;
    return {
      path: later.path,
      found: `${show(later.cidr)} of ${later.owner}, which overlaps ${earlier.cidr} of ${earlier.owner} (${earlier.path})`,
      allowed: free ? `a block of its own; ${free} is free` : "a block of its own",
    };
  });
}

/** The block that stands later in the settings is the one to move. */
function inOrder(named: readonly NamedBlock[], a: NamedBlock, b: NamedBlock): [NamedBlock, NamedBlock] {
  const place = (block: NamedBlock): number => named.findIndex(({ path }) => path === block.path);
  return place(a) < place(b) ? [a, b] : [b, a];
}

/** Names that the platform gives to its own parts of an environment. */
const platformNames = ["hub", "log-archive", "network"];

function checkNames({ network, workloads }: EnvironmentSettings): Problem[] {
  const lists: Array<[path: string, names: string[], reserved: string[]]> = [
    ["workloads", workloads.map(({ name }) => name), platformNames],
    ["network.onPremises", network.onPremises.map(({ name }) => name), []],
    ["network.otherEnvironments", network.otherEnvironments.map(({ name }) => name), []],
  ];
  return lists.flatMap(([path, names, reserved]) =>
    names.flatMap((name, index) => {
      const first = names.indexOf(name);
      const at = `${path}[${index}].name`;
      if (reserved.includes(name)) {
        return [{ path: at, found: show(name), allowed: `a name other than ${reserved.join(", ")}` }];
      }
      if (first === index) return [];
      return [
        {
          path: at,
          found: `${show(name)}, already the name of ${path}[${first}]`,
          allowed: "a name of its own",
        },
      ];
    }),
  );
}

function checkAccounts({ accounts, sharedAccounts, workloads }: EnvironmentSettings): Problem[] {
  const platform = new Map(Object.entries(accounts).map(([name, id]) => [id, `accounts.${name}`]));
  return workloads.flatMap(({ accountId, ownStack }, index) => {
    const path = `workloads[${index}].accountId`;
    const role = platform.get(accountId);
    if (role) {
      return [
        {
          path,
          found: `${show(accountId)}, which is ${role}`,
          allowed: "an account that is the workload's own",
        },
      ];
    }
    const first = workloads.findIndex((other) => other.accountId === accountId);
    // Each account has one recorder and one set of rules: two stacks cannot both have them.
    const shared = workloads.filter((other) => other.accountId === accountId).length > 1;
    if (ownStack && shared) {
      return [
        {
          path,
          found: `${show(accountId)}, which other workloads share`,
          allowed: "an account of its own: with ownStack nothing else is in the workload's account",
        },
      ];
    }
    if (sharedAccounts || first === index) return [];
    return [
      {
        path,
        found: `${show(accountId)}, the account of workloads[${first}]`,
        allowed: "an account of its own, or sharedAccounts: true",
      },
    ];
  });
}

function checkRules({ workloads }: EnvironmentSettings): Problem[] {
  return workloads.flatMap((workload, index) =>
    workload.additionalIngress.flatMap((rule, position) => {
      const path = `workloads[${index}].additionalIngress[${position}]`;
      const problems: Problem[] = [];
      if (rule.toPort < rule.fromPort) {
        problems.push({
          path: `${path}.toPort`,
          found: show(rule.toPort),
          allowed: `at least fromPort, ${rule.fromPort}`,
        });
      }
      if (rule.tier === "data" && !workload.tiers.data) {
        problems.push({
          path: `${path}.tier`,
          found: show(rule.tier),
          allowed: "a tier that the workload has",
        });
      }
      return problems;
    }),
  );
}
