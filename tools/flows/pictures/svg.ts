/** A piece of SVG. */
export type Svg = string;

/** A colour for each line of a chart; distinct to people who do not see red or green as well. */
export const COLOURS = [
  "#4269d0",
  "#efb118",
  "#ff725c",
  "#3ca951",
  "#a463f2",
  "#9c6b4e",
  "#38b2b5",
  "#ff8ab7",
] as const;

export const INK = "#1f2933";
export const FAINT = "#6b7785";
export const RULE = "#e3e7ec";
export const FONT = "Inter, 'Segoe UI', 'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif";

/** Escapes text for SVG. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export interface TextStyle {
  readonly size?: number;
  readonly fill?: string;
  readonly anchor?: "start" | "middle" | "end";
  readonly weight?: number;
}

/** A line of text with its baseline at `y`. */
export function text(x: number, y: number, words: string, style: TextStyle = {}): Svg {
  const { size = 12, fill = INK, anchor = "start", weight = 400 } = style;
  const more = `${anchor === "start" ? "" : ` text-anchor="${anchor}"`}${weight === 400 ? "" : ` font-weight="${weight}"`}`;
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}"${more}>${escaped(words)}</text>`;
}

/** A coordinate as short as it needs to be. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export function rectangle(x: number, y: number, width: number, height: number, fill: string, more = ""): Svg {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}"${more}/>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, colour = RULE): Svg {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${colour}"/>`;
}

/** About how wide a text is, in pixels. */
export function widthOf(words: string, size = 12): number {
  return words.length * size * 0.56;
}

/** The text, cut to a width with an ellipsis; an ARN, whose end tells most, at its front. */
export function fitted(words: string, width: number, size = 12): string {
  const room = Math.floor(width / (size * 0.56));
  if (words.length <= room) {
    return words;
  }
  const kept = Math.max(1, room - 1);
  return words.startsWith("arn:") ? `…${words.slice(-kept)}` : `${words.slice(0, kept)}…`;
}
