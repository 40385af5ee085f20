import { withoutGlobalRecording } from "../facts/config-recording";
import { type Problem, show } from "../problems";
import { type AwsConfigSettings } from "../schema/aws-config";

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
