// 「金卡客户有谁，今天有哪些待办」: the first question had taken the day, or the person, that begins the second. Read once
// more with each question by itself; what comes of it counts when it asks the same things.
import { isWhole, type PieceReading } from "./reading.ts";
import { isHead } from "./seams.ts";

/** Where one question ends and another may begin. */
const JOINT = /[\s，,。；;！!？?]+(?:还有|另外|然后|以及|再)?|和|以及|还有|跟/gu;
/** Each is a reading or two of its own; nobody asks two things with more of them between. */
const TRIES_MAX = 4;
/** Nobody says two things in more characters without any stop. */
const RUN_ON_MAX = 30;

const kindsOf = ({ plans }: PieceReading) => plans.map(({ kind }) => kind).join();
const isComplete = (piece: PieceReading) => isWhole({ ...piece, general: false });

/** The reading in two parts; null when no place to part it makes both of them whole. */
export function readApart(
  raw: string,
  torn: PieceReading,
  again: (part: string) => PieceReading,
  tornAt: readonly number[] = [],
): PieceReading | null {
  const kinds = kindsOf(torn);
  let tries = 0;
  const joints = [...raw.matchAll(JOINT)].map(({ index, 0: { length } }) => ({ index, length }));
  const heads = raw.length > RUN_ON_MAX ? [] : tornAt.filter((place) => isHead(raw, place));
  for (const { index, length } of [...joints, ...heads.map((index) => ({ index, length: 0 }))]) {
    const [left, right] = [raw.slice(0, index), raw.slice(index + length)];
    if (left.length < 2 || right.length < 2) continue;
    if (++tries > TRIES_MAX) return null;
    const first = again(left);
    if (!isComplete(first)) continue;
    const second = again(right);
    if (!isComplete(second) || `${kindsOf(first)},${kindsOf(second)}` !== kinds) continue;
    return { ...torn, plans: [...first.plans, ...second.plans], torn: false };
  }
  return null;
}
