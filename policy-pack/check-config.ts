#!/usr/bin/env node
/** `landing-zone-check-config FILE...`: lists every problem of configuration files, and ends with 1 when there is one. */
import { readFileSync } from "node:fs";
import { configFileProblems } from "./lib/config-file";
import { policies } from "./policies";

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: landing-zone-check-config FILE...");
  process.exitCode = 2;
}
for (const file of files) {
  const problems = configFileProblems(readFileSync(file, "utf8"), policies);
  for (const problem of problems) console.error(`${file}: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}
