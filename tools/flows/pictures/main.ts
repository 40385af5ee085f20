import * as fs from "node:fs";
import * as path from "node:path";
import {
  indexPattern,
  indexTemplate,
  LOG_KINDS,
  templateName,
} from "../../../functions/dashboards/index-templates";
import { panelQuery } from "../../../functions/dashboards/panel-query";
import { panelRows } from "../../../functions/dashboards/panel-rows";
import { PANELS } from "../../../functions/dashboards/panels";
import { fromRoot, root } from "../../lib/paths";
import { searchClient } from "../../search/client";
import { startSearchNode } from "../../search/node";
import { loadSampleWeek } from "../sample/load";
import { WEEK } from "../sample/week";
import { dashboardPicture } from "./dashboard";

const folder = path.join(root, "docs/images/dashboards");

/** Draws the pictures of the documentation: the sample week, in a real node, asked by the dashboards' own searches. */
async function main(): Promise<void> {
  const node = await startSearchNode();
  try {
    const ask = searchClient(node.endpoint);
    for (const kind of LOG_KINDS) {
      await ask(
        "PUT",
        `/_index_template/${templateName(kind)}`,
        indexTemplate(kind, { shards: 1, replicas: 0 }),
      );
    }
    await loadSampleWeek(node.endpoint);
    await ask("POST", "/_refresh");
    fs.mkdirSync(folder, { recursive: true });
    for (const kind of LOG_KINDS) {
      const answered = [];
      for (const panel of PANELS.filter((one) => one.kind === kind)) {
        const answer = await ask<{ aggregations: object }>(
          "POST",
          `/${indexPattern(kind)}/_search`,
          panelQuery(panel, WEEK),
        );
        answered.push({ panel, rows: panelRows(panel, answer) });
      }
      const file = path.join(folder, `${kind}.svg`);
      fs.writeFileSync(file, dashboardPicture(answered, WEEK));
      console.log(`${fromRoot(file)}: ${answered.length} panels`);
    }
  } finally {
    await node.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
