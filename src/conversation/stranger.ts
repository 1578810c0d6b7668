// The answer to somebody who is not on the staff.
import type { Answered } from "./turn.ts";
import { strangerWords } from "./words.ts";

export function actorless(id: string): Answered {
  return {
    turnId: "",
    plans: [],
    leftover: [],
    by: "parser",
    outcomes: [{ kind: "stranger" }],
    text: strangerWords(id),
    cards: [],
    files: [],
    settled: null,
    undoable: false,
  };
}
