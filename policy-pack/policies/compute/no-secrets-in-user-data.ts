import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";
import { holdsCredential } from "../../analysis/credentials";

export const noSecretsInUserData: ResourcePolicy = {
  kind: "resource",
  name: "no-secrets-in-user-data",
  concern: "compute",
  description: "No instance is started with a credential in its user data.",
  severity: "critical",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_46"] },
  tags: ["ec2", "credentials"],
  remediationSteps: "Let the instance role read the secret from Secrets Manager.",
  url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
  types: [
    "aws:ec2/instance:Instance",
    "aws:ec2/launchTemplate:LaunchTemplate",
    "aws:ec2/launchConfiguration:LaunchConfiguration",
  ],
  check: (resource) => {
    const texts = ["userData", "userDataBase64"].map((path) => asText(read(resource, path)));
    if (texts.some((text) => typeof text === "string" && holdsCredential(text)))
      return violation("Its user data holds a credential.");
    if (texts.includes(UNKNOWN)) return unknown("userData");
    return texts.every((text) => text === undefined) ? notApplicable("it has no user data") : compliant;
  },
};
