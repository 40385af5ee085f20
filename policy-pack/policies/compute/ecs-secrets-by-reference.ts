import { UNKNOWN, asList, asText, at } from "../../analysis/values";
import { allOf, compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";
import { CREDENTIAL_NAMES, holdsCredential } from "../../analysis/credentials";
import { everyContainer } from "../../lib/containers";

export const ecsSecretsByReference: ResourcePolicy = {
  kind: "resource",
  name: "ecs-secrets-by-reference",
  concern: "compute",
  description: "No container has a credential in its environment.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["ECS.8"], nag: ["ECS2"] },
  tags: ["ecs", "credentials"],
  remediationSteps: "Put the value in Secrets Manager and name it in secrets.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8",
  types: ["aws:ecs/taskDefinition:TaskDefinition"],
  check: (resource) =>
    everyContainer(resource, (container, name) => {
      const list = asList(at(container, "environment"));
      if (list === UNKNOWN) return unknown(`${name}: environment`);
      return allOf(
        ...list.map((entry) => {
          const key = asText(at(entry, "name"));
          const value = asText(at(entry, "value"));
          if (typeof key === "string" && CREDENTIAL_NAMES.has(key))
            return violation(`Container ${name} gets ${key} as plain text.`);
          if (value === UNKNOWN) return unknown(`${name}: environment`);
          return value !== undefined && holdsCredential(value)
            ? violation(`Container ${name} gets a credential as plain text.`)
            : compliant;
        }),
      );
    }),
};
