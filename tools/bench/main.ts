import * as fs from "node:fs";
import * as path from "node:path";
import { fromRoot, root } from "../lib/paths";
import { bars } from "./bars";
import { packFigures } from "./pack";
import { between } from "./page";
import { type Result, resultsFile, resultTable, writeResults } from "./results";
import { workloadCosts } from "./workloads";

const page = path.join(root, "docs/performance.md");

// `make bench`: everything by default, ONLY=bars for the previews' bars, ONLY=functions for the functions' (which needs no engine),
// ONLY=pack for the policy pack beside its peers, ONLY=workloads for the table by size.
async function main(): Promise<void> {
  const only = process.env.ONLY ?? "";
  const results: Result[] = [];
  const wants = (part: string): boolean => only === "" || only === part;
  if (wants("bars")) results.push(...(await bars()));
  if (wants("functions")) {
    for (const part of [import("../functions/bench"), import("../flows/bench")])
      results.push(...(await (await part).figures()));
  }
  if (wants("pack")) results.push(...packFigures());
  if (wants("workloads")) {
    const costs = await workloadCosts();
    results.push(...costs.results);
    fs.writeFileSync(page, between(fs.readFileSync(page, "utf8"), "workloads", costs.markdown));
  }
  writeResults(results);
  console.log(`\n${resultTable(results)}\n\nResults: ${fromRoot(resultsFile)}`);
  if (results.some(({ holds }) => !holds)) process.exitCode = 1;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
