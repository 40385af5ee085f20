import {
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  paginateDescribeSecurityGroupRules,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroupRule,
  type Tag,
} from "@aws-sdk/client-ec2";
import { type Accounts } from "../../lib/aws-accounts";
import { isGone } from "../../lib/aws-errors";
import { isWholeWorld } from "../../lib/events-rules";
import { type Group, type GroupRule } from "./rules";

const tagsOf = (tags: readonly Tag[] = []): Readonly<Record<string, string>> =>
  Object.fromEntries(tags.flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? ""]])));

/** EC2 writes -1 for "every port"; the rules know undefined. */
const port = (value: number | undefined): number | undefined =>
  value === undefined || value < 0 ? undefined : value;

function ruleOf(rule: SecurityGroupRule): GroupRule {
  return {
    id: rule.SecurityGroupRuleId ?? "",
    egress: rule.IsEgress ?? false,
    protocol: rule.IpProtocol ?? "",
    fromPort: port(rule.FromPort),
    toPort: port(rule.ToPort),
    cidr: rule.CidrIpv4 ?? rule.CidrIpv6,
    description: rule.Description,
    tags: tagsOf(rule.Tags),
  };
}

/** Security groups in any account, by the role in it. */
export class Groups {
  public constructor(private readonly accounts: Accounts) {}

  private async client(account: string, region: string): Promise<EC2Client> {
    return new EC2Client(await this.accounts.configFor(account, region));
  }

  /** See World.read. */
  public async read(account: string, region: string, groupId: string): Promise<Group | undefined> {
    const ec2 = await this.client(account, region);
    try {
      const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [groupId] }));
      const group = SecurityGroups?.[0];
      if (group === undefined) return undefined;
      const rules: GroupRule[] = [];
      let token: string | undefined;
      do {
        const page = await ec2.send(
          new DescribeSecurityGroupRulesCommand({
            Filters: [{ Name: "group-id", Values: [groupId] }],
            NextToken: token,
          }),
        );
        rules.push(...(page.SecurityGroupRules ?? []).map(ruleOf));
        token = page.NextToken;
      } while (token);
      return {
        id: groupId,
        name: group.GroupName ?? "",
        vpcId: group.VpcId ?? "",
        tags: tagsOf(group.Tags),
        rules,
      };
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  /** See World.revoke. */
  public async revoke(
    account: string,
    region: string,
    groupId: string,
    ruleIds: readonly string[],
  ): Promise<void> {
    const ec2 = await this.client(account, region);
    await ec2.send(
      new RevokeSecurityGroupIngressCommand({ GroupId: groupId, SecurityGroupRuleIds: [...ruleIds] }),
    );
  }

  /** See SweepWorld.groups. */
  public async open(account: string, region: string): Promise<readonly string[]> {
    const client = await this.client(account, region);
    const found = new Set<string>();
    for await (const page of paginateDescribeSecurityGroupRules({ client, pageSize: 1000 }, {}))
      for (const { GroupId, IsEgress, CidrIpv4, CidrIpv6 } of page.SecurityGroupRules ?? [])
        if (GroupId !== undefined && !IsEgress && isWholeWorld(CidrIpv4 ?? CidrIpv6 ?? ""))
          found.add(GroupId);
    return [...found];
  }
}
