// What it costs to read words one way or the other. An unexplained character is the measure of all.

export const COST_UNEXPLAINED = 1;
/** Inside a rule it is dearer: parts of one command stand together. */
export const COST_UNEXPLAINED_INSIDE = 1.3;
/** A filler inside a rule, a character: a little more than free text, so that words of a note stay in the note. */
export const COST_FILLER = 0.12;
export const COST_STOP = 0.02;
/** A filler outside any rule, a character: dearer than inside, or words that are fillers and commands (还有吗) never command. */
export const COST_FILLER_IDLE = 0.15;
/** A filler that closes a clause, a character: less than free text. */
export const COST_FILLER_CLOSING = 0.04;
export const COST_TEXT = 0.1;
/** Free words that run on over a comma: possible, but a new command is likelier. */
export const COST_TEXT_OVER_STOP = 1.5;
/** Over a blank it is half as bad: one was typed for a comma, or for nothing. */
export const COST_TEXT_OVER_BLANK = 0.8;
export const COST_TEXT_REST = 0.04;
/** Free words that begin after a comma inside a rule, once: 「打过电话，她女儿…」 is two commands. */
export const COST_TEXT_AFTER_STOP = 0.6;
/** A clause beside the point, a character: less than free text, but no part of words to be sent as they stand. */
export const COST_ASIDE = 0.05;

/** A partial reading may be this much worse than having explained nothing since the last rule. */
export const BEAM = 1.6;
/** Costs that differ by less are the same: sums of tenths are not exact. */
export const COST_SAME = 1e-9;

export const STOP: ReadonlySet<string> = new Set("，,。；;！!？?\n、:：");
/** What follows a colon belongs to what stands before it. */
export const isColon = (text: string, position: number) => text[position] === ":" || text[position] === "：";

/** What stands at a position, as far as a way past it is concerned. From `stop` on it ends a clause. */
export const Mark = { none: 0, blank: 1, stop: 2, colon: 3 } as const;
export type Mark = (typeof Mark)[keyof typeof Mark];
export function marksOf(text: string): Uint8Array {
  const marks = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === " ") marks[at] = Mark.blank;
    else if (STOP.has(char)) marks[at] = isColon(text, at) ? Mark.colon : Mark.stop;
  }
  return marks;
}

export interface Filler {
  end: number;
  /** Nothing but such words follows in the clause (哈, 谢谢啦): they are no part of what is said. */
  closes: boolean;
  /** A clause of its own (在线等). */
  aside?: boolean;
}
/** What a filler costs, a character. */
export const fillerCost = ({ closes, aside }: Filler, inRule: boolean): number =>
  aside ? COST_ASIDE : closes ? COST_FILLER_CLOSING : inRule ? COST_FILLER : COST_FILLER_IDLE;
