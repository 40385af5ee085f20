import { type Metric, type Panel } from "../../../functions/dashboards/panel";
import { type TimeRange } from "../../../functions/dashboards/panel-query";
import { type PanelRow } from "../../../functions/dashboards/panel-rows";
import { day, shown, ticks } from "./numbers";
import { COLOURS, FAINT, fitted, INK, line, rectangle, round, text, widthOf, type Svg } from "./svg";

/** Where a chart is drawn, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const DAY = 24 * 3600 * 1000;

/** Draws the rows of a panel. The axes begin at zero, and what a part lacks is not drawn as something. */
export function chart(panel: Panel, rows: readonly PanelRow[], range: TimeRange, box: Box): Svg {
  switch (panel.chart) {
    case "lines":
      return lines(panel, rows, range, box);
    case "bars":
      return bars(panel, rows, box);
    case "table":
      return table(panel, rows, box);
    case "matrix":
      return matrix(panel, rows, box);
  }
}

function first(panel: Panel): Metric {
  return panel.metrics[0] as Metric;
}

function lines(panel: Panel, rows: readonly PanelRow[], range: TimeRange, box: Box): Svg {
  const names = [...new Set(rows.map((row) => String(row.keys[0])))];
  const most = Math.max(0, ...rows.map((row) => row.values[0] ?? 0));
  const marks = ticks(most);
  const top = marks.at(-1) as number;
  const legend = 20 + Math.max(...names.map((name) => widthOf(name)));
  const left = 12 + Math.max(...marks.map((mark) => widthOf(shown(first(panel), mark), 11)));
  const plot = { x: box.x + left, y: box.y + 6, w: box.w - left - legend - 16, h: box.h - 30 };
  const at = (time: number): number => plot.x + (plot.w * (time - range.from)) / (range.to - range.from);
  const up = (value: number): number => plot.y + plot.h * (1 - value / top);
  const parts: Svg[] = marks.flatMap((mark) => [
    line(plot.x, up(mark), plot.x + plot.w, up(mark)),
    text(plot.x - 6, up(mark) + 4, shown(first(panel), mark), { size: 11, fill: FAINT, anchor: "end" }),
  ]);
  for (let time = Math.ceil(range.from / DAY) * DAY; time < range.to; time += DAY) {
    parts.push(line(at(time), plot.y + plot.h, at(time), plot.y + plot.h + 4, FAINT));
    parts.push(text(at(time), plot.y + plot.h + 18, day(time), { size: 11, fill: FAINT }));
  }
  names.forEach((name, index) => {
    const colour = COLOURS[index % COLOURS.length] as string;
    const points = rows
      .filter((row) => String(row.keys[0]) === name)
      .map((row) => `${round(at(Number(row.keys[1])))},${round(up(row.values[0] ?? 0))}`);
    parts.push(
      `<polyline points="${points.join(" ")}" fill="none" stroke="${colour}" stroke-width="1.8" stroke-linejoin="round"/>`,
    );
    const y = plot.y + 8 + index * 19;
    parts.push(rectangle(plot.x + plot.w + 16, y - 4, 12, 3, colour));
    parts.push(text(plot.x + plot.w + 34, y + 2, name));
  });
  return parts.join("");
}

function bars(panel: Panel, rows: readonly PanelRow[], box: Box): Svg {
  const metric = first(panel);
  const most = Math.max(1, ...rows.map((row) => row.values[0] ?? 0));
  const labels = rows.map((row) => String(row.keys[0]));
  const left = Math.min(box.w * 0.4, 10 + Math.max(...labels.map((label) => widthOf(label))));
  const right = 10 + Math.max(...rows.map((row) => widthOf(shown(metric, row.values[0] ?? 0))));
  const step = Math.min(26, box.h / Math.max(rows.length, 1));
  const width = box.w - left - right;
  return rows
    .map((row, index) => {
      const y = box.y + index * step;
      const value = row.values[0] ?? 0;
      const length = Math.max(1, (width * value) / most);
      return [
        text(box.x + left - 8, y + step / 2 + 4, fitted(labels[index] as string, left - 8), {
          anchor: "end",
        }),
        rectangle(box.x + left, y + 3, length, step - 6, COLOURS[0], ' rx="2"'),
        text(box.x + left + length + 6, y + step / 2 + 4, shown(metric, value), { fill: FAINT }),
      ].join("");
    })
    .join("");
}

