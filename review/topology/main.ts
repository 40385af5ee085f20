import * as fs from "node:fs";
import { parseArgs } from "node:util";
import { drawState } from "./draw";

const USAGE = `npm run topology -- STATE [--title TEXT] [--out FILE]

Draws the network of a stack as SVG: accounts, VPCs, tiers, gateways, endpoints, and how they are joined.

  STATE         what \`pulumi stack export\` writes; "-" reads standard input
  --title TEXT  title of the picture; the name of the stack when left out
  --out FILE    where to write it; standard output when left out

Exit codes: 0 drawn, 2 the state or the options cannot be understood, or there is no VPC in it.`;

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      title: { type: "string" },
      out: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  const [file, ...more] = positionals;
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  if (file === undefined || more.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const svg = drawState(fs.readFileSync(file === "-" ? 0 : file, "utf8"), values.title);
  if (svg === undefined) {
    console.error(`There is no VPC in ${file}.`);
    return 2;
  }
  if (values.out === undefined) process.stdout.write(svg);
  else fs.writeFileSync(values.out, svg);
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
