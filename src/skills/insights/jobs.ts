// What figures do by the clock: the reports of a day, a week and a month, once per manager and period. Figures are kept
// first, in a transaction of their own: a report that is late or sent to nobody still leaves its day behind.
import { dayOf } from "../../calendar/day.ts";
import { system } from "../../db/actor.ts";
import type { Db } from "../../db/db.ts";
import { describe, type Log } from "../../log.ts";
import { enqueueAll, type NewDelivery } from "../../outbox/store.ts";
import type { Settings } from "../../settings.ts";
import { queuePost } from "../customers/writeback-store.ts";
import { addUp, type DigestFacts, type Grain, lastPeriod } from "./digest.ts";
import { DRAWN_MAX, drawReport, keepPicture } from "./draw-jobs.ts";
import { groupText, type Report, reportText } from "./lines.ts";
import { type Period, periodBefore } from "./periods.ts";
import { findManagers, keepDigests, loadDigests, type Manager, storeNames } from "./store.ts";

export interface DigestContext {
  db: Db;
  now: () => Date;
  zone: string;
  settings(): Promise<Settings>;
  /** Where pictures are kept until they are sent; without it there are none. */
  pictures?: string;
  log?: Log;
}

/** Managers per transaction; a report each is some kilobytes of text. */
const MANAGERS_PER_BATCH = 100;
/** Figures of all shops of a chain are one set of queries, but over everything that hangs on its customers. */
const FIGURES_MS_MAX = 120_000;

/** Keys of deliveries: whose report of which days this is. A number said after it is looked up by them. */
export const digestKey = (grain: Grain, staffId: string, period: Period) =>
  grain === "day" ? `digest:${staffId}:${period.from}` : `digest:${staffId}:${grain}:${period.from}`;

/**
 * The report of the last day, week or month, to every manager and to head office. Run again for the same period it
 * queues nothing new: a delivery's key is the person and the period. A slot caught up late still tells the period before
 * the slot. Returns the number of reports queued.
 */
export async function sendReports(context: DigestContext, slotAt: Date, grain: Grain): Promise<number> {
  const { db } = context;
  const figures = await takeFigures(context, slotAt, grain);
  await postFigures(context, figures);
  let queued = 0;
  let after = "";
  const drawn = new Map<string, string | null>();
  for (;;) {
    const managers = await db.transaction(system, (tx) => findManagers(tx, after, MANAGERS_PER_BATCH));
    const last = managers.at(-1);
    if (!last) return queued;
    const told = managers.map((manager) => ({ manager, report: reportFor(manager, figures) }));
    const texts = told.map(({ manager, report }) => textFor(manager, report, figures));
    const pictures: NewDelivery[] = [];
    for (const { manager, report } of told) {
      const place = manager.scope === "all" ? "all" : (manager.storeId ?? "all");
      if (!drawn.has(place)) drawn.set(place, await picture(context, report, place, drawn.size));
      const file = drawn.get(place);
      if (file) pictures.push(pictureFor(manager, file, figures));
    }
    queued += await db.transaction(system, async (tx) => {
      const fresh = await enqueueAll(tx, texts);
      await enqueueAll(tx, pictures);
      return fresh;
    });
    after = last.id;
  }
}

/** Its path; null when it could not be drawn: the text stands alone. */
async function picture(
  { pictures, log, now, zone }: DigestContext,
  report: Report,
  place: string,
  before: number,
): Promise<string | null> {
  if (pictures === undefined || before >= DRAWN_MAX) return null;
  try {
    const png = await drawReport(report, dayOf(now(), zone));
    const name = `${report.period.from}-${report.grain}-${encodeURIComponent(place)}.png`;
    return await keepPicture(pictures, name, png);
  } catch (error) {
    log?.warn("report.picture-failed", { place, error: describe(error) });
    return null;
  }
}

/** To the shop's group, where it has a robot there: figures and praise only, no customer and nobody behind. */
async function postFigures({ db, settings }: DigestContext, taken: Taken): Promise<void> {
  if ((await settings()).digestWebhook === null) return;
  const text = groupText(reportFor({ scope: "all", storeId: null }, taken), taken.today);
  const key = `${taken.grain}:${taken.period.from}`;
  await db.transaction(system, (tx) => queuePost(tx, { key, text, dueAt: taken.now }));
}

interface Taken {
  grain: Grain;
  period: Period;
  today: string;
  now: Date;
  digests: ReadonlyMap<string, DigestFacts>;
  before: ReadonlyMap<string, DigestFacts> | null;
  names: ReadonlyMap<string, string>;
}

/** All figures of all shops; those of a day are kept as they are told. */
export async function takeFigures(context: DigestContext, slotAt: Date, grain: Grain): Promise<Taken> {
  const { db, zone } = context;
  const settings = await context.settings();
  const now = context.now();
  const today = dayOf(slotAt, zone);
  const period = lastPeriod(grain, today);
  return db.transaction(
    system,
    async (tx) => {
      const scope = { zone, settings, now, storeId: null, monthly: grain === "month" };
      const digests = await loadDigests(tx, { ...period, ...scope });
      if (grain === "day") await keepDigests(tx, period.from, digests, now);
      const before = grain === "day" ? null : await loadDigests(tx, { ...periodBefore(period), ...scope });
      return { grain, period, today, now, digests, before, names: await storeNames(tx) };
    },
    { timeoutMs: FIGURES_MS_MAX },
  );
}

function textFor(manager: Manager, report: Report, { grain, period, today, now }: Taken): NewDelivery {
  return {
    key: digestKey(grain, manager.id, period),
    staffId: manager.id,
    kind: "digest",
    reply: { kind: "text", text: reportText(report, today) },
    dueAt: now,
  };
}

/** Right after the text, which says the same: a picture that cannot be sent is missed by nobody. */
function pictureFor(manager: Manager, file: string, { grain, period, now }: Taken): NewDelivery {
  return {
    key: `picture-${digestKey(grain, manager.id, period)}`,
    staffId: manager.id,
    kind: "digest",
    reply: { kind: "picture", file, alt: "" },
    dueAt: now,
  };
}

function reportFor(
  manager: Pick<Manager, "scope" | "storeId">,
  { grain, period, digests, before, names }: Taken,
): Report {
  const storeId = manager.scope === "all" ? null : manager.storeId;
  const of = (all: ReadonlyMap<string, DigestFacts>) =>
    addUp([...all].flatMap(([id, facts]) => (storeId === null || id === storeId ? [facts] : [])));
  return {
    grain,
    period,
    storeName: storeId === null ? null : (names.get(storeId) ?? null),
    mine: false,
    facts: of(digests),
    before: before && of(before),
    stores: storeId === null ? [...digests].map(([id, facts]) => ({ name: names.get(id) ?? id, facts })) : [],
  };
}
