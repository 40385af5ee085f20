import { TAGGABLE_TYPES } from "../../analysis/taggable-types";
import { tagOf } from "../../analysis/tags";
import { UNKNOWN, asText, at, isObject } from "../../analysis/values";
import { allOf, compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

/** Who to write to when a control fires, and whose bill it is. Default tags of the provider count: they arrive in `tagsAll`. */
export const requiredTags: ResourcePolicy = {
  kind: "resource",
  name: "required-tags",
  concern: "tags",
  description:
    "Everything that takes tags says who owns it, in which environment and workload, and how its data is classified.",
  severity: "medium",
  level: "mandatory",
  controls: { seed: ["system's owner"] },
  tags: ["tags", "ownership"],
  remediationSteps:
    "Set the tags once, in defaultTags of the account's aws.Provider; a resource's own tags may override them.",
  url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  parameters: {
    tags: {
      type: "strings",
      description: "Keys that every resource must have, each with a value that is not empty.",
      default: ["owner", "environment", "workload", "data-classification"],
    },
    defaults: {
      type: "strings",
      description: "Values that a repair gives to missing tags, as key=value.",
      default: [],
      pattern: "^[^=]+=.+$",
    },
  },
  types: TAGGABLE_TYPES,
  check: (resource, { parameters }) => {
    const outcomes = parameters.texts("tags").map((key) => {
      const value = asText(tagOf(resource, key));
      if (value === UNKNOWN) return unknown(`tags.${key}`);
      return value === undefined || value.trim() === "" ? violation(`It has no tag "${key}".`) : compliant;
    });
    return allOf(...outcomes);
  },
  remediate: (props, _type, { parameters }) => {
    const maps = ["tags", "tagsAll"].filter((name) => name === "tags" || isObject(at(props, name)));
    const present = (key: string): boolean =>
      ["tagsAll", "tags"].some((name) => at(props, name, key) !== undefined);
    if (maps.some((name) => at(props, name) === UNKNOWN)) return undefined;
    const missing = parameters
      .texts("defaults")
      .map((pair): [string, string] => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)])
      .filter(([key]) => parameters.texts("tags").includes(key) && !present(key));
    if (missing.length === 0) return undefined;
    const added = Object.fromEntries(missing);
    return Object.fromEntries(
      maps.map((name) => {
        const own = at(props, name);
        return [name, { ...(isObject(own) ? own : {}), ...added }];
      }),
    );
  },
};
