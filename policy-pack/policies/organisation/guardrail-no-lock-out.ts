import { readDocument } from "../../analysis/documents";
import { type Resource } from "../../analysis/resource";
import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { type Outcome } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";
import { judgeGuardrail } from "../../lib/guardrails";
import { type Parameters } from "../../lib/parameters";
import { NEEDED_ACTIONS } from "../../lib/facts/needed-actions";

const GUARDRAILS: ReadonlySet<string> = new Set(["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]);

export const guardrailNoLockOut: StackPolicy = {
  kind: "stack",
  name: "guardrail-no-lock-out",
  concern: "organisation",
  description: "No guardrail denies the deployment what it needs to repair the guardrail.",
  severity: "critical",
  level: "mandatory",
  controls: { seed: ["Organizations"] },
  tags: ["organizations", "guardrails"],
  remediationSteps:
    "Exempt the deployment and break-glass roles by ArnNotLike on aws:PrincipalArn, which holds a role's ARN and never a session's; exempt the global services from a Region guardrail by NotAction.",
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples.html",
  parameters: {
    neededActions: {
      type: "strings",
      description: "Actions that the deployment needs in member accounts.",
      default: NEEDED_ACTIONS,
    },
    deploymentRoles: {
      type: "strings",
      description: "ARNs, or patterns, of the roles that deploy; empty accepts any exemption of a principal.",
      default: ["arn:*:iam::*:role/LandingZoneDeployment"],
    },
  },
  check: (model, { parameters }) =>
    model
      .ofType("aws:organizations/policy:Policy")
      .filter((policy) => {
        const type = asText(read(policy, "type"));
        return type === undefined || type === UNKNOWN || GUARDRAILS.has(type);
      })
      .map((policy) => ({ resource: policy, outcome: judge(policy, parameters) })),
};

function judge(policy: Resource, parameters: Parameters): Outcome {
  const document = readDocument(read(policy, "content"));
  return judgeGuardrail(document, parameters.texts("neededActions"), parameters.texts("deploymentRoles"));
}
