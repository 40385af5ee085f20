import { type LogKind } from "../flow-logs/shape";
import { indexPattern, LOG_KINDS } from "./index-templates";
import { MAPPINGS, type FieldMapping } from "./mappings";
import { type Panel } from "./panel";
import { PANELS } from "./panels";
import { visualizationState } from "./visualization";

/** One line of an export of saved objects, as OpenSearch Dashboards imports it. */
export interface SavedObject {
  readonly type: "index-pattern" | "visualization" | "dashboard";
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly references: readonly { readonly name: string; readonly type: string; readonly id: string }[];
}

const TITLES: Readonly<Record<LogKind, { title: string; description: string }>> = {
  flow: {
    title: "Network",
    description: "VPC Flow Logs: what was refused, who talks, and is all of it logged",
  },
  auth: { title: "Log-ins", description: "auth.log of the instances: who logged in, who tried, and as root" },
  trail: { title: "Changes", description: "CloudTrail: who changes what, and who is refused" },
};

/** The id of a kind's dashboard; it is the last part of its address. */
export function dashboardId(kind: LogKind): string {
  return `landing-zone-${kind}`;
}

function patternId(kind: LogKind): string {
  return `landing-zone-${kind}-indices`;
}

const FIELD_TYPES: Readonly<Record<FieldMapping["type"], string>> = {
  keyword: "string",
  text: "string",
  ip: "ip",
  date: "date",
  long: "number",
  integer: "number",
  short: "number",
  byte: "number",
};

function indexPatternObject(kind: LogKind): SavedObject {
  const fields = Object.entries(MAPPINGS[kind]).map(([name, mapping]) => ({
    name,
    type: FIELD_TYPES[mapping.type],
    esTypes: [mapping.type],
    count: 0,
    scripted: false,
    searchable: mapping.index !== false,
    aggregatable: mapping.type !== "text" && mapping.doc_values !== false,
    readFromDocValues: mapping.type !== "text" && mapping.doc_values !== false,
  }));
  return {
    type: "index-pattern",
    id: patternId(kind),
    attributes: {
      title: indexPattern(kind),
      timeFieldName: "@timestamp",
      fields: JSON.stringify(fields),
      fieldFormatMap: JSON.stringify({ bytes: { id: "bytes" }, delivery_lag_s: { id: "duration" } }),
    },
    references: [],
  };
}

/** The query of a panel in the words of Dashboards' own language. */
export function queryText(panel: Panel): string {
  return panel.where
    .map(({ field, values, not }) => {
      const words = values.map((value) => JSON.stringify(value)).join(" or ");
      return `${not ? "not " : ""}${field}: ${values.length > 1 ? `(${words})` : words}`;
    })
    .join(" and ");
}

function visualizationObject(panel: Panel): SavedObject {
  return {
    type: "visualization",
    id: panel.id,
    attributes: {
      title: panel.title,
      description: panel.question,
      version: 1,
      uiStateJSON: "{}",
      visState: JSON.stringify(visualizationState(panel)),
      kibanaSavedObjectMeta: {
        searchSourceJSON: JSON.stringify({
          query: { query: queryText(panel), language: "kuery" },
          filter: [],
          indexRefName: "kibanaSavedObjectMeta.searchSourceJSON.index",
        }),
      },
    },
    references: [
      {
        name: "kibanaSavedObjectMeta.searchSourceJSON.index",
        type: "index-pattern",
        id: patternId(panel.kind),
      },
    ],
  };
}

const GRID_WIDTH = 48;

/** Where each panel stands: left to right, then down, as text is set. */
function layout(panels: readonly Panel[]): { x: number; y: number; w: number; h: number }[] {
  let x = 0;
  let y = 0;
  let height = 0;
  return panels.map(({ size }) => {
    if (x + size.w > GRID_WIDTH) {
      y += height;
      x = 0;
      height = 0;
    }
    const place = { x, y, ...size };
    x += size.w;
    height = Math.max(height, size.h);
    return place;
  });
}

function dashboardObject(kind: LogKind): SavedObject {
  const panels = PANELS.filter((panel) => panel.kind === kind);
  const places = layout(panels);
  return {
    type: "dashboard",
    id: dashboardId(kind),
    attributes: {
      ...TITLES[kind],
      version: 1,
      hits: 0,
      timeRestore: true,
      timeFrom: "now-7d",
      timeTo: "now",
      refreshInterval: { pause: false, value: 300_000 },
      optionsJSON: JSON.stringify({ hidePanelTitles: false, useMargins: true }),
      panelsJSON: JSON.stringify(
        panels.map((panel, index) => ({
          version: "2.19.0",
          panelIndex: panel.id,
          gridData: { ...places[index], i: panel.id },
          embeddableConfig: {},
          panelRefName: `panel_${index}`,
        })),
      ),
      kibanaSavedObjectMeta: {
        searchSourceJSON: JSON.stringify({ query: { query: "", language: "kuery" }, filter: [] }),
      },
    },
    references: panels.map((panel, index) => ({
      name: `panel_${index}`,
      type: "visualization",
      id: panel.id,
    })),
  };
}

/** All saved objects: per kind an index pattern, its panels and a dashboard of them. */
export function savedObjects(): SavedObject[] {
  return [
    ...LOG_KINDS.map(indexPatternObject),
    ...PANELS.map(visualizationObject),
    ...LOG_KINDS.map(dashboardObject),
  ];
}

/** The same as a file for Dashboards' import: one object a line. */
export function savedObjectsFile(): string {
  return savedObjects()
    .map((object) => `${JSON.stringify(object)}\n`)
    .join("");
}
