import { logBuckets } from "../../analysis/buckets";
import { type Model } from "../../analysis/model";
import { type Resource } from "../../analysis/resource";
import { asBoolean } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, violation } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

export const logResourcesProtected: StackPolicy = {
  kind: "stack",
  name: "log-resources-protected",
  concern: "logging",
  description: "What holds logs is protected, so that no change of the program deletes it.",
  severity: "high",
  level: "mandatory",
  controls: { seed: ["log archive", "monitoring the logging itself"] },
  tags: ["log-archive", "deletion"],
  remediationSteps:
    "Set the resource option protect: true (log groups may have skipDestroy instead); add retainOnDelete, which the engine does not tell policies.",
  url: "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
  check: (model) => {
    const trails = model.ofType("aws:cloudtrail/trail:Trail");
    const groups = logGroupsOf(model);
    return [...logBuckets(model).keys(), ...trails, ...groups].map((resource) => {
      const kept = resource.options.protect || asBoolean(read(resource, "skipDestroy")) === true;
      return {
        resource,
        outcome: kept ? compliant : violation("It holds or makes logs, and is not protected."),
      };
    });
  },
};

/** Log groups that flow logs or trails write to. */
function logGroupsOf(model: Model): ReadonlySet<Resource> {
  const groups = new Set<Resource>();
  const writers = [
    ["aws:ec2/flowLog:FlowLog", "logDestination"],
    ["aws:cloudtrail/trail:Trail", "cloudWatchLogsGroupArn"],
  ] as const;
  for (const [type, property] of writers) {
    for (const writer of model.ofType(type)) {
      for (const group of model.references(writer, property, ["aws:cloudwatch/logGroup:LogGroup"]).targets)
        groups.add(group);
    }
  }
  return groups;
}
