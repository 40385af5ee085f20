/**
 * CPU units of a Fargate task, and the memory that goes with each: least, most and step, in MiB.
 * Source: ECS developer guide, "Fargate task definition considerations", read 2026-11. (256 units take 512, 1024 and 2048.)
 */
const table = {
  256: [512, 2_048, 512],
  512: [1_024, 4_096, 1_024],
  1024: [2_048, 8_192, 1_024],
  2048: [4_096, 16_384, 1_024],
  4096: [8_192, 30_720, 1_024],
  8192: [16_384, 61_440, 4_096],
  16384: [32_768, 122_880, 8_192],
} as const;

export type FargateCpu = keyof typeof table;

export const fargateSizes = [
  256, 512, 1024, 2048, 4096, 8192, 16384,
] as const satisfies readonly FargateCpu[];

/** Memory in MiB that goes with CPU units. */
export function fargateMemory(cpu: FargateCpu): number[] {
  const [least, most, step] = table[cpu];
  const all = Array.from({ length: (most - least) / step + 1 }, (_, index) => least + index * step);
  return cpu === 256 ? all.filter((size) => size !== 1_536) : all;
}
