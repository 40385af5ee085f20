/** A fault to inject: the nth matching call of a run of the engine fails. */
interface Fault {
  readonly operation: string;
  readonly type: string;
  readonly from: number;
  readonly to: number;
  readonly code: string;
}

const pattern = /^(create|read|update|delete|invoke|\*)\s+(\S+)\s+#(\d+)(?:-(\d+))?\s+(\w[\w.]*)$/;

/**
 * Faults of one run, from `SANDBOX_FAULTS`: entries `OPERATION TYPE #N CODE` or `… #N-M CODE`, separated by `;`. `*` stands for any operation
 * or type: `create aws:ec2/subnet:Subnet #3 ThrottlingException; * * #40-42 InternalError`.
 */
export class Faults {
  private readonly faults: readonly Fault[];
  private readonly counts: number[];

  /** @throws when an entry is not of that form */
  constructor(text: string | undefined) {
    const entries = (text ?? "")
      .split(";")
      .map((entry) => entry.trim())
      .filter((entry) => entry !== "");
    this.faults = entries.map((entry) => {
      const match = pattern.exec(entry);
      if (!match) throw new Error(`SANDBOX_FAULTS: "${entry}" is not OPERATION TYPE #N CODE`);
      const [, operation = "", type = "", from = "", to = from, code = ""] = match;
      return { operation, type, from: Number(from), to: Number(to), code };
    });
    this.counts = this.faults.map(() => 0);
  }

  /** Counts a call. @throws the injected error when it is its turn */
  count(operation: string, type: string): void {
    this.faults.forEach((fault, index) => {
      if (fault.operation !== "*" && fault.operation !== operation) return;
      if (fault.type !== "*" && fault.type !== type) return;
      const turn = ++this.counts[index]!;
      if (turn >= fault.from && turn <= fault.to) {
        throw new Error(`api error ${fault.code}: injected by SANDBOX_FAULTS into ${operation} of ${type}`);
      }
    });
  }
}
