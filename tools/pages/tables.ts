import { organizationRules, packRules, pageOf, type ManagedRule } from "../../components/config/rules";
import { environmentQueries, organizationQueries, type LogQuery } from "../../components/query/queries";

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function tableOf(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  return [head, head.map(() => "---"), ...rows].map(row).join("\n");
}

function rulesTable(rules: readonly ManagedRule[]): string {
  return tableOf(
    ["rule", "holds", "control", "CIS 3.0", "Security Hub", "parameters"],
    rules.map((rule) => [
      `[${rule.name}](${pageOf(rule)})${rule.off === undefined ? "" : " (off)"}`,
      rule.off === undefined ? rule.means : `${rule.means} Off: ${rule.off}`,
      rule.control,
      (rule.cis ?? []).join(", "),
      (rule.securityHub ?? []).join(", "),
      Object.entries(rule.parameters ?? {})
        .map(([name, value]) => `${name} = ${value}`)
        .join(", "),
    ]),
  );
}

function queriesTable(queries: readonly LogQuery[]): string {
  return tableOf(
    ["query", "question", "table"],
    queries.map(({ name, question, table }) => [name, question, table.name]),
  );
}

/** Tables that pages show, by the name between the page's marks. */
const tables: Readonly<Record<string, () => string>> = {
  "organisation-rules": () => rulesTable(organizationRules),
  "pack-rules": () => rulesTable(packRules),
  "environment-queries": () => queriesTable(environmentQueries),
  "organisation-queries": () => queriesTable(organizationQueries),
};

/** Pages with such tables. */
export const pages = ["docs/config.md", "docs/queries.md"] as const;

/**
 * A page with its tables as they are now: between `<!-- NAME -->` and `<!-- /NAME -->`.
 * @throws when a page has no table, or one that nobody knows
 */
export function withTables(text: string): string {
  let found = 0;
  const filled = text.replaceAll(/<!-- ([a-z-]+) -->[\s\S]*?<!-- \/\1 -->/g, (_, name: string) => {
    const table = tables[name];
    if (!table) throw new Error(`there is no table ${name}; there are ${Object.keys(tables).join(", ")}`);
    found += 1;
    return `<!-- ${name} -->\n\n${table()}\n\n<!-- /${name} -->`;
  });
  if (found === 0) throw new Error("the page has no marks of a table");
  return filled;
}
