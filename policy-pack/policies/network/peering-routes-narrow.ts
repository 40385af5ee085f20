import { parseBlock } from "../../analysis/addresses";
import { UNKNOWN, asText, at, type Read } from "../../analysis/values";
import { everyElement } from "../../lib/expect";
import { allOf, compliant, notApplicable, unknown, violation, type Outcome } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const peeringRoutesNarrow: ResourcePolicy = {
  kind: "resource",
  name: "peering-routes-narrow",
  concern: "network",
  description: "A route over a peering leads to the peer's own addresses, never to everywhere.",
  severity: "high",
  level: "mandatory",
  controls: { cis: cis("peering-routes"), checkov: ["CKV2_AWS_44"], seed: ["route tables", "peering"] },
  tags: ["route", "peering"],
  remediationSteps: "Route only the CIDR blocks of the peer's subnets over the peering.",
  url: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html",
  parameters: {
    shortestPrefix: {
      type: "integer",
      description: "The shortest prefix a route over a peering may have.",
      default: 8,
      minimum: 1,
      maximum: 32,
    },
  },
  types: [
    "aws:ec2/route:Route",
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/defaultRouteTable:DefaultRouteTable",
  ],
  check: (resource, { parameters }) => {
    if (resource.type === "aws:ec2/route:Route")
      return judge(resource.props, "the route", parameters.integer("shortestPrefix"));
    const routes = everyElement(resource, "routes", (route, path) =>
      judge(route, path, parameters.integer("shortestPrefix")),
    );
    return routes.length === 0 ? notApplicable("it has no inline routes") : allOf(...routes);
  },
};

function judge(route: Read, path: string, shortest: number): Outcome {
  if (at(route, "vpcPeeringConnectionId") === undefined || at(route, "vpcPeeringConnectionId") === "") {
    return notApplicable("it is no route over a peering");
  }
  const keys = ["destinationCidrBlock", "destinationIpv6CidrBlock", "cidrBlock", "ipv6CidrBlock"];
  return allOf(
    ...keys.map((key) => {
      const text = asText(at(route, key));
      if (text === UNKNOWN) return unknown(`${path}.${key}`);
      const prefix = text === undefined ? undefined : parseBlock(text)?.prefix;
      if (prefix === undefined || prefix >= shortest) return compliant;
      return violation(
        `${path} sends ${String(text)} to the peer; a route over a peering has a prefix of /${shortest} or longer.`,
      );
    }),
  );
}
