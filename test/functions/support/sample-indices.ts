import * as assert from "node:assert/strict";
import { indexTemplate, LOG_KINDS, templateName } from "../../../functions/dashboards/index-templates";
import { sampleWeek } from "../../../tools/flows/sample/week";
import { ask, searchNode } from "./opensearch";
import { context, subscription, testShipper } from "./shipper";

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
    const { endpoint } = await searchNode();
    const { handle, traces } = testShipper(endpoint, {
      // The clock of each delivery: two minutes after the last record, so that delays look as they do in life.
      now: Date.now,
    });
    for (const kind of LOG_KINDS) {
      for (const batch of sampleWeek(kind)) {
        await handle(subscription(batch), context(120_000));
      }
    }
    assert.deepEqual(traces.letters, []);
    await ask("POST", "/_refresh");
  })();
  return week;
}
