import { type Problem, show } from "../problems";
import { type EnvironmentSettings } from "../schema/environment";

/** An environment is watched, or says plainly that it is not: it is never left out by a setting that was forgotten. */
export function checkDetection({ detection, production, organization }: EnvironmentSettings): Problem[] {
  if (!detection)
    return production
      ? [{ path: "detection", found: show(detection), allowed: "true: production is always watched" }]
      : [];
  return organization.eventBusArn === undefined
    ? [
        {
          path: "organization.eventBusArn",
          found: show(undefined),
          allowed:
            "the ARN of the security account's event bus, which the organisation stack's output eventBusArn gives; or detection: false for an environment that nobody watches",
        },
      ]
    : [];
}
