import { contains, parseCidr } from "../addresses/cidr";
import { hasOwnVpnGateway } from "../connectivity";
import { connectivityQuotas } from "../facts/connectivity-quotas";
import { portSpeeds } from "../facts/direct-connect";
import { type Problem, show } from "../problems";
import { type DirectConnectSettings } from "../schema/hybrid";
import { type EnvironmentSettings } from "../schema/environment";
import { knownNetworks, twice } from "./lists";

const root = "hybrid.directConnect";

/** Direct Connect: connections and interfaces are either one's own or hosted; numbers differ; prefixes are few enough. */
export function checkDirectConnect(settings: EnvironmentSettings): Problem[] {
  const { directConnect } = settings.hybrid;
  if (!directConnect) return [];
  const { connections, interfaces, networks } = directConnect;
  return [
    ...knownNetworks(settings, networks, `${root}.networks`),
    ...twice(
      connections.map(({ name }) => name),
      (index) => `${root}.connections[${index}].name`,
    ),
    ...twice(
      interfaces.map(({ name }) => name),
      (index) => `${root}.interfaces[${index}].name`,
    ),
    ...connections.flatMap(checkConnection),
    ...checkInterfaces(directConnect),
    ...checkAsns(settings, directConnect),
    ...checkPrefixes(settings, directConnect),
    ...checkOwnGateways(settings),
  ];
}

type Connection = DirectConnectSettings["connections"][number];

function checkConnection(connection: Connection, index: number): Problem[] {
  const path = `${root}.connections[${index}]`;
  const { location, bandwidth, provider, macsec, hostedConnectionId } = connection;
  const own = { location, bandwidth, provider, macsec };
  if (hostedConnectionId !== undefined) {
    const given = Object.entries(own).filter(([, value]) => value !== undefined);
    return given.map(([name, value]) => ({
      path: `${path}.${name}`,
      found: show(value),
      allowed: "nothing: the provider decides that of a hosted connection (hostedConnectionId)",
    }));
  }
  if (location === undefined || bandwidth === undefined) {
    return [
      {
        path,
        found: show(connection),
        allowed:
          "location and bandwidth for a connection of one's own, or hostedConnectionId for a hosted one",
      },
    ];
  }
  if (macsec === undefined) return [];
  if (!portSpeeds[bandwidth]!.macsec) {
    const speeds = Object.keys(portSpeeds).filter((speed) => portSpeeds[speed]!.macsec);
    return [
      { path: `${path}.macsec`, found: `MACsec at ${bandwidth}`, allowed: `MACsec at ${speeds.join(", ")}` },
    ];
  }
  return macsec.required && macsec.secretArn === undefined
    ? [
        {
          path: `${path}.macsec.required`,
          found: "true, and no secretArn",
          allowed: "false until the keys are there (secretArn): without them nothing would pass",
        },
      ]
    : [];
}

function checkInterfaces({ connections, interfaces }: DirectConnectSettings): Problem[] {
  const names = connections.map(({ name }) => name);
  return interfaces.flatMap((one, index): Problem[] => {
    const path = `${root}.interfaces[${index}]`;
    const { connection, vlan, asn, amazonAddress, customerAddress, authKey, hostedInterfaceId } = one;
    const own = { connection, vlan, asn, amazonAddress, customerAddress, authKey };
    if (hostedInterfaceId !== undefined) {
      const given = Object.entries(own).filter(([, value]) => value !== undefined);
      return given.map(([name]) => ({
        path: `${path}.${name}`,
        found: "a value",
        allowed: "nothing: the provider decides that of a hosted interface (hostedInterfaceId)",
      }));
    }
    if (connection === undefined || vlan === undefined || asn === undefined) {
      return [
        {
          path,
          found: show(one),
          allowed:
            "connection, vlan and asn for an interface of one's own, or hostedInterfaceId for a hosted one",
        },
      ];
    }
    const problems: Problem[] = [];
    if (!names.includes(connection)) {
      problems.push({
        path: `${path}.connection`,
        found: show(connection),
        allowed: `the name of one of ${root}.connections: ${names.length === 0 ? "it has none" : names.join(", ")}`,
      });
    }
    const first = interfaces.findIndex((other) => other.connection === connection && other.vlan === vlan);
    if (first < index) {
      problems.push({
        path: `${path}.vlan`,
        found: `${vlan}, which ${root}.interfaces[${first}] has on the same connection`,
        allowed: "a VLAN of its own",
      });
    }
    return problems;
  });
}

function checkAsns(
  { connectivity, hybrid }: EnvironmentSettings,
  { gatewayAsn, interfaces }: DirectConnectSettings,
): Problem[] {
  const clash: Problem[] =
    connectivity === "transitGateway" && hybrid.transitGateway.asn === gatewayAsn
      ? [
          {
            path: `${root}.gatewayAsn`,
            found: `${gatewayAsn}, which is hybrid.transitGateway.asn too`,
            allowed: "another ASN: a Direct Connect gateway and its transit gateway differ",
          },
        ]
      : [];
  return [
    ...clash,
    ...interfaces.flatMap(({ asn }, index) =>
      asn === gatewayAsn
        ? [
            {
              path: `${root}.interfaces[${index}].asn`,
              found: `${asn}, which is ${root}.gatewayAsn too`,
              allowed: "another ASN than Amazon's side has",
            },
          ]
        : [],
    ),
  ];
}

function checkPrefixes(
  settings: EnvironmentSettings,
  { allowedPrefixes = [] }: DirectConnectSettings,
): Problem[] {
  const limit = connectivityQuotas.allowedPrefixes[settings.connectivity];
  const space = parseCidr(settings.network.addressSpace);
  const path = `${root}.allowedPrefixes`;
  const count: Problem[] =
    allowedPrefixes.length > limit
      ? [
          {
            path,
            found: `${allowedPrefixes.length} prefixes`,
            allowed: `at most ${limit} with connectivity: ${settings.connectivity}; announce a larger block, or none of the setting for ${settings.network.addressSpace}`,
          },
        ]
      : [];
  return [
    ...count,
    ...twice(allowedPrefixes, (index) => `${path}[${index}]`),
    ...allowedPrefixes.flatMap((cidr, index) =>
      contains(space, parseCidr(cidr))
        ? []
        : [
            {
              path: `${path}[${index}]`,
              found: show(cidr),
              allowed: `a block inside network.addressSpace, ${settings.network.addressSpace}`,
            },
          ],
    ),
  ];
}

/** The hub's gateway takes one of the places. */
function checkOwnGateways(settings: EnvironmentSettings): Problem[] {
  const limit = connectivityQuotas.vpnGatewaysPerDirectConnectGateway;
  const own = settings.workloads.filter((workload) => hasOwnVpnGateway(settings, workload)).length;
  if (own + 1 <= limit) return [];
  return [
    {
      path: "connectivity",
      found: `${own} workloads with onPremises, each with a gateway of its own beside the hub's`,
      allowed: `at most ${limit} virtual private gateways of one Direct Connect gateway; use transitGateway`,
    },
  ];
}
