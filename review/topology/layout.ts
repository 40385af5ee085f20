import { type Account, type Link, type Node, type Topology, type Vpc } from "./topology";

/** Where everything stands, in pixels. Rows from above: on premises, the hub's account, the workloads, the stores. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly texts: readonly Text[];
  readonly lines: readonly Line[];
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type BoxKind =
  "account" | "vpc" | "tier" | "data" | "gateway" | "endpoint" | "service" | "store" | "premises";

export interface Box extends Rect {
  readonly kind: BoxKind;
}

export interface Text {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly kind: "title" | "heading" | "plain" | "small";
  readonly anchor?: "middle" | "end";
}

export interface Line {
  readonly kind: Link["kind"];
  readonly points: ReadonlyArray<readonly [x: number, y: number]>;
}

const WIDTH = 1240;
const MARGIN = 32;
const GAP = 20;
const PAD = 14;
const CHIP = 26;
const ROW = 20;
const BUS = 54;
/** Height of an account's heading. */
const HEAD = 32;
/** Mean width of a character at 12 pixels: good enough to keep texts inside boxes. */
const CHARACTER = 6.6;

const textWidth = (text: string): number => Math.ceil(text.length * CHARACTER);

const chipText = ({ label, detail }: Node): string =>
  detail === undefined || detail === "" ? label : `${label} ${detail}`;

const chipWidth = (node: Node): number => textWidth(chipText(node)) + 18;

/** Lays out a topology. The same topology gives the same picture. */
export function layOut(topology: Topology): Layout {
  return new Drawing(topology).finish();
}

class Drawing {
  private readonly boxes: Box[] = [];
  private readonly texts: Text[] = [];
  private readonly lines: Line[] = [];
  /** Where links end: boxes by URN of what they stand for. */
  private readonly places = new Map<string, Rect>();
  private y = MARGIN;
  /** Upper edge of the first row of workloads. */
  private workloadsFrom = Number.POSITIVE_INFINITY;

  constructor(private readonly topology: Topology) {}

  finish(): Layout {
    this.text(MARGIN, this.y + 8, this.topology.title, "title");
    this.y += 30;
    this.premises();
    const { accounts } = this.topology;
    const withHub = accounts.filter(({ vpcs, gateways }) => gateways.length > 0 || vpcs.some(isCentral));
    const workloads = accounts.filter((account) => account.vpcs.length > 0 && !withHub.includes(account));
    for (const account of withHub) this.row([account], 1);
    if (withHub.length > 0 && workloads.length > 0) this.y += BUS - GAP;
    this.workloadsFrom = this.y;
    const columns = Math.min(3, Math.max(1, workloads.length));
    for (let index = 0; index < workloads.length; index += columns) {
      this.row(workloads.slice(index, index + columns), columns);
    }
    this.stores(accounts.filter((account) => account.vpcs.length === 0 && account.stores.length > 0));
    this.joinUp();
    this.legend();
    return { width: WIDTH, height: this.y, boxes: this.boxes, texts: this.texts, lines: this.lines };
  }

  private text(x: number, y: number, text: string, kind: Text["kind"], anchor?: Text["anchor"]): void {
    this.texts.push({ x, y, text, kind, ...(anchor === undefined ? {} : { anchor }) });
  }

  /** Networks on premises and Direct Connect locations: everything that a link starts from and no resource stands for. */
  private premises(): void {
    const names = new Map<string, string>();
    // Direct Connect to the left, where its gateway stands.
    const byKind = [...this.topology.links].sort((a, b) => a.kind.localeCompare(b.kind));
    for (const { kind, from, label } of byKind) {
      if (kind === "vpn" || (kind === "direct-connect" && !from.startsWith("urn:"))) names.set(from, label);
    }
    if (names.size === 0) return;
    let x = MARGIN;
    for (const [name, label] of names) {
      const width = Math.max(textWidth(name), textWidth(label)) + 2 * PAD;
      const rect = { x, y: this.y, width, height: 44 };
      this.boxes.push({ ...rect, kind: "premises" });
      this.text(x + PAD, this.y + 18, name, "heading");
      this.text(x + PAD, this.y + 34, label, "small");
      this.places.set(name, rect);
      x += width + GAP;
    }
    this.y += 44 + BUS;
  }

