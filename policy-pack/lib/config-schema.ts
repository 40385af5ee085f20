import { type PolicyConfigSchema } from "@pulumi/policy";
import { type PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import { EXEMPTION_KEYS } from "./exemptions";
import { type ParameterType } from "./parameters";
import { type Policy } from "./policy";

/** What configuration of one policy may hold, as JSON schema: the engine checks it and Pulumi Cloud's console draws a form of it. */
export function configSchemaOf(policy: Policy): PolicyConfigSchema {
  const properties: Record<string, PolicyConfigJSONSchema> = {};
  for (const [name, parameter] of Object.entries(policy.parameters ?? {}))
    properties[name] = schemaOf(parameter);
  properties["exemptions"] = EXEMPTIONS;
  return { properties };
}

function schemaOf(parameter: ParameterType): PolicyConfigJSONSchema {
  const { description } = parameter;
  switch (parameter.type) {
    case "string":
      return {
        type: "string",
        description,
        default: parameter.default,
        ...(parameter.enum ? { enum: [...parameter.enum] } : {}),
      };
    case "boolean":
      return { type: "boolean", description, default: parameter.default };
    case "integer":
      return {
        type: "integer",
        description,
        default: parameter.default,
        ...(parameter.minimum === undefined ? {} : { minimum: parameter.minimum }),
        ...(parameter.maximum === undefined ? {} : { maximum: parameter.maximum }),
      };
    case "strings":
      return {
        type: "array",
        description,
        items: { type: "string", ...(parameter.pattern === undefined ? {} : { pattern: parameter.pattern }) },
        default: [...parameter.default],
      };
    case "integers":
      return { type: "array", description, items: { type: "integer" }, default: [...parameter.default] };
  }
}

const EXEMPTIONS: PolicyConfigJSONSchema = {
  type: "array",
  description: "Resources freed from this policy, each with who answers for it and until when.",
  default: [],
  items: {
    type: "object",
    required: [...EXEMPTION_KEYS],
    additionalProperties: false,
    properties: {
      urn: { type: "string", minLength: 1, description: "URN, or a pattern with * and ?." },
      reason: { type: "string", minLength: 1, description: "Why the policy does not fit here." },
      owner: { type: "string", minLength: 1, description: "Who answers for it." },
      expires: {
        type: "string",
        pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        description: "The last day it holds, YYYY-MM-DD.",
      },
    },
  },
};
