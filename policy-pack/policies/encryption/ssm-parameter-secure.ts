import { UNKNOWN, asText } from "../../analysis/values";
import { mustBeOneOf, read } from "../../lib/expect";
import { notApplicable } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

const SECRET_NAME = /passw(or)?d|secret|token|api-?key|private-?key|credential/i;

export const ssmParameterSecure: ResourcePolicy = {
  kind: "resource",
  name: "ssm-parameter-secure",
  concern: "encryption",
  description: "Parameters that look like secrets are SecureStrings.",
  severity: "medium",
  level: "mandatory",
  controls: { checkov: ["CKV2_AWS_34"] },
  tags: ["ssm", "encryption"],
  remediationSteps: 'Set type to "SecureString" and keyId to a key of your own.',
  url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-securestring.html",
  types: ["aws:ssm/parameter:Parameter"],
  check: (resource) => {
    const name = asText(read(resource, "name"));
    const known =
      name === undefined ? resource.name : name === UNKNOWN ? resource.name : `${name} ${resource.name}`;
    if (!SECRET_NAME.test(known)) return notApplicable("its name does not say that it holds a secret");
    return mustBeOneOf(resource, "type", ["SecureString"]);
  },
};
