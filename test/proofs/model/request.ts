import { type Context } from "./context";
import type { Principal } from "./principals";
import type { Account } from "./organization";
import type { Policy } from "./documents";
import type { Resource } from "./resources";

/** One question: may somebody do something to something? All names resolved. */
export interface Request {
  readonly principal: Principal;
  /** `service:Action`. */
  readonly action: string;
  readonly arn: string;
  /** Account of the resource. */
  readonly owner: Account;
  /** Policies on the resource. */
  readonly policies: readonly Policy[];
  /** The VPC endpoint that it goes through, if it goes through one. */
  readonly endpoint?: Resource;
  /** Whether service and resource control policies are left out. */
  readonly unguarded: boolean;
  readonly context: Context;
  /** Keys of the context that the case gives: the simulator must know every one. */
  readonly given: readonly string[];
}
