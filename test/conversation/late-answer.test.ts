// 「是」 to a question that has run out is told so, and never answered as if it were done.
import { expect } from "vitest";
import { isLateAnswer, openQuestion } from "../../src/conversation/pending.ts";
import type { Db } from "../../src/db/db.ts";
import { describeOnOneEngine } from "../support/database.ts";
import { NOW } from "../support/people.ts";
import { turnRow } from "../support/rows.ts";
import { stories } from "../support/stories.ts";
import { withTurn } from "../support/turn.ts";

describeOnOneEngine("a late answer", (open) => {
  let db: Db;
  const story = stories(open, (inner) => {
    db = inner;
  });
  const ask = () =>
    withTurn(db, "linyue", {}, ({ tx }) =>
      openQuestion(tx, "linyue", { question: { kind: "confirm", what: "转给陈晨" }, plans: [] }, NOW),
    );
  const late = (minutes: number, text = "是") =>
    withTurn(db, "linyue", {}, ({ tx }) => {
      const now = new Date(NOW.getTime() + minutes * 60_000);
      return isLateAnswer(tx, "linyue", { text, plans: text === "是" ? [{ kind: "talk.yes" }] : [], now });
    });
  const speak = (minutes: number) =>
    withTurn(db, "linyue", {}, ({ tx }) =>
      tx.turnLog.create({
        data: turnRow(new Date(NOW.getTime() + minutes * 60_000)),
      }),
    );

  story("within the hour whatever was said between, and all day when nothing was", async () => {
    await ask();
    expect([await late(5), await late(30), await late(90), await late(11 * 60), await late(13 * 60)]).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect([await late(90, "2"), await late(90, "今天要做什么")]).toEqual([true, false]);
    await speak(20);
    expect([await late(30), await late(90)]).toEqual([true, false]);
  });
});
