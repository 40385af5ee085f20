import { block } from "../checks/cidr";
import type { Call } from "../model/call";
import { anywhere, holds, type, uses, type Model, type Unique } from "../model/model";
import { refuse } from "../model/refusal";
import { str, type Props } from "../model/values";
import { checksum, ec2Answers, exactlyOne, or, withinQuota } from "./common";
import * as ec2 from "./ec2-tokens";

const destinations = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"];
const targets = [
  "carrierGatewayId",
  "coreNetworkArn",
  "egressOnlyGatewayId",
  "gatewayId",
  "localGatewayId",
  "natGatewayId",
  "networkInterfaceId",
  "odbNetworkArn",
  "transitGatewayId",
  "vpcEndpointId",
  "vpcPeeringConnectionId",
];

const routeTable = type(ec2.ROUTE_TABLE, "rtb-", {
  arn: "ec2:{region}:{account}:route-table/{id}",
  replace: ["vpcId"],
  references: { vpcId: holds(ec2.VPC) },
  ...ec2Answers("InvalidRouteTableID.NotFound", "routeTable"),
  outputs: (call) => ({
    ownerId: call.account,
    propagatingVgws: or(call, "propagatingVgws", []),
    routes: or(call, "routes", []),
  }),
});

/** Where the route goes, as one text. */
function destinationOf(properties: Props): string {
  return destinations.map((name) => str(properties, name) ?? "").join("");
}

function isPeeringActive(call: Call): boolean {
  const id = call.text("vpcPeeringConnectionId");
  const peering = call.everywhere(ec2.PEERING).find((one) => one.id === id);
  return peering === undefined || str(peering.properties, "acceptStatus") === "active";
}

const route = type(
  ec2.ROUTE,
  (call) => `r-${call.text("routeTableId")}${checksum(destinationOf(call.inputs))}`,
  {
    replace: ["routeTableId", ...destinations],
    references: {
      routeTableId: holds(ec2.ROUTE_TABLE),
      natGatewayId: uses(ec2.NAT_GATEWAY),
      gatewayId: holds(ec2.INTERNET_GATEWAY),
      egressOnlyGatewayId: uses(ec2.EGRESS_GATEWAY),
      vpcPeeringConnectionId: anywhere(uses(ec2.PEERING)),
      vpcEndpointId: uses(ec2.ENDPOINT),
    },
    notFound: ["InvalidRoute.NotFound", "no route with id {id}"],
    unique: destinations.map((by): Unique => ({
      by: ["routeTableId", by],
      within: "region",
      refusal: ["RouteAlreadyExists", `The route identified by {${by}} already exists.`],
    })),
    check: (inputs) => {
      exactlyOne(inputs, destinations);
      exactlyOne(inputs, targets);
      const text = str(inputs, "destinationCidrBlock");
      if (text !== undefined && !block(text)) {
        refuse(
          "InvalidParameterValue",
          `Value (${text}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`,
          "destinationCidrBlock",
        );
      }
    },
    admit: (call) => {
      const table = call.find(ec2.ROUTE_TABLE, call.text("routeTableId"));
      const vpc = call.find(ec2.VPC, str(table?.properties, "vpcId") ?? "");
      const destination = call.text("destinationCidrBlock");
      if (vpc && destination !== "" && vpc.properties.cidrBlock === destination) {
        refuse(
          "RouteAlreadyExists",
          `The route identified by ${destination} already exists.`,
          "destinationCidrBlock",
        );
      }
      const siblings = call.peers(ec2.ROUTE, { routeTableId: call.text("routeTableId") });
      withinQuota(call, "routesPerTable", siblings.length, "routeTableId");
    },
    outputs: (call) => ({
      instanceId: "",
      instanceOwnerId: "",
      networkInterfaceId: or(call, "networkInterfaceId", ""),
      origin: "CreateRoute",
      state: isPeeringActive(call) ? "active" : "blackhole",
    }),
  },
);

const association = type("aws:ec2/routeTableAssociation:RouteTableAssociation", "rtbassoc-", {
  replace: ["subnetId", "gatewayId"],
  references: {
    routeTableId: holds(ec2.ROUTE_TABLE),
    subnetId: uses(ec2.SUBNET),
    gatewayId: uses(ec2.INTERNET_GATEWAY),
  },
  notFound: ["InvalidAssociationID.NotFound", "The association ID '{id}' does not exist"],
  unique: ["subnetId", "gatewayId"].map((by): Unique => ({
    by: [by],
    within: "region",
    refusal: [
      "Resource.AlreadyAssociated",
      `the specified association for route table {routeTableId} conflicts with an existing association of {${by}}`,
    ],
  })),
  check: (inputs) => exactlyOne(inputs, ["subnetId", "gatewayId"]),
  admit: (call) => {
    const subnet = call.find(ec2.SUBNET, call.text("subnetId"));
    const table = call.find(ec2.ROUTE_TABLE, call.text("routeTableId"));
    if (!subnet || !table || subnet.properties.vpcId === table.properties.vpcId) return;
    refuse(
      "InvalidParameterValue",
      `Route table ${table.id} and subnet ${subnet.id} belong to different networks`,
      "subnetId",
    );
  },
});

export const routeTypes: readonly Model[] = [routeTable, route, association];
