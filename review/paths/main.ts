import * as fs from "node:fs";
import { parseArgs } from "node:util";
import { ask } from "./ask";
import { changeOf, joined, opensToInternet } from "./change";
import { flowsOf } from "./flows";
import { modelOfText } from "../../policy-pack/analysis";
import { networkOf } from "./read";
import { changeLines, changeText, jsonLines, tableOf } from "./show";

const USAGE = `npm run --silent paths -- STATE [--json]
npm run --silent paths -- STATE --from PLACE --to PLACE [--port N] [--protocol NAME]
npm run --silent paths -- BEFORE AFTER [--json] [--fail-on-open]

All of them take --with STATE for each stack more that the network is made of.

Says which network paths a stack has, from its state or a plan alone: what security groups, network ACLs and routes
let through both ways. Of two states, or a state and a preview, it says what the change opens, closes and interrupts.

  STATE            what \`pulumi stack export\` or \`pulumi preview --json --show-sames\` writes; "-" reads standard input
  --with STATE     state of another stack that is joined with it, such as a workload's own; may be given more than once
  --fail-on-open   exit code 1 when something is opened, or may be, from the internet
  --json           one JSON text a line
  --from, --to     a place of the table, a VPC, or an address; answers yes or no, hop by hop
  --port N         any port when left out
  --protocol NAME  tcp, udp, icmp, icmpv6 or a number; tcp when a port is given, else any

Exit codes: 0 shown, or yes; 1 no, or opened from the internet; 2 the input or the options cannot be understood; 3 cannot be told before the deployment.`;

/** @returns exit code */
function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: "string" },
      to: { type: "string" },
      port: { type: "string" },
      protocol: { type: "string" },
      with: { type: "string", multiple: true },
      json: { type: "boolean" },
      "fail-on-open": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  const { from, to, port, protocol } = values;
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const [file, later, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const beside = (values.with ?? []).map(read);
  const asks = [from, to, port, protocol].some((value) => value !== undefined);
  if (later !== undefined) {
    if (asks) throw new Error("A question is about one state: leave the other out.");
    return change([file, later], beside, values.json === true, values["fail-on-open"] === true);
  }
  if (values["fail-on-open"] === true) throw new Error("--fail-on-open compares two: BEFORE AFTER.");
  const network = networkOf(joined(modelOfText(read(file)), beside));
  if (network.vpcs.size === 0) throw new Error(`There is no VPC in ${file}.`);
  if (from !== undefined && to !== undefined) {
    const { verdict, lines } = ask(network, {
      from,
      to,
      ...(port === undefined ? {} : { port: /^\d+$/.test(port) ? Number(port) : NaN }),
      ...(protocol === undefined ? {} : { protocol: protocol.toLowerCase() }),
    });
    console.log(lines.join("\n"));
    return { yes: 0, no: 1, unknown: 3 }[verdict];
  }
  if (asks) throw new Error("A question has --from and --to.");
  const flows = flowsOf(network);
  console.log((values.json === true ? jsonLines : tableOf)(flows, network.protocols));
  return 0;
}

const read = (file: string): string => fs.readFileSync(file === "-" ? 0 : file, "utf8");

/** @returns exit code */
function change(
  [before, after]: readonly [string, string],
  beside: readonly string[],
  json: boolean,
  failOnOpen: boolean,
): number {
  const { difference, cut, protocols } = changeOf(read(before), read(after), beside);
  const text = (json ? changeLines : changeText)(difference, cut, protocols);
  if (text !== "") console.log(text);
  return failOnOpen && opensToInternet(difference) ? 1 : 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
