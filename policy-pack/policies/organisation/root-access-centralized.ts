import { type Model } from "../../analysis/model";
import { UNKNOWN, asTexts } from "../../analysis/values";
import { read } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { type Outcome, compliant, unknown, violation } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

const NEEDED = "RootCredentialsManagement";

export const rootAccessCentralized: StackPolicy = {
  kind: "stack",
  name: "root-access-centralized",
  concern: "organisation",
  description:
    "The stack that declares the organisation manages the root credentials of its accounts centrally.",
  severity: "low",
  level: "advisory",
  controls: { cis: cis("root-centralized"), seed: ["Organizations"] },
  tags: ["organizations", "root"],
  remediationSteps:
    "Add an aws.iam.OrganizationsFeatures with RootCredentialsManagement, with trusted access for iam.amazonaws.com.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html",
  check: (model) => {
    const outcome = judge(model);
    return model
      .ofType("aws:organizations/organization:Organization")
      .map((resource) => ({ resource, outcome }));
  },
};

function judge(model: Model): Outcome {
  const lists = model
    .ofType("aws:iam/organizationsFeatures:OrganizationsFeatures")
    .map((resource) => asTexts(read(resource, "enabledFeatures")));
  if (lists.some((list) => list !== UNKNOWN && list.includes(NEEDED))) return compliant;
  return lists.some((list) => list === UNKNOWN || list.includes(UNKNOWN))
    ? unknown("enabledFeatures")
    : violation(`No OrganizationsFeatures switches ${NEEDED} on.`);
}
