import { type Case, type Status, U, doc } from "../harness";

/** A mistake that a peer made: a false alarm, or something bad let pass. */
export interface KnownCase extends Case {
  /** Where it was reported, `owner/repository#number`; the facts of each were read there in 2026-11. */
  readonly source: string;
}

type Row = readonly [
  source: string,
  expect: Status,
  title: string,
  props: Case["props"],
  parameters?: Case["parameters"],
];

function known(policy: string, type: string, ...rows: readonly Row[]): KnownCase[] {
  return rows.map(([source, expect, title, props, parameters]) => ({
    policy,
    type,
    source,
    expect,
    title,
    props,
    ...(parameters === undefined ? {} : { parameters }),
  }));
}

const checkov = (number: number): string => `bridgecrewio/checkov#${number}`;
const prowler = (number: number): string => `prowler-cloud/prowler#${number}`;
const trivy = (number: number): string => `aquasecurity/trivy#${number}`;
const nag = (number: number): string => `cdklabs/cdk-nag#${number}`;
const kics = (number: number): string => `Checkmarx/kics#${number}`;

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const OLD_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const ACL = "aws:ec2/networkAcl:NetworkAcl";
const ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule";
const ANYONE = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const when = (operator: string, key: string, value: unknown): string =>
  doc({ ...ANYONE, Principal: { AWS: ["*"] }, Condition: { [operator]: { [key]: value } } });
const send = (operator: string, key: string, value: unknown): string =>
  doc({
    Effect: "Allow",
    Principal: "*",
    Action: "sqs:SendMessage",
    Resource: "*",
    Condition: { [operator]: { [key]: value } },
  });
const trust = (conditions: object): { assumeRolePolicy: string } => ({
  assumeRolePolicy: doc({
    Effect: "Allow",
    Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: conditions,
  }),
});
const HUB = "token.actions.githubusercontent.com";
const AUD = { [`${HUB}:aud`]: "sts.amazonaws.com" };
const may = (statement: object): { policy: string } => ({ policy: doc({ Effect: "Allow", ...statement }) });
const WORLD = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "0.0.0.0/0" };

