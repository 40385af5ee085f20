import { type Problem, didYouMean, show } from "../problems";
import { type EnvironmentSettings } from "../schema/environment";
import { type OrganizationSettings } from "../schema/organization";

/** An environment is watched, or says plainly that it is not: it is never left out by a setting that was forgotten. */
export function checkDetection({
  detection,
  networkWatch,
  production,
  organization,
}: EnvironmentSettings): Problem[] {
  if (!detection)
    return [
      ...(production
        ? [{ path: "detection", found: show(detection), allowed: "true: production is always watched" }]
        : []),
      ...(networkWatch
        ? [
            {
              path: "networkWatch",
              found: show(networkWatch),
              allowed: "false without detection: what it finds goes the way of all events of concern",
            },
          ]
        : []),
    ];
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

/** An environment that is left out must be there, once, and may not be production. */
export function checkOrganizationDetection({ detection, accounts }: OrganizationSettings): Problem[] {
  const { withoutEnvironments, securityGroups } = detection;
  const environments = [...new Set(accounts.flatMap(({ environment }) => environment ?? []))].sort();
  const production = new Set(
    accounts.filter((account) => account.production).flatMap(({ environment }) => environment ?? []),
  );
  const ofEnvironments = withoutEnvironments.flatMap((name, index): Problem[] => {
    const path = `detection.withoutEnvironments[${index}]`;
    if (withoutEnvironments.indexOf(name) < index)
      return [{ path, found: `${show(name)}, a second time`, allowed: "each environment once" }];
    if (!environments.includes(name)) {
      const guess = didYouMean(name, environments);
      const known = `an environment of accounts: ${environments.join(", ")}`;
      return [{ path, found: show(name), allowed: guess ? `did you mean ${guess}? ${known}` : known }];
    }
    return production.has(name)
      ? [{ path, found: show(name), allowed: "an environment without production: that is always watched" }]
      : [];
  });
  const ofPorts = securityGroups.ports.flatMap((port, index): Problem[] =>
    securityGroups.ports.indexOf(port) < index
      ? [
          {
            path: `detection.securityGroups.ports[${index}]`,
            found: `${show(port)}, a second time`,
            allowed: "each port once",
          },
        ]
      : [],
  );
  return [...ofEnvironments, ...ofPorts];
}
