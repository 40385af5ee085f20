import { refuse } from "../model/refusal";
import { misalignment, parseBlock, type Block } from "./cidr";

/**
 * Reads an input that must be a block with no host bits set.
 * @throws `InvalidParameterValue`, as EC2 answers a malformed block and the real provider one that is not aligned
 */
export function blockOf(text: string, property: string, version?: 4 | 6): Block {
  const block = parseBlock(text);
  if (block === undefined || (version !== undefined && block.version !== version)) {
    refuse(
      "InvalidParameterValue",
      `Value (${text}) for parameter ${property} is invalid. This is not a valid CIDR block.`,
      property,
    );
  }
  const aligned = misalignment(block);
  if (aligned !== undefined) {
    refuse(
      "InvalidParameterValue",
      `"${text}" is not a valid CIDR block; did you mean "${aligned}"?`,
      property,
    );
  }
  return block;
}
