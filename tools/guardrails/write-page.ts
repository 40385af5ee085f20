import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withTables } from "../../components/guardrails/page";
import { planOfOrganization } from "./plan";

// `npm run docs:guardrails`
const page = path.join(__dirname, "..", "..", "docs", "guardrails.md");
writeFileSync(page, withTables(readFileSync(page, "utf8"), planOfOrganization()));
