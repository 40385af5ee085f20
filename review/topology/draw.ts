import { modelOfState } from "../../policy-pack/analysis";
import { layOut } from "./layout";
import { topologyOf } from "./read";
import { svgOf } from "./svg";

/**
 * Draws the network of a stored state as SVG.
 *
 * @param state what `pulumi stack export` writes
 * @param title of the picture; `Network of stack NAME` when left out
 * @returns the picture, or undefined when there is no VPC in the state
 * @throws Error when the text is no state
 */
export function drawState(state: string, title?: string): string | undefined {
  const model = modelOfState(state);
  const stack = model.resources[0]?.urn.split("::")[0]?.replace("urn:pulumi:", "") ?? "";
  const shown = title ?? `Network of stack ${stack}`;
  const topology = topologyOf(model, shown);
  return topology.accounts.some(({ vpcs }) => vpcs.length > 0) ? svgOf(layOut(topology), shown) : undefined;
}
