import { callFunction } from "../../../sandbox/aws/functions";
import { HERE, THERE } from "../support/accounts";
import { refuses } from "../support/refusals";

refuses("the sandbox refuses, before anything is asked of AWS,", [
  [
    "a provider in an account that it is not allowed in",
    /AWS account ID not allowed: 210000000111/,
    (_a, accounts) => accounts.in(HERE, { allowedAccountIds: JSON.stringify([THERE]) }),
  ],
  [
    "a provider in an account that is forbidden",
    /AWS account ID not allowed: 210000000111/,
    (_a, accounts) => accounts.in(HERE, { forbiddenAccountIds: JSON.stringify([HERE]) }),
  ],
  [
    "a provider of no Region",
    /invalid AWS Region: eu-moon-1/,
    (_a, accounts) => accounts.in(HERE, { region: "eu-moon-1" }),
  ],
  [
    "a role that is no ARN",
    /is an invalid ARN/,
    (_a, accounts) => accounts.in(HERE, { assumeRoles: JSON.stringify([{ roleArn: "role/x" }]) }),
  ],
  [
    "a quota there is not",
    /SANDBOX_QUOTAS: "moons=3" is not NAME=NUMBER; names: .*vpcs/,
    (_a, accounts) => accounts.in(HERE, {}, { SANDBOX_QUOTAS: "moons=3" }),
  ],
  [
    "a type it does not model",
    /aws:braket\/quantumTask:QuantumTask is not modelled; docs\/sandbox\.md/,
    (a) => a.make("aws:braket/quantumTask:QuantumTask", {}),
  ],
  [
    "a function it does not model",
    /the function aws:ec2\/getHost:getHost is not modelled; docs\/sandbox\.md/,
    async (_a, accounts) =>
      callFunction(
        "aws:ec2/getHost:getHost",
        {},
        {
          cloud: accounts.cloud,
          caller: { account: HERE, region: "eu-west-2", defaultTags: {}, quotas: {} },
        },
      ),
  ],
  [
    "an input the type does not have",
    /vpcIdd: api error InvalidKey: Invalid or unknown key: vpcIdd/,
    (a) => a.make("aws:ec2/routeTable:RouteTable", { vpcIdd: "x" }),
  ],
  [
    "the lack of one it must have",
    /vpcId: Missing required argument: "vpcId" is required/,
    (a) => a.make("aws:ec2/routeTable:RouteTable", {}),
  ],
  [
    "a text where a list belongs",
    /InvalidType: expected list for subnetIds/,
    (a) => a.make("aws:rds/subnetGroup:SubnetGroup", { subnetIds: "subnet-1" }),
  ],
]);
