/**
 * Loads a function's bundle as a new start of the function would: its clients are made once and kept, and another test of the same process may have
 * loaded it with an environment of its own.
 *
 * @param file the bundle's file
 */
export function loadBundle<Handler>(file: string): Handler {
  delete require.cache[require.resolve(file)];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a bundle is CommonJS, as Lambda loads it
  return (require(file) as { handler: Handler }).handler;
}
