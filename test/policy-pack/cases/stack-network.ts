import { type StackCase } from "../harness";

export const stackCasesOfNetwork: readonly StackCase[] = [];
