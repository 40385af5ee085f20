import { type Panel } from "../../../functions/dashboards/panel";
import { type TimeRange } from "../../../functions/dashboards/panel-query";
import { type PanelRow } from "../../../functions/dashboards/panel-rows";
import { chart } from "./charts";
import { FAINT, FONT, rectangle, text, type Svg } from "./svg";

const WIDTH = 1000;
const GAP = 14;
const PAD = 16;
const HEAD = 52;

/** Pixels of the drawing in a panel, by what it holds. */
const HEIGHTS = { lines: 190, bars: 250, table: 256, matrix: 250 } as const;

/** One panel with its answer. */
export interface Answered {
  readonly panel: Panel;
  readonly rows: readonly PanelRow[];
}

/** A picture of a dashboard: its panels in order, two abreast where they are half as wide. */
export function dashboardPicture(panels: readonly Answered[], range: TimeRange): Svg {
  const parts: Svg[] = [];
  let y = GAP;
  for (const row of rowsOf(panels)) {
    const width = (WIDTH - GAP * (row.length + 1)) / row.length;
    const height = Math.max(...row.map(heightOf)) + HEAD + PAD;
    row.forEach((one, index) => {
      const x = GAP + index * (width + GAP);
      parts.push(rectangle(x, y, width, height, "#ffffff", ' rx="6" stroke="#d9dee4"'));
      parts.push(text(x + PAD, y + 24, one.panel.title, { size: 14, weight: 600 }));
      parts.push(text(x + PAD, y + 42, shortened(one.panel.question), { size: 11, fill: FAINT }));
      const box = { x: x + PAD, y: y + HEAD + 4, w: width - 2 * PAD, h: height - HEAD - PAD };
      parts.push(chart(one.panel, one.rows, range, box));
    });
    y += height + GAP;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" font-family="${FONT}">`,
    rectangle(0, 0, WIDTH, y, "#eef1f4"),
    ...parts,
    "</svg>\n",
  ].join("\n");
}

/** Few rows need less than the room for many. */
function heightOf({ panel, rows }: Answered): number {
  const most = HEIGHTS[panel.chart];
  if (panel.chart === "table") {
    return Math.min(most, 40 + rows.length * 22);
  }
  return panel.chart === "bars" ? Math.min(most, 12 + rows.length * 26) : most;
}

/** The first sentence: what is asked. */
function shortened(question: string): string {
  return /^.*?[.?](?= |$)/.exec(question)?.[0] ?? question;
}

function rowsOf(panels: readonly Answered[]): Answered[][] {
  const rows: Answered[][] = [];
  for (const one of panels) {
    const last = rows.at(-1);
    const half = one.panel.size.w <= 24;
    if (half && last?.length === 1 && (last[0] as Answered).panel.size.w <= 24) {
      last.push(one);
    } else {
      rows.push([one]);
    }
  }
  return rows;
}
