import { policy, THERE } from "../support/accounts";
import { ACCEPTER, ENDPOINT, PEERING, ROUTE, subnet, table, vpc } from "../support/network";
import { refuses } from "../support/refusals";

const OPTIONS = "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const TRANSIT = "aws:ec2transitgateway/transitGateway:TransitGateway";
const ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
const TRANSIT_TABLE = "aws:ec2transitgateway/routeTable:RouteTable";
const TRANSIT_ROUTE = "aws:ec2transitgateway/route:Route";
const TRANSIT_ASSOCIATION = "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation";
const CUSTOMER = "aws:ec2/customerGateway:CustomerGateway";
const VPN_GATEWAY = "aws:ec2/vpnGateway:VpnGateway";
const VPN = "aws:ec2/vpnConnection:VpnConnection";
const DX_ASSOCIATION = "aws:directconnect/gatewayAssociation:GatewayAssociation";
const DX_GATEWAY = "aws:directconnect/gateway:Gateway";

const customer = { type: "ipsec.1", bgpAsn: "65000", ipAddress: "198.51.100.1" };
const service = (name: string): string => `com.amazonaws.eu-west-2.${name}`;

refuses("the sandbox refuses, of peering,", [
  [
    "peers whose blocks overlap",
    /VpcPeeringConnection\.failed:.*overlapping CIDR range/,
    async (a, accounts) => {
      const peerVpcId = await vpc(await accounts.in(THERE), "10.0.128.0/17");
      return a.make(PEERING, { vpcId: await vpc(a), peerVpcId, peerOwnerId: THERE });
    },
  ],
  [
    "a peer that its account does not have",
    "VpcPeeringConnection.failed",
    async (a, accounts) => {
      await vpc(await accounts.in(THERE), "10.1.0.0/16");
      return a.make(PEERING, { vpcId: await vpc(a), peerVpcId: "vpc-0123456789abcdef0", peerOwnerId: THERE });
    },
  ],
  [
    "a second connection between two VPCs",
    "VpcPeeringConnectionAlreadyExists",
    async (a) => {
      const [vpcId, peerVpcId] = [await vpc(a), await vpc(a, "10.1.0.0/16")];
      await a.make(PEERING, { vpcId, peerVpcId });
      return a.make(PEERING, { vpcId: peerVpcId, peerVpcId: vpcId });
    },
  ],
  [
    "an accepter in the wrong account",
    "InvalidVpcPeeringConnectionID.NotFound",
    async (a, accounts) => {
      const peerVpcId = await vpc(await accounts.in(THERE), "10.1.0.0/16");
      const id = await a.id(PEERING, { vpcId: await vpc(a), peerVpcId, peerOwnerId: THERE });
      const third = await accounts.in("210000000113");
      return third.make(ACCEPTER, { vpcPeeringConnectionId: id, autoAccept: true });
    },
  ],
  [
    "an accepter in the account that asked",
    "InvalidVpcPeeringConnectionID.NotFound",
    async (a, accounts) => {
      const peerVpcId = await vpc(await accounts.in(THERE), "10.1.0.0/16");
      const id = await a.id(PEERING, { vpcId: await vpc(a), peerVpcId, peerOwnerId: THERE });
      return a.make(ACCEPTER, { vpcPeeringConnectionId: id, autoAccept: true });
    },
  ],
  [
    "options of a connection that is not accepted",
    /OperationNotPermitted: Peering pcx-\w+ is not active/,
    async (a) => {
      const id = await a.id(PEERING, { vpcId: await vpc(a), peerVpcId: await vpc(a, "10.1.0.0/16") });
      return a.make(OPTIONS, {
        vpcPeeringConnectionId: id,
        requester: { allowRemoteVpcDnsResolution: true },
      });
    },
  ],
  [
    "the accepter's options from the account that asked",
    "OperationNotPermitted",
    async (a, accounts) => {
      const there = await accounts.in(THERE);
      const peerVpcId = await vpc(there, "10.1.0.0/16");
      const id = await a.id(PEERING, { vpcId: await vpc(a), peerVpcId, peerOwnerId: THERE });
      await there.make(ACCEPTER, { vpcPeeringConnectionId: id, autoAccept: true });
      return a.make(OPTIONS, { vpcPeeringConnectionId: id, accepter: { allowRemoteVpcDnsResolution: true } });
    },
  ],
  [
    "a route over a connection of other VPCs",
    "InvalidVpcPeeringConnectionID.NotFound",
    async (a) => {
      const { routeTableId } = await table(a);
      const id = await a.id(PEERING, {
        vpcId: await vpc(a, "10.1.0.0/16"),
        peerVpcId: await vpc(a, "10.2.0.0/16"),
      });
      return a.make(ROUTE, { routeTableId, destinationCidrBlock: "10.2.0.0/16", vpcPeeringConnectionId: id });
    },
  ],
]);

