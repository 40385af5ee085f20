/** How often a log that is no terminal gets a line, in milliseconds. */
const LOG_EVERY = 30_000;

/**
 * Shows that something long is going on, with the seconds it has taken so far: one line that renews itself on a terminal,
 * a line each half minute in a log.
 *
 * @returns a function that ends it
 */
export function progress(what: string, stream: NodeJS.WriteStream = process.stderr): () => void {
  const start = Date.now();
  const seconds = (): number => Math.round((Date.now() - start) / 1000);
  if (!stream.isTTY) {
    stream.write(`${what} ...\n`);
    const timer = setInterval(() => stream.write(`${what}: ${seconds()} s\n`), LOG_EVERY);
    return () => clearInterval(timer);
  }
  const timer = setInterval(() => stream.write(`\r${what}: ${seconds()} s `), 1000);
  stream.write(`${what} ...`);
  return () => {
    clearInterval(timer);
    stream.write("\r\x1b[K");
  };
}
