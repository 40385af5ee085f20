import { withoutGlobalRecording } from "../facts/config-recording";
import { type Problem, didYouMean, show } from "../problems";
import { type AwsConfigSettings } from "../schema/aws-config";
import { type OrganizationSettings } from "../schema/organization";

/**
 * What the schema of `awsConfig` cannot see: a Region said twice, and a set of Regions of which none records IAM.
 * @param region the stack's own
 */
export function checkAwsConfig(region: string, { regions }: AwsConfigSettings): Problem[] {
  const path = "awsConfig.regions";
  const repeated = regions.flatMap((name, index): Problem[] =>
    name === region || regions.indexOf(name) < index
      ? [
          {
            path: `${path}[${index}]`,
            found: name === region ? `${show(name)}, which is region` : `${show(name)}, a second time`,
            allowed: "each Region once, the stack's own not at all",
          },
        ]
      : [],
  );
  const recordsIam = [region, ...regions].some((name) => !withoutGlobalRecording.has(name));
  if (recordsIam) return repeated;
  return [
    ...repeated,
    {
      path,
      found: show(regions),
      allowed: `a Region that records IAM, since ${region} does not: any but ${[...withoutGlobalRecording].join(", ")}`,
    },
  ];
}

/** What the schema of the organisation's `awsConfig` cannot see: environments that are not there, and Regions of which none records IAM. */
export function checkOrganizationConfig({
  accounts,
  awsConfig,
  region,
  regions,
}: OrganizationSettings): Problem[] {
  const environments = [...new Set(accounts.flatMap(({ environment }) => environment ?? []))].sort();
  const { recordedEnvironments } = awsConfig;
  const problems = recordedEnvironments.flatMap((name, index): Problem[] => {
    const path = `awsConfig.recordedEnvironments[${index}]`;
    if (recordedEnvironments.indexOf(name) < index)
      return [{ path, found: `${show(name)}, a second time`, allowed: "each environment once" }];
    if (environments.includes(name)) return [];
    const guess = didYouMean(name, environments);
    const known = `an environment of accounts: ${environments.join(", ")}`;
    return [{ path, found: show(name), allowed: guess ? `did you mean ${guess}? ${known}` : known }];
  });
  if ([region, ...regions].some((name) => !withoutGlobalRecording.has(name))) return problems;
  const allowed = `a Region that records IAM: any but ${[...withoutGlobalRecording].join(", ")}`;
  return [...problems, { path: "regions", found: show(regions), allowed }];
}
