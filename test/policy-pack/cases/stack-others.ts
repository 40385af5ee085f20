import { type StackCase } from "../harness";

export const stackCasesOfOthers: readonly StackCase[] = [];
