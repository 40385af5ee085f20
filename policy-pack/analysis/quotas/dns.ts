import { type Model } from "../model";
import { type Resource } from "../resource";
import { UNKNOWN, asList, at } from "../values";
import { type Amounts, type Count, perResource } from "./count";
import { inPlace } from "./in-place";
import { referring } from "./referring";
import { astray, longestOf, talliesOf } from "./rules";
import { targetsOf } from "./targets";

const VPC = "aws:ec2/vpc:Vpc";
const ZONE = "aws:route53/zone:Zone";
const AUTHORIZATION = "aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization";
const FIREWALL = "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup";

/** VPCs of each zone: of the zone itself, and associated apart, by way of an authorization where the VPC is another account's. */
function vpcsOf(model: Model, zones: readonly Resource[]): Amounts {
  const tallies = talliesOf(zones);
  let lost = 0;
  for (const [zone, tally] of tallies) {
    const own = asList(at(zone.props, "vpcs"));
    if (own === UNKNOWN) tally.addUnknownOwn("vpcs");
    else tally.addOwn("vpcs", own.length);
  }
  for (const association of model.ofType("aws:route53/zoneAssociation:ZoneAssociation")) {
    const direct = targetsOf(model, association, "zoneId", [ZONE]);
    const [permit] =
      direct.targets.length > 0 ? [] : targetsOf(model, association, "zoneId", [AUTHORIZATION]).targets;
    const { targets, unresolved } = permit ? targetsOf(model, permit, "zoneId", [ZONE]) : direct;
    if (unresolved) lost++;
    for (const zone of targets) tallies.get(zone)?.addApart("vpcs", 1);
  }
  astray(tallies, lost);
  return longestOf(tallies);
}

export const DNS_COUNTS: readonly Count[] = [
  inPlace("hostedZonesPerAccount", [ZONE], { global: true }),
  perResource("vpcsPerPrivateZone", [ZONE], vpcsOf, { global: true }),
  perResource("authorizationsPerZone", [ZONE], referring([{ type: AUTHORIZATION, property: "zoneId" }]), {
    global: true,
  }),
  inPlace("healthChecksPerAccount", ["aws:route53/healthCheck:HealthCheck"], { global: true }),
  inPlace("resolverEndpointsPerRegion", ["aws:route53/resolverEndpoint:ResolverEndpoint"]),
  inPlace("resolverRulesPerRegion", ["aws:route53/resolverRule:ResolverRule"]),
  inPlace("ruleAssociationsPerRegion", ["aws:route53/resolverRuleAssociation:ResolverRuleAssociation"]),
  inPlace("queryLogConfigsPerRegion", ["aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig"]),
  inPlace("queryLogAssociationsPerRegion", [
    "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation",
  ]),
  perResource(
    "firewallGroupsPerVpc",
    [VPC],
    referring([
      {
        type: "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
        property: "vpcId",
      },
    ]),
  ),
  perResource(
    "firewallRulesPerGroup",
    [FIREWALL],
    referring([
      { type: "aws:route53/resolverFirewallRule:ResolverFirewallRule", property: "firewallRuleGroupId" },
    ]),
  ),
];
