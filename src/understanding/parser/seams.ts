// Several commands run together without a stop: 「李雯喜欢红色张姐喜欢真丝」, 「…打过电话了下周三再提醒我」. Where free words
// run on over a name or an order, or words are left over beside a command, a comma is set and all of it read once more;
// that counts when it makes more of it. Two questions without a stop between are two where the second could stand at
// the head of a message.
import { isWhole, type PieceReading } from "./reading.ts";
import type { Lattice } from "./span.ts";
import type { Match } from "./trace.ts";

/** More places for a comma are a muddle. */
const TRIES_MAX = 2;
/** No clause is shorter. */
const CLAUSE_MIN = 3;
/** A name is sure only so far. */
const NAME_COST_MAX = 0.05;
const NO_NAME = /^(?:[她他第这那上刚最后前]|ta$|\d)/iu;
/** Words that begin an order wherever they stand. */
const ORDERS = /^(?:提醒我|打个?标签|加个?标签|贴个?标签|打个标|记一下|顺便|顺手|不吃|不喝|过敏|尺码|生日|鞋码)/u;
/** What a question at the head of a message begins with. */
const HEAD =
  /^(?:[今明昨后前本上下这]|谁|哪|我[们的这今]?|她|他|有[谁哪啥]|还有|看|查|帮|给|再|顺|列|数|最近|店里?|全店|(?:\d|[一二两三四五六七八九十近])+(?:个月|天|周|年))/u;

/** What names a thing ends before a name; words of a note may hold one. */
const THINGS = new Set(["value", "not", "what", "tag", "item"]);

/** A place for a comma; `alike` where only more of the same kind may follow. */
export interface Seam {
  place: number;
  alike: boolean;
  /** What was read beside it has to stay as it is. */
  kept?: boolean;
  /** Who is named there. */
  name?: string | undefined;
}
/** Where, in free words of a match, another command may begin: places in the plain text. */
export function runOnsIn({ text, at }: Lattice, { captures }: Match): Seam[] {
  const places: Seam[] = [];
  for (const { name, span, start, end } of captures) {
    if (span !== null) continue;
    const alike = !THINGS.has(name);
    for (let place = start; place < end; place++) {
      const named = at[place]?.find(
        ({ type, end: to, cost }) => type === "who" && cost <= NAME_COST_MAX && !NO_NAME.test(text.slice(place, to)),
      );
      if (named) places.push({ place, alike, name: text.slice(place, named.end) });
      else if (!alike && place > start && ORDERS.test(text.slice(place, place + 4))) places.push({ place, alike });
    }
  }
  return places;
}

/** A comma may be wanting beside what was left over, or in it where somebody is to remind or to note. */
export const seamsOf = (raw: string, { start, end }: { start: number; end: number }, isRead: boolean): Seam[] => {
  if (end - start < LEFT_MIN) return [];
  const within = [...raw.slice(start + 1, end).matchAll(LEADS_OVER)].map(({ index }) => start + 1 + index);
  const beside = isRead ? [start > 0 ? start : end] : [];
  return [...within, ...beside.filter((place) => mayBegin(raw.slice(place)))]
    .filter((place) => place > 0 && place < raw.length && !STOPPED.test(raw.slice(place - 1, place + 1)))
    .map((place) => ({ place, alike: false, kept: true }));
};
/** Shorter words are no clause. */
const LEFT_MIN = 4;
const STOPPED = /[\s，,。；;！!？?、:：]/u;
const LEADS_OVER = /提醒我|记一?下|顺便|顺手/gu;
const mayBegin = (words: string): boolean => HEAD.test(words) || ORDERS.test(words);

const saysTheSame = (before: readonly unknown[], after: readonly unknown[]): boolean => {
  const said = after.map((plan) => JSON.stringify(plan));
  return before.every((plan) => said.includes(JSON.stringify(plan)));
};

/** Read again with a comma at one of the places; null where none makes more of it. */
export function readParted(
  raw: string,
  piece: PieceReading,
  seams: readonly Seam[],
  again: (raw: string) => { piece: PieceReading; isSeveral: boolean },
): PieceReading | null {
  for (const { place, alike, name, kept } of seams.slice(0, TRIES_MAX)) {
    if (place < CLAUSE_MIN || raw.length - place < CLAUSE_MIN) continue;
    const parted = again(`${raw.slice(0, place)}，${raw.slice(place)}`);
    const { plans } = parted.piece;
    if (kept && !saysTheSame(piece.plans, plans)) continue;
    const more = plans.length > piece.plans.length || (name !== undefined && plans.length === piece.plans.length);
    if (name !== undefined && !plans.some(({ who }) => who === name)) continue;
    const kinds = new Set(plans.map(({ kind }) => kind));
    if (alike && kinds.size > 1) continue;
    if (parted.isSeveral && more && isWhole(parted.piece) && !parted.piece.general) return parted.piece;
  }
  return null;
}

/** Whether what stands at a place would be a question of its own. */
export const isHead = (raw: string, place: number): boolean =>
  place >= CLAUSE_MIN && raw.length - place >= CLAUSE_MIN && HEAD.test(raw.slice(place));
