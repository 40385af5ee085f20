import { type Policy } from "../types";
import { DEFAULT_POLICY } from "../policy";
import { type Examples } from "./example";
import { KEEPING_EXAMPLES } from "./keeping";
import { LOGGING_EXAMPLES } from "./logging";
import { NETWORK_EXAMPLES } from "./network";
import { PEOPLE_EXAMPLES } from "./people";
import { WATCHING_EXAMPLES } from "./watching";

/** Every example. Tests and documentation read them; no handler imports them. */
export const EXAMPLES: Examples = {
  ...LOGGING_EXAMPLES,
  ...WATCHING_EXAMPLES,
  ...KEEPING_EXAMPLES,
  ...PEOPLE_EXAMPLES,
  ...NETWORK_EXAMPLES,
};

/** The policy under which the examples hold. */
export const EXAMPLE_POLICY: Policy = { ...DEFAULT_POLICY, allowedRegions: ["eu-west-2", "us-east-1"] };
