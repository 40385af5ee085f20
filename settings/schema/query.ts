import { z } from "zod";
import { flag } from "./common";

/** Least that Athena takes as a limit, in bytes. Source: Athena API reference, WorkGroupConfiguration, read 2026-11. */
const leastBytes = 10_000_000;
const bytes = `bytes, at least ${leastBytes}: Athena takes no smaller limit`;
const days = "days, 1 to 365";

/** The queries over the archive: tables, a workgroup of Athena, saved queries. */
export const query = z
  .strictObject({
    /** Whether there are any. The logs are kept either way. */
    enabled: flag.default(true),
    /** Bytes that one query may read before Athena ends it; Athena charges by what is read. */
    bytesScannedLimit: z.number({ error: bytes }).int(bytes).min(leastBytes, bytes).default(100_000_000_000),
    /** How long answers are kept. */
    resultDays: z.number({ error: days }).int(days).min(1, days).max(365, days).default(30),
  })
  .readonly()
  .prefault({});

export type QuerySettings = z.infer<typeof query>;
