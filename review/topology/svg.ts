import { type Layout } from "./layout";

/** Light, with enough contrast to be read in print and by the colour-blind: kinds differ in line as well as in colour. */
const STYLE = `
text { font-family: "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; font-size: 12px; fill: #1f2933; }
.title { font-size: 17px; font-weight: 600; }
.heading { font-size: 13px; font-weight: 600; }
.small { font-size: 11px; fill: #52606d; }
.account { fill: #f5f7fa; stroke: #9aa5b1; stroke-dasharray: 5 3; }
.vpc { fill: #ffffff; stroke: #3e4c59; stroke-width: 1.5; }
.tier { fill: #e6f0fb; stroke: #7fa8d6; }
.data { fill: #efe8fb; stroke: #a58bd6; }
.gateway { fill: #fdf0e1; stroke: #dfa65a; }
.endpoint { fill: #e4f5ea; stroke: #5aab78; }
.service { fill: #fbe8ef; stroke: #cf7d9b; }
.store { fill: #fff6e5; stroke: #b7791f; }
.premises { fill: #eceff3; stroke: #52606d; stroke-width: 1.5; }
.line { fill: none; stroke-width: 2; }
.peering { stroke: #2563a8; }
.attachment { stroke: #2f855a; }
.vpn { stroke: #7b341e; stroke-dasharray: 7 4; }
.direct-connect { stroke: #553c9a; stroke-dasharray: 2 3; stroke-width: 2.5; }`;

/** Draws a layout as SVG. */
export function svgOf({ width, height, boxes, texts, lines }: Layout, title: string): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">`,
    `<title id="title">${escaped(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect x="0" y="0" width="${width}" height="${height}" fill="#ffffff"/>`,
    ...boxes.map(
      ({ kind, x, y, width: w, height: h }) =>
        `<rect class="${kind}" x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" rx="5"/>`,
    ),
    ...lines.map(
      ({ kind, points }) =>
        `<polyline class="line ${kind}" points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(" ")}"/>`,
    ),
    ...texts.map(
      ({ x, y, text, kind, anchor }) =>
        `<text class="${kind}" x="${round(x)}" y="${round(y)}"${anchor ? ` text-anchor="${anchor}"` : ""}>${escaped(text)}</text>`,
    ),
    "</svg>",
    "",
  ].join("\n");
}

const round = (value: number): number => Math.round(value * 10) / 10;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
