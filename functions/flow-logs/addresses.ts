import { isIP } from "node:net";

/** An IP address as a number of 32 or 128 bits. */
export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** A block of addresses: all that share the first `length` bits of `base`. */
export interface Block {
  readonly family: 4 | 6;
  readonly base: bigint;
  readonly length: number;
}

const WIDTH = { 4: 32, 6: 128 } as const;

/** Reads an IPv4 or IPv6 address; undefined when it is neither. A zone (`%eth0`) is not an address. */
export function parseAddress(text: string): Address | undefined {
  switch (text.includes("%") ? 0 : isIP(text)) {
    case 4:
      return { family: 4, value: quad(text) };
    case 6:
      return { family: 6, value: groups(text) };
    default:
      return undefined;
  }
}

function quad(text: string): bigint {
  return BigInt(text.split(".").reduce((value, part) => value * 256 + Number(part), 0));
}

function groups(text: string): bigint {
  // The last 32 bits may be written as IPv4.
  const tail = /:(\d+\.\d+\.\d+\.\d+)$/.exec(text)?.[1];
  const low = tail === undefined ? 0n : quad(tail);
  const plain =
    tail === undefined
      ? text
      : `${text.slice(0, -tail.length)}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`;
  const [head = "", rest] = plain.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = rest === undefined || rest === "" ? [] : rest.split(":");
  const zeros = Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

/** Reads `10.0.0.0/16`, `2001:db8::/32` or a lone address (a block of one); undefined when it is none. Bits below the mask are dropped. */
export function parseBlock(text: string): Block | undefined {
  const [addressText = "", lengthText, more] = text.split("/");
  const address = parseAddress(addressText);
  if (!address || more !== undefined || (lengthText !== undefined && !/^\d{1,3}$/.test(lengthText))) {
    return undefined;
  }
  const width = WIDTH[address.family];
  const length = lengthText === undefined ? width : Number(lengthText);
  if (length > width) {
    return undefined;
  }
  const below = BigInt(width - length);
  return { family: address.family, base: (address.value >> below) << below, length };
}

/** Whether the address lies in the block. */
export function contains(block: Block, address: Address): boolean {
  if (block.family !== address.family) {
    return false;
  }
  const below = BigInt(WIDTH[block.family] - block.length);
  return address.value >> below === block.base >> below;
}

/**
 * Addresses that are nobody's on the internet and can stand in a flow log: private, shared (carrier NAT), loopback, link-local
 * and multicast. Source: IANA special-purpose address registries.
 */
const NOT_PUBLIC = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
  "::/127",
  "fc00::/7",
  "fe80::/10",
  "ff00::/8",
].map((text) => parseBlock(text) as Block);

/** Whether an address can be somebody's on the internet. */
export function isPublic(address: Address): boolean {
  return !NOT_PUBLIC.some((block) => contains(block, address));
}
