// Runs a bundle the way Lambda does, in a process of its own: `node invoke.js BUNDLE`, one event a line on standard input, one answer
// a line on standard output.
const [, , bundle] = process.argv;
const { handler } = require(bundle);
console.log = (...parts) => process.stderr.write(`${parts.join(" ")}\n`);

async function main() {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  for (const line of text.split("\n").filter((part) => part !== "")) {
    const answer = await handler(JSON.parse(line), { getRemainingTimeInMillis: () => 60_000 }).then(
      (value) => ({ value }),
      (error) => ({ error: String(error) }),
    );
    process.stdout.write(
      `${JSON.stringify({ ...answer, node: process.versions.node, rss: process.memoryUsage().rss })}\n`,
    );
  }
}

void main();
