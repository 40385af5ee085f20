import { contains, isPublic, parseAddress, parseBlock, type Block } from "./addresses";

/** A network with a name: the hub, a spoke, the office behind the VPN. */
export interface NamedNetwork {
  readonly name: string;
  readonly cidrs: readonly string[];
  /** False where no flow log is kept, such as an office behind the VPN; default true. */
  readonly logged?: boolean;
}

/** Whose address it is, in the words of the dashboards. */
export interface Place {
  /** The network's name, `internet` for any public address outside them, `elsewhere` for what is neither. */
  readonly network: string;
  readonly public: boolean;
  /** Whether a flow log is kept there: then what is sent from there is known from its sender. */
  readonly logged: boolean;
}

export const INTERNET = "internet";
export const ELSEWHERE = "elsewhere";

/** Enough for the addresses of one busy hour; a scan from the whole internet must not fill the memory of the function. */
const REMEMBERED = 20_000;

/**
 * Makes the look-up from address to place: the longest matching block wins, whatever the order given.
 *
 * @throws Error naming every block that is none.
 */
export function placeFinder(networks: readonly NamedNetwork[]): (address: string) => Place {
  const wrong = networks.flatMap((n) => n.cidrs.filter((c) => !parseBlock(c)).map((c) => `${n.name}: ${c}`));
  if (wrong.length > 0) {
    throw new Error(`not an address block: ${wrong.join(", ")}`);
  }
  const blocks = networks
    .flatMap((network) => network.cidrs.map((cidr) => ({ network, block: parseBlock(cidr) as Block })))
    .sort((a, b) => b.block.length - a.block.length);
  const known = new Map<string, Place>();

  return (text) => {
    const before = known.get(text);
    if (before) {
      return before;
    }
    const address = parseAddress(text);
    const open = address !== undefined && isPublic(address);
    const own = address && blocks.find(({ block }) => contains(block, address));
    const place = {
      network: own?.network.name ?? (open ? INTERNET : ELSEWHERE),
      public: open,
      logged: own !== undefined && own.network.logged !== false,
    };
    if (known.size >= REMEMBERED) {
      known.clear();
    }
    known.set(text, place);
    return place;
  };
}