const network: readonly KnownCase[] = [
  ...known(
    "no-remote-administration-from-anywhere",
    INGRESS,
    [
      checkov(6624),
      "compliant",
      "a group as source, no block at all",
      { ipProtocol: "tcp", fromPort: 22, toPort: 22, referencedSecurityGroupId: "sg-1" },
    ],
    [
      trivy(7455),
      "compliant",
      "a /29 taken for the internet",
      { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "203.0.113.96/29" },
    ],
    [
      "Netflix/security_monkey#669",
      "violation",
      "IPv6 forgotten",
      { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv6: "::/0" },
    ],
    [
      prowler(6780),
      "compliant",
      "the blocks of a content network",
      { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "104.16.0.0/13" },
    ],
    [
      prowler(3553),
      "violation",
      "a half of the internet",
      { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "128.0.0.0/1" },
    ],
  ),
  ...known(
    "no-remote-administration-from-anywhere",
    GROUP,
    [
      checkov(6073),
      "violation",
      "self beside the internet, a range around the port",
      { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 3389, self: true, cidrBlocks: ["0.0.0.0/0"] }] },
    ],
    [
      checkov(449),
      "violation",
      "a group beside the internet",
      {
        ingress: [
          { protocol: "tcp", fromPort: 22, toPort: 22, securityGroups: ["sg-1"], cidrBlocks: ["0.0.0.0/0"] },
        ],
      },
    ],
    [
      checkov(264),
      "violation",
      "all protocols, written as a list of attributes",
      {
        ingress: [
          {
            protocol: "-1",
            fromPort: 0,
            toPort: 65535,
            cidrBlocks: ["0.0.0.0/0"],
            ipv6CidrBlocks: [],
            securityGroups: [],
            self: false,
          },
        ],
      },
    ],
    [
      checkov(7305),
      "violation",
      "a protocol that is misspelt is all protocols",
      { ingress: [{ portocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }] },
    ],
  ),
  ...known(
    "internet-ingress-only-on-web-ports",
    OLD_RULE,
    [
      trivy(7267),
      "compliant",
      "a /23 beside a /32",
      {
        type: "ingress",
        protocol: "tcp",
        fromPort: 8080,
        toPort: 8080,
        cidrBlocks: ["203.0.113.4/32", "198.51.100.0/23"],
      },
    ],
    [
      "Netflix/security_monkey#1115",
      "notApplicable",
      "egress taken for ingress",
      { type: "egress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
    ],
    [
      prowler(2449),
      "violation",
      "more than the web's port",
      { type: "ingress", protocol: "tcp", fromPort: 80, toPort: 90, cidrBlocks: ["0.0.0.0/0"] },
    ],
  ),
  ...known("internet-ingress-only-on-web-ports", INGRESS, [
    prowler(210),
    "compliant",
    "a public load balancer's group",
    { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" },
  ]),
  ...known("no-unrestricted-egress", GROUP, [
    trivy(8184),
    "unknown",
    "addresses not known yet are not the internet",
    { egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: U }] },
  ]),
  ...known("security-group-rules-described", GROUP, [
    checkov(353),
    "notApplicable",
    "a group with no rules of its own",
    { description: "of the office" },
  ]),
  ...known(
    "network-acl-no-remote-administration",
    ACL_RULE,
    [
      trivy(7006),
      "compliant",
      "a deny taken for an allow",
      { egress: false, protocol: "all", ruleAction: "deny", cidrBlock: "0.0.0.0/0", ruleNumber: 200 },
    ],
    [
      "carbonetes/brainiac#1052",
      "violation",
      "IPv6",
      {
        egress: false,
        protocol: "6",
        ruleAction: "allow",
        ipv6CidrBlock: "::/0",
        fromPort: 20,
        toPort: 30,
        ruleNumber: 1,
      },
    ],
  ),
  ...known(
    "network-acl-no-remote-administration",
    ACL,
    [trivy(3283), "compliant", "all denied", { ingress: [{ ...WORLD, action: "deny", ruleNo: 100 }] }],
    [
      trivy(3283),
      "compliant",
      "all allowed after what is denied",
      {
        ingress: [
          { ...WORLD, action: "allow", ruleNo: 300 },
          { ...WORLD, protocol: "tcp", fromPort: 22, toPort: 22, action: "deny", ruleNo: 100 },
          { ...WORLD, protocol: "tcp", fromPort: 3389, toPort: 3389, action: "deny", ruleNo: 110 },
        ],
      },
    ],
    [
      trivy(3283),
      "violation",
      "denied too late",
      {
        ingress: [
          { ...WORLD, action: "allow", ruleNo: 100 },
          { ...WORLD, action: "deny", ruleNo: 200 },
        ],
      },
    ],
    [
      trivy(3283),
      "violation",
      "denied in IPv4 alone",
      {
        ingress: [
          { protocol: "-1", ipv6CidrBlock: "::/0", action: "allow", ruleNo: 300 },
          { ...WORLD, action: "deny", ruleNo: 100 },
        ],
      },
    ],
    [
      trivy(3283),
      "unknown",
      "denied by a number not known yet",
      {
        ingress: [
          { ...WORLD, action: "allow", ruleNo: 300 },
          { ...WORLD, action: "deny", ruleNo: U },
        ],
      },
    ],
    [
      trivy(3283),
      "compliant",
      "egress not known",
      { ingress: [{ ...WORLD, action: "deny", ruleNo: 100 }], egress: U },
    ],
  ),
];

