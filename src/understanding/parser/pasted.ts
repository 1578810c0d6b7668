// Long texts: a list of commands, a note with much to say, or something copied from elsewhere. They are read piece by
// piece, and no further than they make sense: what follows a piece that says nothing is left over unread, so that a
// pasted text costs no more than a sentence and nobody's chat is carried out as orders.
import type { Plan } from "../../skill.ts";
import type { ParserReading } from "./parse.ts";

/** Longer than anybody types in one go. */
export const PASTED_MIN = 120;
/** A piece without any full stop ends here, at a comma where there is one. */
const PIECE_MAX = 100;
/** A piece of which more than this share is unexplained is no command. */
const UNEXPLAINED_MAX = 0.2;

type Piece = ParserReading & { endsInNote: boolean };

export function readPasted(raw: string, readPiece: (raw: string) => Piece): Piece {
  const plans: Plan[] = [];
  const leftover: string[] = [];
  const spans: ParserReading["spans"] = [];
  let impossible: ParserReading["impossible"] = null;
  let unread = 0;
  for (let start = 0; start < raw.length; ) {
    const end = endOfPiece(raw, start);
    const piece = readPiece(raw.slice(start, end));
    plans.push(...piece.plans);
    leftover.push(...piece.leftover);
    spans.push(...piece.spans);
    impossible ??= piece.impossible;
    unread += piece.unexplained * (end - start);
    start = end;
    const rest = raw.slice(start).trim();
    if (rest === "") break;
    const note = piece.endsInNote ? piece.plans.at(-1) : undefined;
    if (typeof note?.text === "string") {
      plans.splice(-1, 1, { ...note, text: `${note.text}${raw.slice(end - 1, end).trim()}${rest}` });
      break;
    }
    if (piece.unexplained > UNEXPLAINED_MAX) {
      leftover.push(rest);
      unread += rest.length;
      break;
    }
  }
  return { plans, leftover, spans, impossible, unexplained: unread / raw.length, endsInNote: false };
}

function endOfPiece(raw: string, start: number): number {
  const within = raw.slice(start, start + PIECE_MAX);
  const stop = /[\n。！!？?；;]\s*/u.exec(within);
  if (stop) return start + stop.index + stop[0].length;
  if (start + PIECE_MAX >= raw.length) return raw.length;
  const comma = Math.max(within.lastIndexOf("，"), within.lastIndexOf(","), within.lastIndexOf(" "));
  return start + (comma > 0 ? comma + 1 : PIECE_MAX);
}
