import type * as pulumi from "@pulumi/pulumi";

/** Properties that may differ from the settings while something is taken over. */
export type AdoptedPart = "name" | "parentId" | "tags" | "tagsAll";

/** Options of a resource that may be taken over. */
export type AdoptionOptions = Pick<pulumi.CustomResourceOptions, "import" | "ignoreChanges">;

/**
 * Options that take over what exists already under an id, and leave the given properties as they are: Pulumi imports it and at once changes
 * all in which it differs from the settings (pulumi/pulumi pull request 19339; seen with engine 3.259). Once it is in the state its id may leave
 * the settings; from then on it is made as they say.
 * @param id undefined when there is nothing to take over
 */
export function adopted(
  id: string | undefined,
  kept: readonly AdoptedPart[],
  alwaysIgnored: readonly string[] = [],
): AdoptionOptions {
  const ignoreChanges = [...alwaysIgnored, ...(id === undefined ? [] : kept)];
  return {
    ...(id === undefined ? {} : { import: id }),
    ...(ignoreChanges.length > 0 ? { ignoreChanges } : {}),
  };
}
