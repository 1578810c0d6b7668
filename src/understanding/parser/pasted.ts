// Long texts: a list of commands, a note with much to say, or something copied from elsewhere. They are read piece by
// piece, and no further than they make sense: what follows a piece that says nothing is left over unread, so that a
// pasted text costs no more than a sentence and nobody's chat is carried out as orders.
import type { Plan } from "../../skill.ts";
import type { ParserReading, PieceReading } from "./reading.ts";

/** Longer than anybody types in one go. */
export const PASTED_MIN = 120;
/** A piece without any full stop ends here, at a comma where there is one. */
const PIECE_MAX = 100;
/** A piece of which more than this share is unexplained is no command. */
const UNEXPLAINED_MAX = 0.2;

export function readPasted(raw: string, readPiece: (raw: string) => PieceReading): PieceReading {
  const plans: Plan[] = [];
  const leftover: string[] = [];
  const spans: ParserReading["spans"] = [];
  let impossible: ParserReading["impossible"] = null;
  let unread = 0;
  /** The note of this paragraph: which plan, and where its words begin. */
  let note: { index: number; from: number } | null = null;
  for (let start = 0; start < raw.length; ) {
    const end = endOfPiece(raw, start);
    const piece = readPiece(raw.slice(start, end));
    impossible ??= piece.impossible;
    const index = piece.plans.findIndex((plan) => typeof plan.text === "string");
    if (piece.noteFrom !== null && index >= 0) note ??= { index: plans.length + index, from: start + piece.noteFrom };
    if (note !== null && piece.unexplained > 0) {
      // Words after a note that make no sense belong to it, and so does the rest of the paragraph.
      plans.push(...piece.plans.slice(0, Math.max(0, note.index - plans.length + 1)));
      const line = raw.indexOf("\n", end - 1);
      const paragraph = line < 0 ? raw.length : line + 1;
      plans[note.index] = { ...(plans[note.index] as Plan), text: raw.slice(note.from, paragraph).trim() };
      start = paragraph;
      note = null;
      continue;
    }
    plans.push(...piece.plans);
    leftover.push(...piece.leftover);
    spans.push(...piece.spans);
    unread += piece.unexplained * (end - start);
    start = end;
    if (raw[end - 1] === "\n") note = null;
    const rest = raw.slice(start).trim();
    if (piece.unexplained > UNEXPLAINED_MAX && rest !== "") {
      leftover.push(rest);
      unread += rest.length;
      break;
    }
  }
  return {
    plans,
    leftover,
    spans,
    impossible,
    unexplained: unread / raw.length,
    vague: false,
    torn: false,
    general: false,
    astray: false,
    noteFrom: null,
  };
}

function endOfPiece(raw: string, start: number): number {
  const within = raw.slice(start, start + PIECE_MAX);
  const stop = /[\n。！!？?；;]\s*/u.exec(within);
  if (stop) return start + stop.index + stop[0].length;
  if (start + PIECE_MAX >= raw.length) return raw.length;
  const comma = Math.max(within.lastIndexOf("，"), within.lastIndexOf(","), within.lastIndexOf(" "));
  if (comma > 0) return start + comma + 1;
  // Never in the middle of an emoji, which takes two places.
  return start + (/[\uD800-\uDBFF]$/.test(within) ? PIECE_MAX - 1 : PIECE_MAX);
}