function table(panel: Panel, rows: readonly PanelRow[], box: Box): Svg {
  const heads = [
    ...panel.splits.map((split) => (split.by === "value" ? split.label : "time")),
    ...panel.metrics.map((metric) => metric.label),
  ];
  const step = 22;
  const room = Math.floor((box.h - step - 14) / step);
  const cells = rows
    .slice(0, room)
    .map((row) => [
      ...row.keys.map(String),
      ...panel.metrics.map((metric, index) => shown(metric, row.values[index] ?? 0)),
    ]);
  const splits = panel.splits.length;
  const natural = heads.map(
    (head, column) =>
      16 + Math.max(...[head, ...cells.map((row) => row[column] ?? "")].map((cell) => widthOf(cell))),
  );
  const over = natural.reduce((sum, width) => sum + width, 0) - box.w;
  // What does not fit is taken from the widest column, and what is left over is shared out.
  const widest = natural.indexOf(Math.max(...natural));
  const widths = natural.map((width, column) =>
    over > 0 ? (column === widest ? width - over : width) : width - over / natural.length,
  );
  const parts: Svg[] = [];
  const put = (row: readonly string[], y: number, head: boolean): void => {
    let x = box.x;
    row.forEach((cell, column) => {
      const width = widths[column] as number;
      const number = column >= splits;
      parts.push(
        text(number ? x + width - 8 : x, y, fitted(cell, width - 10), {
          anchor: number ? "end" : "start",
          fill: head ? FAINT : INK,
          size: head ? 11 : 12,
        }),
      );
      x += width;
    });
  };
  put(heads, box.y + 12, true);
  cells.forEach((row, index) => {
    parts.push(line(box.x, box.y + 19 + index * step, box.x + box.w, box.y + 19 + index * step));
    put(row, box.y + 34 + index * step, false);
  });
  if (rows.length > room) {
    const more = `and ${rows.length - room} more rows`;
    parts.push(text(box.x, box.y + 34 + room * step - 2, more, { fill: FAINT, size: 11 }));
  }
  return parts.join("");
}

function matrix(panel: Panel, rows: readonly PanelRow[], box: Box): Svg {
  const metric = first(panel);
  const names = [...new Set(rows.flatMap((row) => row.keys.map(String)))].sort();
  const most = Math.max(1, ...rows.map((row) => row.values[0] ?? 0));
  const left = 16 + Math.max(...names.map((name) => widthOf(name)));
  const width = (box.w - left) / names.length;
  const height = Math.min(40, (box.h - 40) / names.length);
  const parts: Svg[] = [text(box.x, box.y + 12, "from \\ to", { fill: FAINT, size: 11 })];
  names.forEach((name, column) => {
    parts.push(
      text(box.x + left + (column + 0.5) * width, box.y + 12, name, {
        anchor: "middle",
        fill: FAINT,
        size: 11,
      }),
    );
  });
  names.forEach((from, line) => {
    const y = box.y + 20 + line * height;
    parts.push(text(box.x, y + height / 2 + 4, from));
    names.forEach((to, column) => {
      const value = rows.find((row) => row.keys[0] === from && row.keys[1] === to)?.values[0];
      const x = box.x + left + column * width;
      if (value === undefined) {
        parts.push(rectangle(x + 1, y + 1, width - 2, height - 2, "#f5f7f9"));
        return;
      }
      // The root spreads the small values, which are the ones to find; the number in the cell tells the amount.
      const strength = 0.12 + 0.88 * Math.sqrt(value / most);
      parts.push(
        rectangle(x + 1, y + 1, width - 2, height - 2, COLOURS[0], ` fill-opacity="${strength.toFixed(2)}"`),
      );
      parts.push(
        text(x + width / 2, y + height / 2 + 4, shown(metric, value), {
          anchor: "middle",
          size: 11,
          fill: strength > 0.6 ? "#ffffff" : INK,
        }),
      );
    });
  });
  return parts.join("");
}
