/** One quota of AWS, as a new account has it. */
export interface Quota {
  /** What is counted, in the plural, and for what: `routes per route table`. */
  readonly name: string;
  readonly value: number;
  /** The most AWS raises it to; true where it names no bound; absent where it raises none. */
  readonly adjustable?: number | true;
  /** Its code in Service Quotas, where it has one. */
  readonly code?: `L-${string}`;
  /** AWS's page. */
  readonly source: string;
}
