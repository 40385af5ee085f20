import { contains, formatCidr, overlaps, parseCidr } from "../addresses/cidr";
import { firstFreeBlock } from "../addresses/overlaps";
import { reservedTunnelBlocks, tunnelBlock, tunnelPrefix } from "../facts/vpn-tunnels";
import { type Problem, show } from "../problems";
import { type EnvironmentSettings } from "../schema/environment";
import { knownNetworks, twice } from "./lists";

/** VPN connections: names, networks, numbers of both sides, addresses inside the tunnels. */
export function checkVpn(settings: EnvironmentSettings): Problem[] {
  const { vpn } = settings.hybrid;
  return [
    ...twice(
      vpn.map(({ name }) => name),
      (index) => `hybrid.vpn[${index}].name`,
    ),
    ...twice(
      vpn.map(({ customerGateway }) => customerGateway.address),
      (index) => `hybrid.vpn[${index}].customerGateway.address`,
    ),
    ...vpn.flatMap(({ networks }, index) =>
      knownNetworks(settings, networks, `hybrid.vpn[${index}].networks`),
    ),
    ...checkAsns(settings),
    ...checkInside(settings),
    ...checkStaticRoutes(settings),
  ];
}

/** A transit gateway has one static route to a network, and it wins over all that is announced: a second way there would never be taken. */
function checkStaticRoutes({ connectivity, hybrid }: EnvironmentSettings): Problem[] {
  if (connectivity !== "transitGateway") return [];
  const { vpn, directConnect } = hybrid;
  return vpn.flatMap(({ routing, networks, name }, index) => {
    if (routing !== "static") return [];
    const others = [
      ...vpn
        .filter((other) => other.name !== name)
        .map((other) => ({ by: `VPN ${other.name}`, to: other.networks })),
      ...(directConnect ? [{ by: "Direct Connect", to: directConnect.networks }] : []),
    ];
    const clash = others.find(({ to }) => networks.some((network) => to.includes(network)));
    if (!clash) return [];
    const shared = networks.filter((network) => clash.to.includes(network)).join(", ");
    return [
      {
        path: `hybrid.vpn[${index}].routing`,
        found: `"static" for ${shared}, which ${clash.by} leads to as well`,
        allowed: `bgp: a static route of a transit gateway would win over ${clash.by}`,
      },
    ];
  });
}

/** A session joins two autonomous systems: the numbers of its sides differ. */
function checkAsns({ connectivity, hybrid }: EnvironmentSettings): Problem[] {
  const [amazon, setting] =
    connectivity === "peering"
      ? [hybrid.vpnGatewayAsn, "hybrid.vpnGatewayAsn"]
      : [hybrid.transitGateway.asn, "hybrid.transitGateway.asn"];
  return hybrid.vpn.flatMap(({ customerGateway: { asn } }, index) =>
    asn === amazon
      ? [
          {
            path: `hybrid.vpn[${index}].customerGateway.asn`,
            found: `${asn}, which is ${setting} too`,
            allowed: "another ASN than Amazon's side has",
          },
        ]
      : [],
  );
}

function checkInside({ hybrid }: EnvironmentSettings): Problem[] {
  const space = parseCidr(tunnelBlock);
  const reserved = reservedTunnelBlocks.map(parseCidr);
  const given = hybrid.vpn.flatMap(({ tunnels }, index) =>
    tunnels.flatMap(({ insideCidr }, position) =>
      insideCidr === undefined
        ? []
        : [{ path: `hybrid.vpn[${index}].tunnels[${position}].insideCidr`, block: parseCidr(insideCidr) }],
    ),
  );
  const taken = [...reserved, ...given.map(({ block }) => block)];
  const free = firstFreeBlock(parseCidr("169.254.8.0/21"), tunnelPrefix, taken);
  const offer = free === undefined ? "" : `; ${free} is free`;
  return given.flatMap(({ path, block }, index): Problem[] => {
    const found = show(formatCidr(block));
    if (block.prefix !== tunnelPrefix || !contains(space, block)) {
      return [{ path, found, allowed: `a /${tunnelPrefix} of ${tunnelBlock}${offer}` }];
    }
    if (reserved.some((other) => overlaps(other, block))) {
      return [
        { path, found: `${found}, which AWS keeps for itself`, allowed: `another /${tunnelPrefix}${offer}` },
      ];
    }
    const first = given.slice(0, index).find((other) => overlaps(other.block, block));
    return first === undefined
      ? []
      : [
          {
            path,
            found: `${found}, which overlaps ${formatCidr(first.block)} of ${first.path}`,
            allowed: `a block of its own${offer}`,
          },
        ];
  });
}
