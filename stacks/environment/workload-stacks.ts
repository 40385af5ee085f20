import { withoutSecrets } from "../../settings/environment-reference";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnvironmentParts } from "../spoke/parts";

/** What the stacks of workloads read of their environment's: its settings but for how it is deployed, and what they join. */
export interface ForWorkloads {
  readonly settings: Omit<EnvironmentSettings, "deployment">;
  readonly parts: EnvironmentParts;
}

/**
 * What an environment offers the stacks of its workloads; makes the parts of the archive that only they need.
 * @returns undefined where no workload has a stack of its own
 */
export function forWorkloads(
  settings: EnvironmentSettings,
  parts: EnvironmentParts,
): ForWorkloads | undefined {
  const own = settings.workloads.filter(({ ownStack }) => ownStack);
  if (own.length === 0) return undefined;
  const { archive } = parts;
  const { bucketArn, deliveryBucket, logStreamArn } = archive;
  // Each is made when it is asked for.
  const ofEdges = own.some(({ service }) => service?.edge !== undefined)
    ? {
        webAclBucketArn: archive.webAclBucketArn!,
        distributionDestinationArn: archive.distributionDestinationArn!,
      }
    : {};
  // How it is deployed stays here: the external id may be a secret.
  const { deployment: _deployment, ...rest } = settings;
  return {
    settings: withoutSecrets(rest),
    parts: { ...parts, archive: { bucketArn, deliveryBucket, logStreamArn, ...ofEdges } },
  };
}
