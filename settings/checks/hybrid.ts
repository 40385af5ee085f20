import { contains, overlaps, parseCidr } from "../addresses/cidr";
import { firstFreeBlock } from "../addresses/overlaps";
import { hasOwnVpnGateway, hasTransitGateway, pathsOf } from "../connectivity";
import { connectivityQuotas } from "../facts/connectivity-quotas";
import { type Problem, show } from "../problems";
import { type EnvironmentSettings } from "../schema/environment";
import { checkDirectConnect } from "./direct-connect";
import { checkVpn } from "./vpn";

/** What contradicts itself among the settings of VPN, Direct Connect, transit gateway and what workloads ask of them. */
export function checkHybrid(settings: EnvironmentSettings): Problem[] {
  return [
    ...checkVpn(settings),
    ...checkDirectConnect(settings),
    ...checkSpokes(settings),
    ...checkOnPremisesPaths(settings),
    ...checkInspection(settings),
  ];
}

function checkSpokes(settings: EnvironmentSettings): Problem[] {
  const problems: Problem[] = settings.workloads.flatMap((workload, index) =>
    pathsOf(settings, workload).attached && !hasTransitGateway(settings)
      ? [
          {
            path: `workloads[${index}].connectivity`,
            found: `${show(workload.connectivity)}, and the environment has no transit gateway`,
            allowed: "peering, or connectivity: transitGateway for the environment",
          },
        ]
      : [],
  );
  const { peeringsPerVpc } = connectivityQuotas;
  const peered = settings.workloads.filter((workload) => pathsOf(settings, workload).peered).length;
  if (peered <= peeringsPerVpc) return problems;
  return [
    ...problems,
    {
      path: hasTransitGateway(settings) ? "workloads" : "connectivity",
      found: `${peered} workloads that are peered with the hub`,
      allowed: `at most ${peeringsPerVpc} peerings of one VPC; use transitGateway`,
    },
  ];
}

/** A peering leads to the hub and no further: what lies behind the hub's gateway is out of a peered workload's reach. */
function checkOnPremisesPaths(settings: EnvironmentSettings): Problem[] {
  const { network, hybrid, workloads } = settings;
  const leadsOut = hybrid.vpn.length > 0 || hybrid.directConnect !== undefined;
  const nothing = "a VPN connection or Direct Connect in hybrid, or onPremises: false";
  const hub: Problem[] =
    network.hub.onPremises && !leadsOut
      ? [{ path: "network.hub.onPremises", found: "true, and nothing leads there", allowed: nothing }]
      : [];
  return workloads.reduce((problems, workload, index) => {
    const path = `workloads[${index}].onPremises`;
    if (!workload.onPremises) return problems;
    if (pathsOf(settings, workload).routed === "transitGateway" && hasTransitGateway(settings)) {
      return leadsOut
        ? problems
        : [...problems, { path, found: "true, and nothing leads there", allowed: nothing }];
    }
    if (hasOwnVpnGateway(settings, workload)) return problems;
    const attach = hasTransitGateway(settings)
      ? "connectivity: transitGateway for the workload"
      : "connectivity: transitGateway for the environment";
    const own = hasTransitGateway(settings)
      ? "an environment with connectivity: peering and hybrid.directConnect, where the workload has a gateway of its own"
      : "hybrid.directConnect, to whose gateway the workload then has a gateway of its own";
    return [
      ...problems,
      {
        path,
        found:
          "true for a workload that is peered with the hub, and a peering does not lead on to on-premises networks",
        allowed: `one of two ways out: ${attach}; or ${own}`,
      },
    ];
  }, hub);
}

function checkInspection(settings: EnvironmentSettings): Problem[] {
  const { network, hybrid, workloads, connectivity } = settings;
  const { inspection, inspectionCidr } = hybrid.transitGateway;
  const path = "hybrid.transitGateway.inspectionCidr";
  const space = parseCidr(network.addressSpace);
  const vpcs = [
    { owner: "the hub", cidr: network.hub.cidr },
    ...workloads.map(({ name, cidr }) => ({ owner: `workload ${name}`, cidr })),
  ];
  if (inspection === "none") {
    return inspectionCidr === undefined
      ? []
      : [{ path, found: show(inspectionCidr), allowed: "nothing, or inspection: firewall" }];
  }
  if (connectivity !== "transitGateway") {
    return [
      {
        path: "hybrid.transitGateway.inspection",
        found: show(inspection),
        allowed: "none, or connectivity: transitGateway: traffic over a peering passes no firewall",
      },
    ];
  }
  const free = firstFreeBlock(
    space,
    24,
    vpcs.map(({ cidr }) => parseCidr(cidr)),
  );
  const offer = free === undefined ? "" : `; ${free} is free`;
  if (inspectionCidr === undefined) {
    return [{ path, found: "nothing", allowed: `a block for the inspection VPC, /16 to /24${offer}` }];
  }
  const block = parseCidr(inspectionCidr);
  const problems: Problem[] = [];
  if (block.prefix < 16 || block.prefix > 24 || !contains(space, block)) {
    problems.push({
      path,
      found: show(inspectionCidr),
      allowed: `a block from /16 to /24 inside network.addressSpace, ${network.addressSpace}${offer}`,
    });
  }
  for (const { owner, cidr } of vpcs) {
    if (!overlaps(block, parseCidr(cidr))) continue;
    problems.push({
      path,
      found: `${show(inspectionCidr)}, which overlaps ${cidr} of ${owner}`,
      allowed: `a block of its own${offer}`,
    });
  }
  return problems;
}