const access: readonly KnownCase[] = [
  ...known(
    "bucket-policy-not-public",
    "aws:s3/bucketPolicy:BucketPolicy",
    [
      checkov(4884),
      "violation",
      "anyone, in the form of a map",
      { policy: doc({ ...ANYONE, Principal: { AWS: "*" } }) },
    ],
    [
      checkov(4884),
      "violation",
      "anyone, in the form of a list",
      { policy: doc({ ...ANYONE, Principal: { AWS: ["*"] } }) },
    ],
    [
      checkov(3422),
      "violation",
      "one statement, not in a list",
      { policy: JSON.stringify({ Version: "2012-10-17", Statement: ANYONE }) },
    ],
    [
      checkov(5934),
      "compliant",
      "a deny to anyone",
      { policy: doc({ ...ANYONE, Effect: "Deny", Action: ["s3:DeleteObject"] }) },
    ],
    [
      checkov(627),
      "compliant",
      "a deny under a condition",
      {
        policy: doc({
          ...ANYONE,
          Effect: "Deny",
          Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
        }),
      },
    ],
    [
      prowler(5386),
      "compliant",
      "anyone within a range",
      { policy: when("IpAddress", "aws:SourceIp", "203.0.113.0/24") },
    ],
    [
      prowler(5386),
      "violation",
      "anyone within half of the internet",
      { policy: when("IpAddress", "aws:SourceIp", ["0.0.0.0/1", "128.0.0.0/1"]) },
    ],
    [
      prowler(2782),
      "violation",
      "any organisation",
      { policy: when("StringLike", "aws:PrincipalOrgID", "o-*") },
    ],
    [
      prowler(2782),
      "compliant",
      "one organisation",
      { policy: when("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5") },
    ],
    [
      prowler(2782),
      "compliant",
      "a unit of an organisation",
      {
        policy: when(
          "ForAnyValue:StringLike",
          "aws:PrincipalOrgPaths",
          "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*",
        ),
      },
    ],
  ),
  ...known(
    "role-trusts-somebody-known",
    "aws:iam/role:Role",
    [
      checkov(6839),
      "compliant",
      "anyone, of roles by ARN",
      {
        assumeRolePolicy: doc({
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: "sts:AssumeRole",
          Condition: { StringLike: { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/plane-*"] } },
        }),
      },
    ],
    [
      checkov(6839),
      "violation",
      "anyone, of roles of a name in whatever account",
      {
        assumeRolePolicy: doc({
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: "sts:AssumeRole",
          Condition: { StringLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/plane"] } },
        }),
      },
    ],
  ),
  ...known(
    "sqs-policy-not-public",
    "aws:sqs/queuePolicy:QueuePolicy",
    [
      prowler(3212),
      "compliant",
      "a bucket's ARN has no account",
      { policy: send("ArnEquals", "aws:SourceArn", "arn:aws:s3:::uploads") },
    ],
    [
      prowler(3199),
      "compliant",
      "a topic of another account",
      { policy: send("ArnEquals", "aws:SourceArn", "arn:aws:sns:eu-west-2:444455556666:orders") },
    ],
    [
      prowler(2565),
      "violation",
      "any topic of whatever account",
      { policy: send("ArnLike", "aws:SourceArn", "arn:aws:sns:*:*:*") },
    ],
    [
      prowler(247),
      "violation",
      "a condition that narrows nothing",
      { policy: send("Bool", "aws:SecureTransport", "true") },
    ],
  ),
  ...known(
    "sns-policy-not-public",
    "aws:sns/topicPolicy:TopicPolicy",
    [
      prowler(8326),
      "compliant",
      "a bucket, by ArnLike",
      { policy: send("ArnLike", "aws:SourceArn", "arn:aws:s3:::uploads") },
    ],
    [
      "SecurityFTW/cs-suite#23",
      "compliant",
      "the console's own policy, key in capitals",
      { policy: send("StringEquals", "AWS:SourceOwner", "111122223333") },
    ],
    [prowler(2697), "violation", "any owner", { policy: send("StringLike", "aws:SourceOwner", "*") }],
  ),
  ...known(
    "lambda-permission-narrow",
    "aws:lambda/permission:Permission",
    [
      prowler(2565),
      "violation",
      "a source that anyone can make",
      { principal: "sns.amazonaws.com", sourceArn: "arn:aws:sns:*:*:orders" },
    ],
    [
      prowler(3212),
      "compliant",
      "a bucket's ARN has no account",
      { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::uploads" },
    ],
    [
      prowler(3199),
      "compliant",
      "every method of one API",
      {
        principal: "apigateway.amazonaws.com",
        sourceArn: "arn:aws:execute-api:eu-west-2:111122223333:abc/*/*",
      },
    ],
  ),
  ...known(
    "pipeline-trust-narrow",
    "aws:iam/role:Role",
    ["gebalamariusz/cloud-audit#17", "violation", "the audience alone", trust({ StringEquals: AUD })],
    [
      checkov(7561),
      "compliant",
      "a repository, written inline",
      trust({ StringEquals: { ...AUD, [`${HUB}:sub`]: "repo:org/name:ref:refs/heads/main" } }),
    ],
    [
      "panther-labs/panther-analysis#1456",
      "compliant",
      "every branch of a repository",
      trust({ StringEquals: AUD, StringLike: { [`${HUB}:sub`]: "repo:org/name:*" } }),
    ],
    [
      "panther-labs/panther-analysis#1456",
      "violation",
      "owners whose names begin alike",
      trust({ StringEquals: AUD, StringLike: { [`${HUB}:sub`]: "repo:org*" } }),
    ],
    [
      "github/docs#22240",
      "violation",
      "ForAllValues holds without the claim",
      trust({ StringEquals: AUD, "ForAllValues:StringLike": { [`${HUB}:sub`]: "repo:org/name:*" } }),
    ],
    [
      kics(6702),
      "violation",
      "any project, in another provider's form",
      trust({ StringEquals: AUD, StringLike: { [`${HUB}:sub`]: "project_path:*:ref_type:branch:ref:*" } }),
    ],
    [
      kics(6702),
      "compliant",
      "one group's projects",
      trust({
        StringEquals: AUD,
        StringLike: { [`${HUB}:sub`]: "project_path:group/*:ref_type:branch:ref:main" },
      }),
    ],
  ),
  ...known(
    "no-full-administrator",
    "aws:iam/policy:Policy",
    [
      prowler(478),
      "compliant",
      "views, beside a deny",
      {
        policy: doc(
          { Effect: "Allow", Action: "aws-portal:View*", Resource: "*" },
          { Effect: "Deny", Action: "aws-portal:*Account", Resource: "*" },
        ),
      },
    ],
    [
      "duo-labs/cloudmapper#531",
      "compliant",
      "all actions on some buckets",
      may({ Action: "*", Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"] }),
    ],
    ["inspec/inspec#2748", "violation", "in lists", may({ Action: ["*"], Resource: ["*"] })],
    [
      "inspec/inspec#2748",
      "violation",
      "an ARN of stars",
      may({ Action: "**", Resource: "arn:aws:*:*:*:*" }),
    ],
  ),
  ...known("no-allow-by-exclusion", "aws:iam/policy:Policy", [
    prowler(5035),
    "violation",
    "all but an action that there is not",
    may({ NotAction: "prowler:action", Resource: "*" }),
  ]),
  ...known(
    "no-pass-any-role",
    "aws:iam/policy:Policy",
    [prowler(5035), "violation", "by exclusion", may({ NotAction: "s3:*", Resource: "*" })],
    [
      prowler(5035),
      "violation",
      "all roles of the account, in small letters",
      may({ Action: "iam:passrole", Resource: "arn:aws:iam::111122223333:role/*" }),
    ],
    [
      prowler(5035),
      "compliant",
      "roles of one path",
      may({ Action: "iam:PassRole", Resource: "arn:aws:iam::111122223333:role/tasks/*" }),
    ],
    [
      prowler(5035),
      "violation",
      "to whatever service",
      may({
        Action: "iam:PassRole",
        Resource: "*",
        Condition: { StringLike: { "iam:PassedToService": "*" } },
      }),
    ],
  ),
  ...known("no-service-administrator", "aws:iam/policy:Policy", [
    "data-dot-all/dataall#1323",
    "unknown",
    "a condition not known yet",
    may({ Action: "s3:*", Resource: "*", Condition: U }),
  ]),
];

const LISTENER = "aws:lb/listener:Listener";
const REDIRECT = [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } }];
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const INSTANCE = "aws:ec2/instance:Instance";
const variables = (all: Readonly<Record<string, string>>): Case["props"] => ({
  environment: { variables: { ...all } },
});

const services: readonly KnownCase[] = [
  ...known(
    "listener-modern-tls",
    LISTENER,
    [
      checkov(3570),
      "compliant",
      "TLS 1.3",
      { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
    ],
    [
      checkov(861),
      "compliant",
      "forward secrecy of a network load balancer",
      { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-FS-1-2-Res-2019-08" },
    ],
    [
      checkov(4962),
      "compliant",
      "a policy newer than this pack",
      { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2031-09" },
    ],
    [
      checkov(4962),
      "violation",
      "TLS 1.3 in name, 1.0 too",
      { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-0-2021-06" },
    ],
    [checkov(7120), "notApplicable", "TCP passed through", { protocol: "TCP", port: 443 }],
    [checkov(837), "notApplicable", "a redirect", { protocol: "HTTP", port: 80, defaultActions: REDIRECT }],
    [
      checkov(958),
      "violation",
      "TLS without a policy",
      { protocol: "TLS", port: 80, defaultActions: REDIRECT },
    ],
  ),
  ...known(
    "listener-encrypted",
    LISTENER,
    [
      checkov(837),
      "compliant",
      "a redirect to HTTPS",
      { protocol: "HTTP", port: 80, defaultActions: REDIRECT },
    ],
    [checkov(966), "compliant", "TCP of a network load balancer", { protocol: "TCP", port: 5671 }],
    [checkov(7120), "notApplicable", "a gateway load balancer", { defaultActions: [{ type: "forward" }] }],
    [
      checkov(837),
      "violation",
      "no protocol, which is HTTP",
      { port: 80, defaultActions: [{ type: "forward" }] },
    ],
  ),
  ...known(
    "cloudfront-modern-tls",
    DISTRIBUTION,
    [
      checkov(2063),
      "compliant",
      "a certificate of its own, the default not spoken of",
      {
        viewerCertificate: {
          acmCertificateArn: "a",
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: "TLSv1.2_2019",
        },
      },
    ],
    [
      kics(7932),
      "compliant",
      "newer versions",
      { viewerCertificate: { acmCertificateArn: "a", minimumProtocolVersion: "TLSv1.3_2025" } },
    ],
    [
      "stelligent/cfn_nag#426",
      "violation",
      "a version that CloudFront's own certificate makes void",
      { viewerCertificate: { cloudfrontDefaultCertificate: true, minimumProtocolVersion: "TLSv1.2_2021" } },
    ],
  ),
  ...known(
    "cloudfront-origins-guarded",
    DISTRIBUTION,
    [
      nag(2149),
      "compliant",
      "origin access control beside an empty identity",
      { origins: [{ originAccessControlId: "E1", s3OriginConfig: { originAccessIdentity: "" } }] },
    ],
    [
      kics(7932),
      "compliant",
      "a newer TLS",
      {
        origins: [
          {
            customOriginConfig: {
              originProtocolPolicy: "https-only",
              originSslProtocols: ["TLSv1.2", "TLSv1.3"],
            },
          },
        ],
      },
    ],
  ),
  ...known(
    "kms-key-rotates",
    "aws:kms/key:Key",
    [
      checkov(4475),
      "notApplicable",
      "an RSA key",
      { customerMasterKeySpec: "RSA_3072", keyUsage: "SIGN_VERIFY" },
    ],
    [
      "nccgroup/ScoutSuite#1636",
      "notApplicable",
      "an HMAC key",
      { customerMasterKeySpec: "HMAC_256", keyUsage: "GENERATE_VERIFY_MAC" },
    ],
    ["nccgroup/ScoutSuite#1636", "notApplicable", "a key of a custom store", { customKeyStoreId: "cks-1" }],
    [kics(5335), "violation", "symmetric, said aloud", { customerMasterKeySpec: "SYMMETRIC_DEFAULT" }],
  ),
  ...known(
    "instance-metadata-v2",
    INSTANCE,
    [
      "aquasecurity/cloudsploit#1797",
      "notApplicable",
      "left to its launch template",
      { launchTemplate: { id: "lt-1", version: "1" } },
    ],
    [
      "UnitOneAI/SecuritySkills#991",
      "compliant",
      "switched off, tokens not spoken of",
      { metadataOptions: { httpEndpoint: "disabled" } },
    ],
    [kics(7624), "violation", "on by default", {}],
    [kics(7624), "unknown", "perhaps off", { metadataOptions: { httpEndpoint: U } }],
  ),
  ...known("instance-metadata-v2", "aws:ec2/launchTemplate:LaunchTemplate", [
    checkov(1123),
    "compliant",
    "in a launch template",
    { metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 2 } },
  ]),
  ...known(
    "instance-disks-encrypted",
    INSTANCE,
    [checkov(496), "violation", "a root disk that is not spoken of", { ami: "ami-1" }],
    [
      "terraform-compliance/cli#410",
      "violation",
      "an encrypted disk beside a root that is not",
      { rootBlockDevice: { encrypted: false }, ebsBlockDevices: [{ encrypted: true }] },
    ],
    [
      checkov(532),
      "compliant",
      "a disk made from a snapshot",
      {
        rootBlockDevice: { encrypted: true },
        ebsBlockDevices: [{ deviceName: "/dev/sdb", snapshotId: "snap-1" }],
      },
    ],
    [
      "aquasecurity/cloudsploit#1797",
      "notApplicable",
      "left to its launch template",
      { launchTemplate: { id: "lt-1" } },
    ],
  ),
  ...known(
    "instance-disks-encrypted",
    "aws:ec2/launchConfiguration:LaunchConfiguration",
    [
      "aquasecurity/tfsec#22",
      "compliant",
      "a launch configuration's root",
      { rootBlockDevice: { encrypted: true } },
    ],
    [checkov(496), "violation", "a launch configuration's root, not spoken of", {}],
  ),
  ...known("instance-disks-encrypted", "aws:ec2/launchTemplate:LaunchTemplate", [
    checkov(3076),
    "compliant",
    "an instance store beside a volume",
    {
      blockDeviceMappings: [
        { deviceName: "/dev/sdb", virtualName: "ephemeral0" },
        { ebs: { encrypted: "true" } },
      ],
    },
  ]),
  ...known("instance-has-role", INSTANCE, [
    "aquasecurity/cloudsploit#1797",
    "notApplicable",
    "left to its launch template",
    { launchTemplate: { id: "lt-1" } },
  ]),
  ...known("instance-monitored", INSTANCE, [
    "aquasecurity/cloudsploit#1797",
    "notApplicable",
    "left to its launch template",
    { launchTemplate: { id: "lt-1" } },
  ]),
  ...known(
    "log-group-retention",
    "aws:cloudwatch/logGroup:LogGroup",
    [checkov(5009), "compliant", "zero is for ever", { retentionInDays: 0 }],
    [prowler(2271), "compliant", "zero, as text", { retentionInDays: "0" }],
    [checkov(5121), "violation", "a day", { retentionInDays: 1 }],
    [
      checkov(5470),
      "compliant",
      "half a year where that is asked for",
      { retentionInDays: 180 },
      { days: 180 },
    ],
    [checkov(5009), "notApplicable", "a group that only passes on", { logGroupClass: "DELIVERY" }],
  ),
  ...known(
    "rds-multi-az",
    "aws:rds/instance:Instance",
    [checkov(4287), "notApplicable", "an instance of Aurora", { engine: "aurora-mysql" }],
    ["nccgroup/Scout2#132", "violation", "any other", { engine: "postgres" }],
  ),
  ...known(
    "rds-encrypted",
    "aws:rds/cluster:Cluster",
    [
      prowler(2275),
      "compliant",
      "Aurora Serverless v1 is encrypted always",
      { engine: "aurora-mysql", engineMode: "serverless" },
    ],
    [
      prowler(2275),
      "violation",
      "Aurora that is provisioned is not",
      { engine: "aurora-mysql", engineMode: "provisioned" },
    ],
    [
      prowler(2275),
      "notApplicable",
      "a replica of another cluster",
      { replicationSourceIdentifier: "arn:aws:rds:eu-west-2:111122223333:cluster:a" },
    ],
  ),
  ...known(
    "sqs-encrypted",
    "aws:sqs/queue:Queue",
    [checkov(7381), "compliant", "by SQS itself", { sqsManagedSseEnabled: true }],
    [checkov(7588), "violation", "off, as text", { sqsManagedSseEnabled: "false" }],
    [nag(1091), "compliant", "not spoken of: on since 2022", {}],
    [checkov(4631), "compliant", "by a key, not known yet", { kmsMasterKeyId: U }],
    [
      checkov(921),
      "compliant",
      "by an empty key and SQS itself",
      { kmsMasterKeyId: "", sqsManagedSseEnabled: true },
    ],
  ),
  ...known(
    "lambda-environment-without-credentials",
    "aws:lambda/function:Function",
    [
      checkov(5743),
      "compliant",
      "forty characters",
      variables({ MACHINE: "MySuperCoolFortyCharLongStateMachineeeee" }),
    ],
    [
      checkov(7542),
      "compliant",
      "forty characters of a URL, and a bucket's name",
      variables({
        URL: "https://www.fda.gov/media/76860/download",
        BUCKET: "mdp-test-new-destroy-147997161038-uploads-bucket",
      }),
    ],
    [
      checkov(6917),
      "compliant",
      "forty-eight characters",
      variables({ LAMBDA: "handler.handlerverylongcustomhandlernameforservi" }),
    ],
    [
      checkov(6700),
      "compliant",
      "a secret's name",
      variables({
        APP_PRIVATE_KEY_SECRET_NAME: "my-secret",
        TAGS: "git.commit.sha:55e7e7703f17c41f276caf8f1a1b744d674259f8",
      }),
    ],
    [
      checkov(1008),
      "compliant",
      "a key's ARN",
      variables({ KEY: "arn:aws:kms:eu-west-1:111122223333:key/c0baad75-d0d3-24e3-95d1-1e4e38a44c4a" }),
    ],
    [
      checkov(7310),
      "compliant",
      "a path of certificates",
      variables({ AWS_CA_BUNDLE: "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem" }),
    ],
    [checkov(200), "violation", "an access key", variables({ KEY: "AKIAIOSFODNN7EXAMPLE" })],
  ),
  ...known("no-secrets-in-user-data", INSTANCE, [
    checkov(7309),
    "compliant",
    "nothing but a shell",
    { userData: "#!/bin/bash" },
  ]),
  ...known(
    "lambda-runtime-supported",
    "aws:lambda/function:Function",
    [checkov(5967), "violation", "deprecated since the table was made", { runtime: "python3.8" }],
    [checkov(5967), "notApplicable", "an image", { packageType: "Image" }],
    [checkov(5967), "compliant", "newer than the table", { runtime: "python3.19" }],
  ),
  ...known(
    "ecs-root-read-only",
    "aws:ecs/taskDefinition:TaskDefinition",
    [
      "aws/aws-eks-best-practices#203",
      "notApplicable",
      "Windows knows no such setting",
      {
        runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
        containerDefinitions: '[{"name":"a"}]',
      },
    ],
    [
      prowler(5168),
      "violation",
      "not spoken of",
      { runtimePlatform: { operatingSystemFamily: "LINUX" }, containerDefinitions: '[{"name":"a"}]' },
    ],
    [
      prowler(5168),
      "unknown",
      "a system not known yet",
      { runtimePlatform: U, containerDefinitions: '[{"name":"a"}]' },
    ],
  ),
  ...known(
    "load-balancer-drops-bad-headers",
    "aws:lb/loadBalancer:LoadBalancer",
    [prowler(11471), "notApplicable", "a network load balancer", { loadBalancerType: "network" }],
    [prowler(11471), "violation", "off by default", {}],
  ),
  ...known(
    "opensearch-https",
    "aws:opensearch/domain:Domain",
    [
      checkov(4962),
      "compliant",
      "a policy newer than this pack",
      { domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-3-2031-01" } },
    ],
    [
      checkov(4962),
      "violation",
      "TLS 1.0",
      { domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07" } },
    ],
  ),
  ...known("config-recorder-everything", "aws:cfg/recorder:Recorder", [
    "pulumi/pulumi-policy#258",
    "unknown",
    "a strategy not known yet",
    { recordingGroup: { includeGlobalResourceTypes: true, recordingStrategies: [{ useOnly: U }] } },
  ]),
];

/** The mistakes of peers that are known, one resource each. */
export const knownCases: readonly KnownCase[] = [...network, ...access, ...services];
