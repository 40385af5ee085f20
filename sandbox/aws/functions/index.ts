import { defined, type Cloud } from "../cloud/cloud";
import type { Caller } from "../model/call";
import { NotModelled, Refusal } from "../model/refusal";
import type { Props } from "../model/values";
import { Inquiry, type Functions } from "./function";
import { indexFunctions } from "./index-module";
import { networkFunctions } from "./network";
import { policyFunctions } from "./policy-document";
import { serviceFunctions } from "./services";

const FUNCTIONS: Functions = {
  ...indexFunctions,
  ...networkFunctions,
  ...policyFunctions,
  ...serviceFunctions,
};

/** Tokens of the modelled functions, sorted. */
export function functionTokens(): string[] {
  return Object.keys(FUNCTIONS).sort();
}

/** Calls a provider function. @throws NotModelled, or an error in AWS's words */
export function callFunction(token: string, args: Props, world: { cloud: Cloud; caller: Caller }): Props {
  const call = FUNCTIONS[token];
  if (call === undefined) throw new NotModelled(`the function ${token}`);
  try {
    return defined({ ...args, ...call(new Inquiry(world.cloud, world.caller, args)) });
  } catch (error) {
    if (error instanceof Refusal) throw new Error(`${token}: ${error.message}`);
    throw error;
  }
}
