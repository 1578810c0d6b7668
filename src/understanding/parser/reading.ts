// What the parser makes of a sentence, or of one stretch of a long text, and when that is all of it.
import type { Plan } from "../../skill.ts";
import type { Impossible } from "./impossible.ts";

export interface ParserReading {
  plans: Plan[];
  /** Words that fitted nothing, as typed. */
  leftover: string[];
  /** For explanation on request: what was recognised where. */
  spans: { text: string; type: string; reading: unknown }[];
  /** Characters unexplained, as a share of all that are not punctuation. */
  unexplained: number;
  /** Everything understood is general, and what was asked for stands among the leftovers. */
  vague: boolean;
  /** One clause was read as two questions of different skills: neither is the one that was asked. */
  torn: boolean;
  /** Free words were taken from a clause that also holds words nothing explains: where they begin and end is a guess. */
  astray: boolean;
  /** A day or hour that cannot be: nothing may be done on the strength of this sentence. */
  impossible: Impossible | null;
  /** One of the readings is of the most general kind: a bare name, everybody. */
  general: boolean;
}

/** A reading of one stretch, and where in it the words of a note begin. */
export type PieceReading = ParserReading & { noteFrom: number | null };

/** Everything is explained, and by something in particular. */
export const isWhole = (reading: PieceReading): boolean =>
  reading.plans.length > 0 &&
  reading.leftover.length === 0 &&
  !(reading.general && reading.plans.length > 1) &&
  !reading.torn &&
  !reading.astray &&
  !reading.vague &&
  reading.impossible === null;