  /** Accounts side by side, all as high as the highest. */
  private row(accounts: readonly Account[], columns: number): void {
    const width = (WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns;
    const start = this.boxes.length;
    const heights = accounts.map((account, index) =>
      this.account(account, { x: MARGIN + index * (width + GAP), y: this.y, width }),
    );
    const height = Math.max(...heights);
    for (let index = start; index < this.boxes.length; index++) {
      const box = this.boxes[index];
      if (box?.kind === "account") this.boxes[index] = { ...box, height };
    }
    this.y += height + GAP;
  }

  private account(account: Account, at: { x: number; y: number; width: number }): number {
    const index = this.boxes.push({ ...at, height: 0, kind: "account" }) - 1;
    this.text(at.x + PAD, at.y + 20, account.name === "" ? "Account" : account.name, "heading");
    this.text(at.x + at.width - PAD, at.y + 20, account.id, "small", "end");
    let y = at.y + HEAD;
    let inner = { x: at.x + PAD, width: at.width - 2 * PAD };
    let bottom = y;
    if (account.gateways.length > 0) {
      // Side by side, left of the VPCs: no line to a gateway crosses another or a VPC.
      let { x } = inner;
      for (const gateway of account.gateways) {
        const width = Math.min(chipWidth(gateway), inner.x + inner.width - x);
        bottom = this.chips([gateway], "gateway", { x, width, y }) + 14;
        x += width + 2 * GAP;
      }
      inner = { x, width: inner.x + inner.width - x };
    }
    for (const vpc of account.vpcs) y = this.vpc(vpc, { ...inner, y }) + 12;
    const height = Math.max(y, bottom) - at.y;
    this.boxes[index] = { ...at, height, kind: "account" };
    return height;
  }

  private vpc(vpc: Vpc, at: { x: number; y: number; width: number }): number {
    const index = this.boxes.push({ ...at, height: 0, kind: "vpc" }) - 1;
    this.text(at.x + PAD, at.y + 20, `VPC ${vpc.label}`, "heading");
    this.text(at.x + at.width - PAD, at.y + 20, vpc.cidr, "small", "end");
    let y = at.y + HEAD;
    const inner = { x: at.x + PAD, width: at.width - 2 * PAD };
    const wide = at.width > 500;
    y = this.tiers(vpc, { ...inner, y }, wide ? vpc.tiers.length : 1);
    if (vpc.gateways.length > 0) y = this.chips(vpc.gateways, "gateway", { ...inner, y }) + 6;
    if (vpc.services.length > 0) y = this.chips(vpc.services, "service", { ...inner, y }) + 6;
    if (vpc.endpoints.length > 0) {
      const endpoints = vpc.endpoints.map((label) => ({ urn: "", label }));
      y = this.chips(endpoints, "endpoint", { ...inner, y }) + 6;
    }
    this.text(inner.x, y + 10, vpc.flowLogs ? "all traffic logged" : "traffic NOT logged", "small");
    y += 18;
    const rect = { ...at, height: y - at.y };
    this.boxes[index] = { ...rect, kind: "vpc" };
    this.places.set(vpc.urn, rect);
    return y;
  }

  private tiers(vpc: Vpc, at: { x: number; y: number; width: number }, columns: number): number {
    const width = (at.width - (columns - 1) * 8) / columns;
    const lines = columns === 1 ? 1 : Math.max(1, ...vpc.tiers.map(({ subnets }) => subnets.length));
    const height = columns === 1 ? CHIP + 2 : 24 + lines * 15 + 4;
    let bottom = at.y;
    vpc.tiers.forEach((tier, index) => {
      const x = at.x + (index % columns) * (width + 8);
      const y = at.y + Math.floor(index / columns) * (height + 6);
      this.boxes.push({ x, y, width, height, kind: tier.name === "data" ? "data" : "tier" });
      this.text(x + 10, y + 18, tier.name, "plain");
      if (columns === 1) {
        const zones = tier.subnets.map(({ cidr }) => cidr).join(", ");
        const room = width - textWidth(tier.name) - 40;
        const shown =
          textWidth(zones) > room
            ? `${tier.subnets[0]?.cidr ?? ""} and ${tier.subnets.length - 1} more`
            : zones;
        this.text(x + width - 10, y + 18, shown, "small", "end");
      } else {
        tier.subnets.forEach(({ zone, cidr }, line) =>
          this.text(x + 10, y + 34 + line * 15, `${zone.slice(-1)}  ${cidr}`, "small"),
        );
      }
      bottom = y + height;
    });
    return bottom + 8;
  }

  /** Small boxes in a line that breaks where the width ends. @returns the bottom */
  private chips(nodes: readonly Node[], kind: BoxKind, at: { x: number; y: number; width: number }): number {
    let { x, y } = at;
    for (const node of nodes) {
      const { urn } = node;
      const text = chipText(node);
      const room = Math.floor((at.width - 16) / CHARACTER);
      const shown = text.length > room ? `${text.slice(0, room - 1)}…` : text;
      const width = textWidth(shown) + 18;
      if (x > at.x && x + width > at.x + at.width) {
        x = at.x;
        y += CHIP + 6;
      }
      const rect = { x, y, width, height: CHIP };
      this.boxes.push({ ...rect, kind });
      this.text(x + 9, y + 17, shown, "plain");
      if (urn !== "") this.places.set(urn, rect);
      x += width + 8;
    }
    return y + CHIP;
  }

  private stores(accounts: readonly Account[]): void {
    if (accounts.length === 0) return;
    const columns = Math.min(2, accounts.length);
    const width = (WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns;
    let height = 0;
    accounts.forEach((account, index) => {
      const x = MARGIN + (index % columns) * (width + GAP);
      const start = this.boxes.push({ x, y: this.y, width, height: 0, kind: "account" }) - 1;
      this.text(x + PAD, this.y + 20, account.name === "" ? "Account" : account.name, "heading");
      this.text(x + width - PAD, this.y + 20, account.id, "small", "end");
      const bottom = this.chips(account.stores, "store", {
        x: x + PAD,
        y: this.y + 32,
        width: width - 2 * PAD,
      });
      const own = bottom + 12 - this.y;
      this.boxes[start] = { x, y: this.y, width, height: own, kind: "account" };
      height = Math.max(height, own);
      if (index % columns === columns - 1 || index === accounts.length - 1) {
        this.y += height + GAP;
        height = 0;
      }
    });
  }

  /** Right-angled lines: down from what is above, sideways between what stands in one row. */
  private joinUp(): void {
    const drawn = new Map<string, number>();
    this.topology.links.forEach(({ kind, from, to }) => {
      const start = this.places.get(from);
      const end = this.places.get(to);
      if (!start || !end) return;
      const [upper, lower] = start.y <= end.y ? [start, end] : [end, start];
      const key = `${upper.x},${upper.y}`;
      const nth = drawn.get(key) ?? 0;
      drawn.set(key, nth + 1);
      this.lines.push({ kind, points: this.path(upper, lower, nth) });
    });
  }

  /** @param nth how many lines start at the upper box already */
  private path(upper: Rect, lower: Rect, nth: number): Array<readonly [number, number]> {
    const y1 = upper.y + upper.height;
    const sideways = Math.max(upper.y, lower.y) < Math.min(y1, lower.y + lower.height);
    if (sideways) {
      const [left, right] = upper.x <= lower.x ? [upper, lower] : [lower, upper];
      const small = left.height <= right.height ? left : right;
      const y = small.y + small.height / 2;
      return [
        [left.x + left.width, y],
        [right.x, y],
      ];
    }
    const x2 = lower.x + lower.width / 2;
    const straight = x2 > upper.x + 10 && x2 < upper.x + upper.width - 10;
    const inFirstRow = lower.y - HEAD <= this.workloadsFrom;
    if (straight && inFirstRow) {
      return [
        [x2, y1],
        [x2, lower.y],
      ];
    }
    const x1 = Math.min(upper.x + upper.width - 12, upper.x + upper.width / 2 + nth * 12);
    // In the space between two rows; lines of one box keep apart.
    const bus = Math.min(lower.y - HEAD, this.workloadsFrom) - 10 - (nth % 4) * 8;
    if (inFirstRow) {
      return [
        [x1, y1],
        [x1, bus],
        [x2, bus],
        [x2, lower.y],
      ];
    }
    // Further down: along the space left of the column, not through the rows between.
    const gutter = lower.x - PAD - GAP / 2;
    const y2 = lower.y + 20;
    return [
      [x1, y1],
      [x1, bus],
      [gutter, bus],
      [gutter, y2],
      [lower.x, y2],
    ];
  }

  private legend(): void {
    const kinds = [...new Set(this.lines.map(({ kind }) => kind))];
    let x = MARGIN;
    for (const kind of kinds) {
      const label = {
        peering: "VPC peering",
        attachment: "transit gateway attachment",
        vpn: "site-to-site VPN",
        "direct-connect": "Direct Connect",
      }[kind];
      this.lines.push({
        kind,
        points: [
          [x, this.y + 6],
          [x + 34, this.y + 6],
        ],
      });
      this.text(x + 42, this.y + 10, label, "small");
      x += 42 + textWidth(label) + 28;
    }
    this.y += ROW + MARGIN / 2;
  }
}

const isCentral = ({ role }: Vpc): boolean => role === "hub" || role === "inspection";
