/** Signals that ask a program to end. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export type Interruption = (typeof SIGNALS)[number];

/** Catches the signals that would end this process, so that the work ends first and the lock is given back. */
export class Interruptions {
  /** The first that came. */
  first: Interruption | undefined;
  private readonly controller = new AbortController();
  private readonly listeners = new Set<(signal: Interruption) => void>();
  private readonly catching = SIGNALS.map((signal) => {
    const listener = (): void => {
      this.first ??= signal;
      this.controller.abort();
      for (const tell of this.listeners) tell(signal);
    };
    process.on(signal, listener);
    return { signal, listener };
  });

  /** Aborted when the first comes. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Tells of each signal from now on. @returns a function that ends it */
  tell(listener: (signal: Interruption) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** From now on signals do again what they did. */
  end(): void {
    for (const { signal, listener } of this.catching) process.removeListener(signal, listener);
  }
}
