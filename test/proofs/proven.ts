import { deployedStacks } from "../engine/harness";
import { AccessModel } from "./model/model";

let model: Promise<AccessModel> | undefined;

/** The access model of the stacks as the engine deploys them; made once in a process. */
export function accessModel(): Promise<AccessModel> {
  model ??= deployedStacks().then((stacks) => new AccessModel(stacks));
  return model;
}
