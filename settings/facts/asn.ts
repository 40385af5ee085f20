/**
 * BGP autonomous system numbers.
 *
 * Sources: RFC 6996 (private use), RFC 5398 (documentation), RFC 7607 and 6793 (0, 23456), RFC 7300 (last of each range); "Customer
 * gateway options" (Site-to-Site VPN user guide: Amazon's own numbers), "Direct Connect gateways" and "Transit gateways" (only
 * private numbers on Amazon's side), read 2026-11.
 */
export interface AsnRange {
  readonly from: number;
  readonly to: number;
}

/** What Amazon's side of a session may be: numbers for private use. */
export const amazonSideAsns: readonly AsnRange[] = [
  { from: 64_512, to: 65_534 },
  { from: 4_200_000_000, to: 4_294_967_294 },
];

/** Numbers that no network announces itself by. */
export const reservedAsns: ReadonlyArray<AsnRange & { readonly why: string }> = [
  { from: 0, to: 0, why: "reserved" },
  { from: 7_224, to: 7_224, why: "Amazon's own" },
  { from: 9_059, to: 9_059, why: "Amazon's own" },
  { from: 10_124, to: 10_124, why: "Amazon's own" },
  { from: 17_943, to: 17_943, why: "Amazon's own" },
  { from: 23_456, to: 23_456, why: "a placeholder for 32-bit numbers" },
  { from: 64_496, to: 64_511, why: "documentation" },
  { from: 65_535, to: 65_535, why: "reserved" },
  { from: 65_536, to: 65_551, why: "documentation" },
  { from: 4_294_967_295, to: 4_294_967_295, why: "reserved" },
];

export const highestAsn = 4_294_967_295;

/** Above it the provider takes a customer's number by another property. Source: @pulumi/aws 7, `bgpAsnExtended` and `bgpAsnLong`. */
export const highestPlainAsn = 2_147_483_647;

/** Whether a number lies in one of the ranges. */
export function inRanges(asn: number, ranges: readonly AsnRange[]): boolean {
  return ranges.some(({ from, to }) => from <= asn && asn <= to);
}
