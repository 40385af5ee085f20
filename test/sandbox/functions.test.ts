import * as assert from "node:assert/strict";
import { regionNames, zonesOf } from "../../sandbox/aws/facts/zones";
import { callFunction, functionTokens } from "../../sandbox/aws/functions";
import { type Props } from "../../sandbox/aws/model/values";
import { Accounts, HERE } from "./support/accounts";
import { GROUP, SUBNET, VPC } from "./support/network";

async function world(): Promise<{ accounts: Accounts; call: (token: string, args?: Props) => Props }> {
  const accounts = new Accounts();
  const caller = { account: HERE, region: "eu-west-2", defaultTags: {}, quotas: {} };
  return {
    accounts,
    call: (token, args = {}) => callFunction(token, args, { cloud: accounts.cloud, caller }),
  };
}

describe("the sandbox's functions", () => {
  it("say who and where one is", async () => {
    const { call } = await world();
    assert.equal(call("aws:index/getCallerIdentity:getCallerIdentity").accountId, HERE);
    assert.deepEqual(call("aws:index/getPartition:getPartition").dnsSuffix, "amazonaws.com");
    assert.equal(call("aws:index/getRegion:getRegion", { region: "eu-west-1" }).name, "eu-west-1");
    const zones = call("aws:index/getAvailabilityZones:getAvailabilityZones", {
      excludeNames: ["eu-west-2b"],
    });
    assert.deepEqual(zones.names, ["eu-west-2a", "eu-west-2c"]);
    const principal = call("aws:index/getServicePrincipal:getServicePrincipal", {
      serviceName: "ec2",
      region: "cn-north-1",
    });
    assert.equal(principal.name, "ec2.amazonaws.com.cn");
  });

  it("know two or more zones of every Region, each with an id of its own", () => {
    for (const region of regionNames()) {
      const zones = zonesOf(region) ?? [];
      assert.ok(zones.length >= 2, region);
      assert.equal(new Set(zones.map(({ id }) => id)).size, zones.length, region);
      for (const { name, id } of zones) {
        assert.match(name, new RegExp(`^${region}[a-f]$`));
        assert.match(id, /^[a-z]+\d-az\d$/);
      }
    }
  });

  it("find what the account has, by id, tag and filter", async () => {
    const { accounts, call } = await world();
    const account = await accounts.in();
    const vpc = await account.make(VPC, { cidrBlock: "10.0.0.0/16", tags: { Name: "hub" } });
    const subnet = await account.make(SUBNET, { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
    assert.equal(call("aws:ec2/getVpc:getVpc", { tags: { Name: "hub" } }).id, vpc.id);
    assert.deepEqual(
      call("aws:ec2/getSubnets:getSubnets", { filters: [{ name: "vpc-id", values: [vpc.id] }] }).ids,
      [subnet.id],
    );
    assert.equal(call("aws:ec2/getSubnet:getSubnet", { id: subnet.id }).cidrBlock, "10.0.0.0/24");
    const group = call("aws:ec2/getSecurityGroup:getSecurityGroup", { vpcId: vpc.id, name: "default" });
    assert.equal(group.id, accounts.cloud.all(GROUP)[0]?.id);
    assert.throws(() => call("aws:ec2/getVpc:getVpc", { id: "vpc-0" }), /no matching EC2 VPC found/);
    assert.throws(
      () => call("aws:ec2/getVpc:getVpc", { filters: [{ name: "state", values: ["x"] }] }),
      /the filter state is not modelled/,
    );
  });

  it("know AWS's prefix lists, as endpoints do", async () => {
    const { accounts, call } = await world();
    const account = await accounts.in();
    const vpcId = await account.id(VPC, { cidrBlock: "10.0.0.0/16" });
    const endpoint = await account.make("aws:ec2/vpcEndpoint:VpcEndpoint", {
      vpcId,
      serviceName: "com.amazonaws.eu-west-2.s3",
    });
    const list = call("aws:ec2/getManagedPrefixList:getManagedPrefixList", {
      name: "com.amazonaws.eu-west-2.s3",
    });
    assert.match(String(list.id), /^pl-[0-9a-f]{8}$/);
    assert.equal(endpoint.properties.prefixListId, list.id);
    assert.equal(
      call("aws:ec2/getPrefixList:getPrefixList", { prefixListId: list.id ?? "" }).name,
      "com.amazonaws.eu-west-2.s3",
    );
  });

  it("write policy documents", async () => {
    const { call } = await world();
    const { json } = call("aws:iam/getPolicyDocument:getPolicyDocument", {
      statements: [
        {
          sid: "One",
          actions: ["s3:GetObject"],
          resources: ["b", "a"],
          principals: [{ type: "AWS", identifiers: ["*"] }],
          conditions: [{ test: "StringEquals", variable: "aws:PrincipalOrgID", values: ["o-1"] }],
        },
      ],
    });
    assert.deepEqual(JSON.parse(String(json)), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "One",
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: "s3:GetObject",
          Resource: ["b", "a"],
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
        },
      ],
    });
  });

  it("know AWS's facts: load balancing accounts, CloudFront's managed policies, AWS's own keys", async () => {
    const { call } = await world();
    assert.equal(call("aws:elb/getServiceAccount:getServiceAccount").id, "652711504416");
    const cache = call("aws:cloudfront/getCachePolicy:getCachePolicy", { name: "Managed-CachingDisabled" });
    assert.equal(cache.id, "4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
    const request = call("aws:cloudfront/getOriginRequestPolicy:getOriginRequestPolicy", {
      name: "Managed-AllViewer",
    });
    assert.equal(request.id, "216adef6-5c7f-47e4-b989-5492eafa07d3");
    const headers = call("aws:cloudfront/getResponseHeadersPolicy:getResponseHeadersPolicy", {
      name: "Managed-SecurityHeadersPolicy",
    });
    assert.equal(headers.id, "67f7725c-6f97-4210-82d7-5512b31e9d03");
    assert.match(
      String(call("aws:kms/getAlias:getAlias", { name: "alias/aws/s3" }).targetKeyArn),
      /:key\/[0-9a-f-]{36}$/,
    );
    assert.equal(
      String(
        call("aws:secretsmanager/getRandomPassword:getRandomPassword", { passwordLength: 20 }).randomPassword,
      ).length,
      20,
    );
  });

  it("read parameters, keys, secrets, zones and the organisation", async () => {
    const { accounts, call } = await world();
    const account = await accounts.in();
    await account.make("aws:ssm/parameter:Parameter", { name: "/a", type: "String", value: "v" });
    assert.equal(call("aws:ssm/getParameter:getParameter", { name: "/a" }).value, "v");
    const key = await account.make("aws:kms/key:Key", {});
    await account.make("aws:kms/alias:Alias", { name: "alias/k", targetKeyId: key.id });
    assert.equal(call("aws:kms/getKey:getKey", { keyId: "alias/k" }).arn, key.properties.arn);
    const secret = await account.make("aws:secretsmanager/secret:Secret", {});
    await account.make("aws:secretsmanager/secretVersion:SecretVersion", {
      secretId: secret.id,
      secretString: "s",
    });
    assert.equal(
      call("aws:secretsmanager/getSecretVersion:getSecretVersion", { secretId: secret.id }).secretString,
      "s",
    );
    const zone = await account.make("aws:route53/zone:Zone", { name: "example.com" });
    assert.equal(call("aws:route53/getZone:getZone", { name: "example.com." }).zoneId, zone.id);
    assert.throws(
      () => call("aws:organizations/getOrganization:getOrganization"),
      /AWSOrganizationsNotInUseException/,
    );
    const organization = await account.make("aws:organizations/organization:Organization", {});
    await account.make("aws:organizations/account:Account", { email: "a@example.com" });
    const seen = call("aws:organizations/getOrganization:getOrganization");
    assert.equal(seen.id, organization.id);
    assert.equal((seen.accounts as Props[]).length, 2);
  });

  it("are all named as the package names them", () => {
    for (const token of functionTokens()) assert.match(token, /^aws:(\w+)\/(get\w+):\2$/);
  });
});
