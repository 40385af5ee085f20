import { UNKNOWN, asText, at, isObject } from "../../analysis/values";
import { read } from "../../lib/expect";
import { allOf, compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";
import { holdsCredential } from "../../analysis/credentials";

export const lambdaEnvironmentWithoutCredentials: ResourcePolicy = {
  kind: "resource",
  name: "lambda-environment-without-credentials",
  concern: "compute",
  description: "No function has a credential in its environment.",
  severity: "critical",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_45"] },
  tags: ["lambda", "credentials"],
  remediationSteps: "Let the function read the secret from Secrets Manager.",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
  types: ["aws:lambda/function:Function"],
  check: (resource) => {
    const variables = read(resource, "environment.variables");
    if (variables === UNKNOWN) return unknown("environment");
    if (!isObject(variables)) return notApplicable("it has no environment");
    return allOf(
      ...Object.keys(variables).map((name) => {
        const text = asText(at(variables, name));
        if (text === UNKNOWN) return unknown(`environment.variables.${name}`);
        return text !== undefined && holdsCredential(text)
          ? violation(`${name} holds a credential.`)
          : compliant;
      }),
    );
  },
};
