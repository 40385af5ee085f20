import { type Block, overlaps, parseBlock } from "../../analysis/addresses";
import { tagOf } from "../../analysis/tags";
import { type Resource } from "../../analysis/resource";
import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation, type Outcome } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

export const vpcCidrsDisjoint: StackPolicy = {
  kind: "stack",
  name: "vpc-cidrs-disjoint",
  concern: "network",
  description: "No two VPCs of the landing zone share an address.",
  severity: "high",
  level: "mandatory",
  controls: { seed: ["vpc isolation", "peering"] },
  tags: ["vpc", "addresses"],
  remediationSteps:
    "Give each VPC a block of its own from the address plan; blocks that overlap can be neither peered nor routed.",
  url: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
  parameters: {
    roleTag: { type: "string", description: "Tag that says what part a VPC plays.", default: "network-role" },
    markedOnly: { type: "boolean", description: "Judge VPCs that have the tag only.", default: true },
  },
  check: (model, { parameters }) => {
    const blocks: Placed[] = [];
    const findings = new Map<Resource, Outcome>();
    for (const vpc of model.ofType("aws:ec2/vpc:Vpc")) {
      if (parameters.flag("markedOnly") && tagOf(vpc, parameters.text("roleTag")) === undefined) continue;
      findings.set(vpc, compliant);
      const text = asText(read(vpc, "cidrBlock"));
      const block = typeof text === "string" ? parseBlock(text) : undefined;
      if (block) blocks.push({ vpc, block, text: String(text) });
      else if (text === UNKNOWN) findings.set(vpc, unknown("cidrBlock"));
    }
    for (const [a, b] of overlapping(blocks)) {
      findings.set(a.vpc, violation(`Its block ${a.text} overlaps ${b.text} of ${b.vpc.name}.`));
      findings.set(b.vpc, violation(`Its block ${b.text} overlaps ${a.text} of ${a.vpc.name}.`));
    }
    return [...findings].map(([resource, outcome]) => ({ resource, outcome }));
  },
};

interface Placed {
  readonly vpc: Resource;
  readonly block: Block;
  readonly text: string;
}

/** Blocks either nest or are apart, so in order of address one that overlaps follows what holds it: no need to compare all pairs. */
function overlapping(blocks: readonly Placed[]): readonly (readonly [Placed, Placed])[] {
  const order = [...blocks].sort(({ block: a }, { block: b }) =>
    a.base === b.base ? a.prefix - b.prefix : a.base < b.base ? -1 : 1,
  );
  const pairs: (readonly [Placed, Placed])[] = [];
  const open: Placed[] = [];
  for (const placed of order) {
    while (open.length > 0 && !open.some(({ block }) => overlaps(block, placed.block))) open.pop();
    const holder = open.findLast(({ block }) => overlaps(block, placed.block));
    if (holder) pairs.push([holder, placed]);
    open.push(placed);
  }
  return pairs;
}
