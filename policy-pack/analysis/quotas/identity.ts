import { type Count, perResource } from "./count";
import { inPlace } from "./in-place";
import { listWith } from "./rules";
import { documentSize, functionPolicySize, inlinePolicySize } from "./sizes";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";

/** Roles and their policies, and the policies of resources. */
export const IDENTITY_COUNTS: readonly Count[] = [
  inPlace("rolesPerAccount", [ROLE], { global: true }),
  inPlace("managedPoliciesPerAccount", [POLICY], { global: true }),
  perResource(
    "policiesPerRole",
    [ROLE],
    listWith("managedPolicyArns", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role"),
    { global: true },
  ),
  inlinePolicySize,
  documentSize("managedPolicySize", [POLICY], "policy", "without space", { global: true }),
  documentSize("trustPolicySize", [ROLE], "assumeRolePolicy", "without space", { global: true }),
  documentSize("bucketPolicySize", ["aws:s3/bucketPolicy:BucketPolicy"], "policy", "bytes"),
  documentSize("keyPolicySize", ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"], "policy", "bytes"),
  documentSize("topicPolicySize", ["aws:sns/topicPolicy:TopicPolicy"], "policy", "bytes"),
  documentSize("queuePolicySize", ["aws:sqs/queuePolicy:QueuePolicy"], "policy", "bytes"),
  functionPolicySize,
  documentSize("endpointPolicySize", ["aws:ec2/vpcEndpoint:VpcEndpoint"], "policy", "characters"),
  documentSize("busPolicySize", ["aws:cloudwatch/eventBusPolicy:EventBusPolicy"], "policy", "characters"),
];
