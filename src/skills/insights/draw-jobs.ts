// Draws a report's picture with the letters it brings along, and keeps the files few.

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Day } from "../../calendar/day.ts";
import type { Report } from "./lines.ts";
import { type Element, PICTURE_WIDTH, reportPicture } from "./picture.ts";

/** A picture is sent within minutes; the rest is for looking back. Some 60 kilobytes each. */
export const PICTURES_MAX = 500;
/** Drawn in one run: half, so that those of a morning outlive the morning. A chain with more shops reads the text. */
export const DRAWN_MAX = PICTURES_MAX / 2;

type Fonts = { name: string; data: Buffer; weight: 400 | 700; style: "normal" }[];
let fonts: Promise<Fonts> | null = null;

/** Said here, because the library's own types bring those of React, which take the place of the DOM's everywhere. */
type Satori = (element: Element, options: { width: number; height: number; fonts: Fonts }) => Promise<string>;
const require = createRequire(import.meta.url);

/** Chinese and Latin, plain and bold: three megabytes, read once by whoever draws. */
async function readFonts(): Promise<Fonts> {
  const folder = join(dirname(require.resolve("@fontsource/noto-sans-sc/package.json")), "files");
  const read = async (subset: string, weight: 400 | 700) => ({
    name: subset,
    data: await readFile(join(folder, `noto-sans-sc-${subset}-${weight}-normal.woff`)),
    weight,
    style: "normal" as const,
  });
  return Promise.all([
    read("latin", 400),
    read("latin", 700),
    read("chinese-simplified", 400),
    read("chinese-simplified", 700),
  ]);
}

/** The picture as PNG. Throws what the libraries throw; whoever calls goes on without a picture. */
export async function drawReport(report: Report, today: Day): Promise<Buffer> {
  const { element, height } = reportPicture(report, today);
  return draw(element, height);
}

/** Whether pictures can be drawn here: letters and libraries are there and work together. Throws what they throw. */
export async function tryDrawing(): Promise<void> {
  await draw({ type: "div", props: { style: { display: "flex" }, children: "知客 123" } }, 40);
}

async function draw(element: Element, height: number): Promise<Buffer> {
  // Half a second to load, and most processes never draw.
  const { default: satori } = require("satori") as { default: Satori };
  const { Resvg } = await import("@resvg/resvg-js");
  fonts ??= readFonts();
  const svg = await satori(element, { width: PICTURE_WIDTH, height, fonts: await fonts });
  return Buffer.from(new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng());
}

/** Writes the picture under this name and returns its path; the oldest beyond PICTURES_MAX go. */
export async function keepPicture(folder: string, name: string, png: Buffer): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, name);
  await writeFile(file, png);
  // Names begin with their day, so the order of names is that of time.
  const kept = (await readdir(folder)).filter((one) => one.endsWith(".png")).sort();
  for (const old of kept.slice(0, Math.max(0, kept.length - PICTURES_MAX)))
    if (old !== name) await rm(join(folder, old), { force: true });
  return file;
}
