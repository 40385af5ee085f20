import { indexTemplate, LOG_KINDS, templateName } from "../../../functions/dashboards/index-templates";
import { loadSampleWeek } from "../../../tools/flows/sample/load";
import { ask, searchNode } from "./opensearch";

let templates: Promise<void> | undefined;
let week: Promise<void> | undefined;

/** Puts the project's own index templates, for one node. */
export function withTemplates(): Promise<void> {
  templates ??= (async () => {
    for (const kind of LOG_KINDS) {
      await ask(
        "PUT",
        `/_index_template/${templateName(kind)}`,
        indexTemplate(kind, { shards: 1, replicas: 0 }),
      );
    }
  })();
  return templates;
}

/** The sample week in the node, brought there by the shipper. */
export function withSampleWeek(): Promise<void> {
  week ??= (async () => {
    await withTemplates();
    await loadSampleWeek((await searchNode()).endpoint);
    await ask("POST", "/_refresh");
  })();
  return week;
}
