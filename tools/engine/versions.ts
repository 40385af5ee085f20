/** The oldest Pulumi CLI the project runs with: the first whose plans and policy events it reads. */
export const MINIMUM = "3.249.0";

/** The Pulumi CLI the project gets when there is none; the version in tools/engine/go.mod. */
export const PINNED = "3.259.0";
