import { type StackCase } from "../harness";

export const stackCasesOfLogging: readonly StackCase[] = [];
