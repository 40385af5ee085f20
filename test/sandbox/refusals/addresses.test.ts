import { THERE } from "../support/accounts";
import { SUBNET, subnet, VPC, vpc } from "../support/network";
import { refuses } from "../support/refusals";

const SECONDARY = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";

refuses("the sandbox refuses, of VPCs and subnets,", [
  ["a block that is none", "InvalidParameterValue", (a) => a.make(VPC, { cidrBlock: "10.0.0.0/33" })],
  [
    "a block with an octet of 300",
    "InvalidParameterValue",
    (a) => a.make(VPC, { cidrBlock: "10.0.0.300/16" }),
  ],
  [
    "a block with host bits, saying which block is meant",
    /InvalidParameterValue: "10\.0\.1\.0\/16" .* did you mean "10\.0\.0\.0\/16"/,
    (a) => a.make(VPC, { cidrBlock: "10.0.1.0/16" }),
  ],
  ["a VPC larger than /16", "InvalidVpc.Range", (a) => a.make(VPC, { cidrBlock: "10.0.0.0/15" })],
  ["a VPC smaller than /28", "InvalidVpc.Range", (a) => a.make(VPC, { cidrBlock: "10.0.0.0/29" })],
  [
    "a sixth VPC in a Region",
    /VpcLimitExceeded.*SANDBOX_QUOTAS/,
    async (a) => {
      for (let at = 0; at < 5; at++) await vpc(a, `10.${at}.0.0/16`);
      return vpc(a, "10.9.0.0/16");
    },
  ],
  [
    "a secondary block that overlaps the primary",
    "CidrConflict",
    async (a) => a.make(SECONDARY, { vpcId: await vpc(a), cidrBlock: "10.0.128.0/17" }),
  ],
  ["a subnet outside its VPC", "InvalidSubnet.Range", async (a) => subnet(a, await vpc(a), "10.1.0.0/24")],
  ["a subnet smaller than /28", "InvalidSubnet.Range", async (a) => subnet(a, await vpc(a), "10.0.0.0/29")],
  [
    "a subnet that overlaps another",
    "InvalidSubnet.Conflict",
    async (a) => {
      const vpcId = await vpc(a);
      await subnet(a, vpcId, "10.0.0.0/23");
      return subnet(a, vpcId, "10.0.1.0/24");
    },
  ],
  [
    "a zone of another Region, naming those there are",
    /InvalidParameterValue: Value \(eu-west-1a\).*eu-west-2a, eu-west-2b, eu-west-2c/,
    async (a) =>
      a.make(SUBNET, { vpcId: await vpc(a), cidrBlock: "10.0.0.0/24", availabilityZone: "eu-west-1a" }),
  ],
  ["a VPC that is not there", "InvalidVpcID.NotFound", (a) => subnet(a, "vpc-0123456789abcdef0")],
  [
    "a VPC of another account",
    "InvalidVpcID.NotFound",
    async (a, accounts) => subnet(a, await vpc(await accounts.in(THERE))),
  ],
  [
    "a VPC of another Region",
    "InvalidVpcID.NotFound",
    async (a, accounts) => subnet(a, await vpc(await accounts.in(undefined, { region: "eu-west-1" }))),
  ],
  [
    "a Region AWS does not have",
    "InvalidRegion",
    (a) => a.make(VPC, { cidrBlock: "10.0.0.0/16", region: "eu-moon-1" }),
  ],
]);
