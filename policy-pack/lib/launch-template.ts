import { type Resource } from "../analysis/resource";
import { read } from "./expect";
import { notApplicable } from "./outcome";

/** True for an instance that leaves a setting to its launch template, where the setting is judged in turn. */
export function byLaunchTemplate(resource: Resource, path: string): boolean {
  return (
    resource.type === "aws:ec2/instance:Instance" &&
    read(resource, path) === undefined &&
    read(resource, "launchTemplate") !== undefined
  );
}

export const OF_TEMPLATE = notApplicable("its launch template says");