refuses("the sandbox refuses, of endpoints and flow logs,", [
  [
    "a service of another Region",
    "InvalidServiceName",
    async (a) => a.make(ENDPOINT, { vpcId: await vpc(a), serviceName: "com.amazonaws.eu-west-1.s3" }),
  ],
  [
    "a gateway endpoint of a service without one",
    "InvalidServiceName",
    async (a) => a.make(ENDPOINT, { vpcId: await vpc(a), serviceName: service("logs") }),
  ],
  [
    "private names in a VPC without DNS",
    "InvalidParameter",
    async (a) => {
      const vpcId = await a.id("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
      return a.make(ENDPOINT, {
        vpcId,
        serviceName: service("logs"),
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
      });
    },
  ],
  [
    "the same private names twice",
    /InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for logs\.eu-west-2\.amazonaws\.com/,
    async (a) => {
      const endpoint = {
        vpcId: await vpc(a),
        serviceName: service("logs"),
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
      };
      await a.make(ENDPOINT, endpoint);
      return a.make(ENDPOINT, endpoint);
    },
  ],
  [
    "two subnets of an endpoint in one zone",
    "DuplicateSubnetsInSameZone",
    async (a) => {
      const vpcId = await vpc(a);
      const subnetIds = [await subnet(a, vpcId), await subnet(a, vpcId, "10.0.1.0/24")];
      return a.make(ENDPOINT, {
        vpcId,
        serviceName: service("logs"),
        vpcEndpointType: "Interface",
        subnetIds,
      });
    },
  ],
  [
    "an endpoint policy over 20,480 characters",
    "InvalidPolicyDocument",
    async (a) =>
      a.make(ENDPOINT, {
        vpcId: await vpc(a),
        serviceName: service("s3"),
        policy: policy({ Principal: "*", Resource: "x".repeat(20_480) }),
      }),
  ],
  [
    "an endpoint policy without a principal",
    "InvalidPolicyDocument",
    async (a) =>
      a.make(ENDPOINT, {
        vpcId: await vpc(a),
        serviceName: service("s3"),
        policy: policy({ Resource: "*" }),
      }),
  ],
  [
    "a flow log to CloudWatch without a role",
    /InvalidParameter: DeliverLogsPermissionArn can't be empty/,
    async (a) => a.make(FLOW_LOG, { vpcId: await vpc(a), trafficType: "ALL" }),
  ],
  [
    "the same flow log twice",
    "FlowLogAlreadyExists",
    async (a) => {
      const log = {
        vpcId: await vpc(a),
        trafficType: "ALL",
        logDestinationType: "s3",
        logDestination: "arn:aws:s3:::elsewhere",
      };
      await a.make(FLOW_LOG, log);
      return a.make(FLOW_LOG, log);
    },
  ],
  [
    "a flow log of nothing",
    "InvalidParameter",
    (a) =>
      a.make(FLOW_LOG, {
        trafficType: "ALL",
        logDestinationType: "s3",
        logDestination: "arn:aws:s3:::elsewhere",
      }),
  ],
  [
    "an aggregation interval of 300 seconds",
    "InvalidParameter",
    async (a) => a.make(FLOW_LOG, { vpcId: await vpc(a), trafficType: "ALL", maxAggregationInterval: 300 }),
  ],
]);

refuses("the sandbox refuses, of transit gateways, VPN and Direct Connect,", [
  [
    "two subnets of an attachment in one zone",
    "DuplicateSubnetsInSameZone",
    async (a) => {
      const vpcId = await vpc(a);
      const subnetIds = [await subnet(a, vpcId), await subnet(a, vpcId, "10.0.1.0/24")];
      return a.make(ATTACHMENT, { transitGatewayId: await a.id(TRANSIT, {}), vpcId, subnetIds });
    },
  ],
  [
    "a second attachment of a VPC",
    "DuplicateTransitGatewayAttachment",
    async (a) => {
      const vpcId = await vpc(a);
      const attachment = {
        transitGatewayId: await a.id(TRANSIT, {}),
        vpcId,
        subnetIds: [await subnet(a, vpcId)],
      };
      await a.make(ATTACHMENT, attachment);
      return a.make(ATTACHMENT, attachment);
    },
  ],
  [
    "a second table of an attachment",
    "Resource.AlreadyAssociated",
    async (a) => {
      const vpcId = await vpc(a);
      const transitGatewayId = await a.id(TRANSIT, {});
      const transitGatewayAttachmentId = await a.id(ATTACHMENT, {
        transitGatewayId,
        vpcId,
        subnetIds: [await subnet(a, vpcId)],
      });
      for (let at = 0; at < 2; at++) {
        const transitGatewayRouteTableId = await a.id(TRANSIT_TABLE, { transitGatewayId });
        await a.make(TRANSIT_ASSOCIATION, { transitGatewayAttachmentId, transitGatewayRouteTableId });
      }
    },
  ],
  [
    "a second route to one destination",
    "RouteAlreadyExists",
    async (a) => {
      const transitGatewayRouteTableId = await a.id(TRANSIT_TABLE, {
        transitGatewayId: await a.id(TRANSIT, {}),
      });
      const route = { transitGatewayRouteTableId, destinationCidrBlock: "10.0.0.0/8", blackhole: true };
      await a.make(TRANSIT_ROUTE, route);
      return a.make(TRANSIT_ROUTE, route);
    },
  ],
  [
    "the end of a transit gateway with attachments",
    "IncorrectState",
    async (a) => {
      const vpcId = await vpc(a);
      const made = await a.make(TRANSIT, {});
      await a.make(ATTACHMENT, { transitGatewayId: made.id, vpcId, subnetIds: [await subnet(a, vpcId)] });
      return a.remove(made);
    },
  ],
  [
    "a second VPN gateway of a VPC",
    "InvalidParameterValue",
    async (a) => {
      const vpcId = await vpc(a);
      await a.make(VPN_GATEWAY, { vpcId });
      return a.make(VPN_GATEWAY, { vpcId });
    },
  ],
  [
    "tunnels with one inside block",
    "InvalidParameterValue",
    async (a) =>
      a.make(VPN, {
        type: "ipsec.1",
        customerGatewayId: await a.id(CUSTOMER, customer),
        tunnel1InsideCidr: "169.254.10.0/30",
        tunnel2InsideCidr: "169.254.10.0/30",
      }),
  ],
  [
    "a tunnel block AWS keeps for itself",
    "InvalidParameterValue",
    async (a) =>
      a.make(VPN, {
        type: "ipsec.1",
        customerGatewayId: await a.id(CUSTOMER, customer),
        tunnel1InsideCidr: "169.254.0.0/30",
      }),
  ],
  [
    "a tunnel's algorithm that AWS does not know",
    "InvalidParameterValue",
    async (a) =>
      a.make(VPN, {
        type: "ipsec.1",
        customerGatewayId: await a.id(CUSTOMER, customer),
        tunnel1Phase1EncryptionAlgorithms: ["3DES"],
      }),
  ],
  [
    "a tunnel's Diffie-Hellman group that phase 1 does not take",
    "InvalidParameterValue",
    async (a) =>
      a.make(VPN, {
        type: "ipsec.1",
        customerGatewayId: await a.id(CUSTOMER, customer),
        tunnel1Phase1DhGroupNumbers: [5],
      }),
  ],
  [
    "a customer's ASN beyond 31 bits in the property for the others",
    "InvalidParameterValue",
    (a) => a.make(CUSTOMER, { ...customer, bgpAsn: "4200000000" }),
  ],
  [
    "a public ASN of a Direct Connect gateway",
    "DirectConnectClientException",
    (a) => a.make(DX_GATEWAY, { amazonSideAsn: "3356" }),
  ],
  [
    "one ASN of a Direct Connect gateway and its transit gateway",
    /DirectConnectClientException.*the same ASN/,
    async (a) =>
      a.make(DX_ASSOCIATION, {
        dxGatewayId: await a.id(DX_GATEWAY, { amazonSideAsn: "64600" }),
        associatedGatewayId: await a.id(TRANSIT, { amazonSideAsn: 64_600 }),
        allowedPrefixes: ["10.0.0.0/8"],
      }),
  ],
  [
    "a transit gateway beside a virtual private gateway at one Direct Connect gateway",
    /DirectConnectClientException.*virtual private gateways or private/,
    async (a) => {
      const dxGatewayId = await a.id(DX_GATEWAY, { amazonSideAsn: "64600" });
      const associatedGatewayId = await a.id(VPN_GATEWAY, {});
      await a.make(DX_ASSOCIATION, { dxGatewayId, associatedGatewayId });
      return a.make(DX_ASSOCIATION, { dxGatewayId, associatedGatewayId: await a.id(TRANSIT, {}) });
    },
  ],
  [
    "an association by a proposal that nobody made",
    /DirectConnectClientException.*Could not find proposal/,
    async (a) =>
      a.make(DX_ASSOCIATION, {
        dxGatewayId: await a.id(DX_GATEWAY, { amazonSideAsn: "64600" }),
        proposalId: "0a1b2c3d-0000-0000-0000-000000000000",
        associatedGatewayOwnerAccountId: THERE,
      }),
  ],
  [
    "a transit gateway that is not shared with the account",
    "InvalidTransitGatewayID.NotFound",
    async (a, accounts) => {
      const there = await accounts.in(THERE);
      const vpcId = await vpc(there);
      return there.make(ATTACHMENT, {
        transitGatewayId: await a.id(TRANSIT, {}),
        vpcId,
        subnetIds: [await subnet(there, vpcId)],
      });
    },
  ],
]);
