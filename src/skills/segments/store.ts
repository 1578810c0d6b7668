// The queries of segments: the computation over everybody, and reading what it found.
import type { Tx } from "../../db/db.ts";
import type { Settings } from "../../settings.ts";
import {
  classifiedSql,
  cyclesSql,
  figuresSql,
  type Lines,
  linesSql,
  pairsSql,
  productsSql,
  shopCycleSql,
  type When,
  writeSql,
} from "./compute-sql.ts";

/** The settings that define segments; each keeps its versions. */
export const DEFINITIONS = [
  "classes",
  "lostAfterDays",
  "newForDays",
  "rfm",
  "frequencyBands",
  "promotions",
  "cycle",
  "coPurchase",
] as const satisfies readonly (keyof Settings)[];

export interface Computed {
  customers: number;
  changed: number;
  moved: number;
}

/** Computes everything anew, in the given transaction; as the house itself. */
export async function computeSegments(tx: Tx, when: When, settings: Settings, now: Date): Promise<Computed> {
  await tx.productFigure.deleteMany({});
  await tx.$executeRaw(productsSql(when, now));
  await tx.coPurchase.deleteMany({});
  await tx.$executeRaw(pairsSql(when, settings, now));
  await tx.$executeRaw(cyclesSql(when, settings));
  const [shop] = await tx.$queryRaw<{ days: number | null }[]>(shopCycleSql(settings));
  await tx.$executeRaw(figuresSql(when, settings, shop?.days ?? null));
  return classify(tx, "segment_figures", { when, settings, now });
}

/** The half that reads figures only: from the night's table, or from the stored rows after a definition was changed. */
export async function classify(
  tx: Tx,
  source: "segment_figures" | "customer_segment",
  { when, settings, now }: { when: When; settings: Settings; now: Date },
): Promise<Computed> {
  const lines = await loadLines(tx, source, settings);
  const version = await definitionVersion(tx);
  const classified = classifiedSql(source, when.today, settings, lines);
  const [done] = await tx.$queryRaw<Computed[]>(writeSql(classified, { day: when.today, now, version }));
  const computed = done ?? { customers: 0, changed: 0, moved: 0 };
  await tx.segmentRun.create({
    data: {
      day: new Date(`${when.today}T00:00:00Z`),
      definitionVersion: version,
      definitions: Object.fromEntries(DEFINITIONS.map((key) => [key, settings[key]])),
      lines: JSON.parse(JSON.stringify(lines)),
      ...computed,
      at: now,
    },
  });
  return computed;
}

export function loadLines(
  tx: Tx,
  source: "segment_figures" | "customer_segment",
  settings: Settings,
): Promise<Lines[]> {
  return tx.$queryRaw<Lines[]>(linesSql(source, settings));
}

/** How often the definitions were changed: nought while they are the defaults. */
export async function definitionVersion(tx: Tx): Promise<number> {
  const rows = await tx.setting.groupBy({
    by: ["key"],
    where: { key: { in: [...DEFINITIONS] } },
    _max: { version: true },
  });
  return rows.reduce((total, row) => total + (row._max.version ?? 0), 0);
}

export async function neverComputed(tx: Tx): Promise<boolean> {
  return (await tx.segmentRun.findFirst({ select: { id: true } })) === null;
}

export async function hasCustomers(tx: Tx): Promise<boolean> {
  return (await tx.customer.findFirst({ select: { id: true } })) !== null;
}
