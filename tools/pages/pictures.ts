import { drawState } from "../../review/topology/draw";

/** Pictures of the documentation that show a deployed network: stack, title, and where the picture is. */
export const PICTURES = [
  { stack: "dev", title: "dev, joined by peering", file: "docs/images/topology-dev.svg" },
  { stack: "prod", title: "prod, joined by a transit gateway", file: "docs/images/topology-prod.svg" },
] as const;

/**
 * The picture as it has to be.
 *
 * @param state what `pulumi stack export` writes of the stack
 * @throws Error when the state has no VPC
 */
export function pictureOf({ stack, title }: (typeof PICTURES)[number], state: string): string {
  const picture = drawState(state, title);
  if (picture === undefined) {
    throw new Error(`there is no VPC in the state of ${stack}`);
  }
  return picture;
}
