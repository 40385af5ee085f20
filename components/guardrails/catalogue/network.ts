import { type Guardrail } from "../statement";

/** Ways out of a VPC, which only the deployment opens: each is in the plan, and proven there. */
export const networkGuardrails: readonly Guardrail[] = [
  {
    sid: "Gateways",
    denies:
      "Open a way out of a VPC: internet and NAT gateways, peering, transit gateway attachments, VPN, Direct Connect, accelerators, Lattice, PrivateLink, mirrors of traffic",
    why: "A way out that is not in the plan is in no proof, and isolation is what the plan proves.",
    actions: [
      "directconnect:AcceptDirectConnectGatewayAssociationProposal",
      "directconnect:Allocate*",
      "directconnect:Confirm*",
      "directconnect:Create*",
      "ec2:AcceptTransitGateway*",
      "ec2:AcceptVpcPeeringConnection",
      "ec2:AssociateClientVpnTargetNetwork",
      "ec2:AttachInternetGateway",
      "ec2:AttachVpnGateway",
      "ec2:CreateCarrierGateway",
      "ec2:CreateClientVpnEndpoint",
      "ec2:CreateCustomerGateway",
      "ec2:CreateDefaultVpc",
      "ec2:CreateEgressOnlyInternetGateway",
      "ec2:CreateInternetGateway",
      "ec2:CreateNatGateway",
      "ec2:CreateTrafficMirror*",
      "ec2:CreateTransitGateway*",
      "ec2:CreateVpcEndpointServiceConfiguration",
      "ec2:CreateVpcPeeringConnection",
      "ec2:CreateVpnConnection",
      "ec2:CreateVpnConnectionRoute",
      "ec2:CreateVpnGateway",
      "ec2:ModifyVpcEndpointService*",
      "globalaccelerator:Create*",
      "networkmanager:Create*",
      "vpc-lattice:Create*",
    ],
    exempt: ["breakGlass", "deployment"],
  },
  {
    sid: "VpcLayout",
    denies:
      "Make VPCs; change routes, network ACLs, endpoints and their policies, DNS and DHCP of a VPC by hand",
    why: "A route to a gateway that is there already, or an endpoint that admits every bucket, opens what the plan keeps shut.",
    actions: [
      "ec2:AssociateDhcpOptions",
      "ec2:AssociateRouteTable",
      "ec2:CreateNetworkAclEntry",
      "ec2:CreateRoute",
      "ec2:CreateRouteServer*",
      "ec2:CreateVpc",
      "ec2:CreateVpcEndpoint",
      "ec2:DeleteNetworkAclEntry",
      "ec2:DeleteVpcEndpoints",
      "ec2:EnableVgwRoutePropagation",
      "ec2:ModifySubnetAttribute",
      "ec2:ModifyVpcAttribute",
      "ec2:ModifyVpcEndpoint",
      "ec2:ReplaceNetworkAcl*",
      "ec2:ReplaceRoute*",
    ],
    exempt: ["breakGlass", "deployment"],
  },
];

/** What production must never need. */
export const productionGuardrails: readonly Guardrail[] = [
  {
    sid: "RemoteAdministration",
    denies: "Push SSH keys to hosts, open tunnels to them or their serial consoles",
    why: "Hosts in production are entered by Session Manager, which asks IAM and keeps a record.",
    actions: ["ec2-instance-connect:*"],
    exempt: ["breakGlass"],
  },
];

/** What is left of an account that was taken out of use. */
export const suspendedGuardrails: readonly Guardrail[] = [
  {
    sid: "Suspended",
    denies: "Everything",
    why: "The account was taken out of use; only the deployment clears it.",
    actions: ["*"],
    exempt: ["breakGlass", "deployment"],
  },
];
