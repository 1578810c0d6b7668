// Customers change hands: with all that is open, and with what the new associate must know.
import { expect } from "vitest";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import type { Reply } from "../../../src/message.ts";
import { care } from "../../../src/skills/care/skill.ts";
import { complaints } from "../../../src/skills/complaints/skill.ts";
import { staffLeft } from "../../../src/skills/staff/handle-handover.ts";
import { staff } from "../../../src/skills/staff/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW } from "../../support/people.ts";
import { stories } from "../../support/stories.ts";
import { withTurn } from "../../support/turn.ts";
import { takeBack, tell } from "../notes/tell.ts";

describeOnOneEngine("hand-over", (open) => {
  let db: Db;
  const story = stories(open, (sandbox) => {
    db = sandbox;
  });
  const told = (to: string) =>
    db.transaction(system, async (tx) => {
      const rows = await tx.delivery.findMany({ where: { staffId: to }, orderBy: { seq: "asc" } });
      return rows.map((row) => (row.reply as unknown as Reply & { text?: string }).text ?? "");
    });
  const all = (plan: Record<string, unknown>, as = "zhouhang") =>
    tell(db, staff, { kind: "staff.hand-over", from: "林悦", to: "陈晨", ...plan }, null, { as });
  const complain = () =>
    tell(db, complaints, { kind: "complaints.open", content: "裙子开线", demand: "退货" }, "zhang-lihua");
  const left = () =>
    db.transaction(system, async (tx) => [
      await tx.customer.count({ where: { ownerId: "linyue" } }),
      await tx.followUp.count({ where: { staffId: "linyue", state: "open" } }),
      await tx.complaint.count({ where: { assigneeId: "linyue", state: { not: "closed" } } }),
    ]);

  story("all of one associate's go to another after a yes, open work included, and the new one is told", async () => {
    await complain();
    expect((await all({}, "chenchen")).text).toContain("店长");
    const asked = await all({});
    expect(asked.text).toMatch(/^把林悦的\d+位客户、\d+件待办、\d+件投诉都转给陈晨吗？/u);
    expect((await left())[0]).toBeGreaterThan(0);
    const { text } = await all({ confirmed: true });
    expect(text).toContain("交接要点已经发给陈晨");
    expect(await left()).toEqual([0, 0, 0]);
    const [package_] = await told("chenchen");
    expect(package_).toContain("· 张丽华（叫张姐） ⚠ 对羊毛过敏｜⚠ 投诉未了结：裙子开线｜待办1件");
    expect((await all({ confirmed: true })).text).toBe("林悦名下没有要交接的。");
  });

  story("of an associate of another shop the manager hears that head office has to do it", async () => {
    const { text } = await all({ from: "何静", to: "林悦" });
    expect(text).toContain("何静不在您店里");
    expect(text).toContain("总部");
    expect((await all({ from: "何静", to: "林悦" }, "boss")).text).toContain("把何静的");
  });

  story("one customer moves with her complaint, and her new associate learns what matters", async () => {
    await complain();
    const plan = { kind: "staff.assign", to: "陈晨", confirmed: true };
    await tell(db, staff, plan, "zhang-lihua", { as: "zhouhang" });
    const ticket = await db.transaction(system, (tx) =>
      tx.complaint.findFirstOrThrow({ where: { customerId: "zhang-lihua" } }),
    );
    expect(ticket.assigneeId).toBe("chenchen");
    expect(await told("chenchen")).toEqual([expect.stringContaining("对羊毛过敏｜⚠ 投诉未了结：裙子开线")]);
  });

  story("a draft that waits is signed by who will send it, and by the first again after 撤销", async () => {
    const texts = ["生日快乐！——林悦", "生日快乐！——徐汇店林悦", "林悦祝您生日快乐"];
    const draft = { customerId: "zhang-lihua", staffId: "linyue", occasion: "birthday" };
    const rows = texts.map((text, index) => ({ ...draft, id: `d${index}`, text, draftedText: text }));
    await db.transaction(system, (tx) => tx.careMessage.createMany({ data: rows }));
    const signed = async () =>
      (await db.transaction(system, (tx) => tx.careMessage.findMany({ orderBy: { id: "asc" } }))).map(
        ({ staffId, text, draftedText }) => [staffId, text, draftedText === text],
      );
    const plan = { kind: "staff.assign", to: "陈晨", confirmed: true };
    await tell(db, staff, plan, "zhang-lihua", { as: "zhouhang" });
    const hers = ["生日快乐！——陈晨", "生日快乐！——徐汇店陈晨", "林悦祝您生日快乐"];
    expect(await signed()).toEqual(hers.map((text) => ["chenchen", text, true]));
    await takeBack(db, { as: "zhouhang" });
    expect(await signed()).toEqual(texts.map((text) => ["linyue", text, true]));
    await all({ confirmed: true });
    expect(await signed()).toEqual(hers.map((text) => ["chenchen", text, true]));
  });

  story(
    "who presses the card of a draft handed on hears who has it; who never had the card hears nothing",
    async () => {
      const draft = { id: "d9", customerId: "zhang-lihua", staffId: "linyue", occasion: "birthday" };
      const card = { id: "care-d9-hash-1", title: "生日 · 张丽华", body: "生日快乐", buttons: [] };
      await db.transaction(system, async (tx) => {
        await tx.careMessage.create({ data: { ...draft, text: "生日快乐", draftedText: "生日快乐" } });
        const reply = { kind: "card", card };
        await tx.delivery.create({ data: { key: "c", staffId: "linyue", kind: "card", reply, dueAt: NOW } });
      });
      await tell(db, staff, { kind: "staff.assign", to: "陈晨", confirmed: true }, "zhang-lihua", { as: "zhouhang" });
      const press = (as: string, verb = "approve") => {
        const plan = care.button?.(`care:${verb}:d9:hash`, {});
        return withTurn(db, as, {}, async (turn) =>
          plan ? care.words((await care.handle(turn, plan, null)).result, turn) : null,
        );
      };
      const told = { text: expect.stringContaining("张丽华已经转给陈晨跟了"), settled: "已转给同事" };
      for (const verb of ["approve", "another", "dismiss"]) expect(await press("linyue", verb)).toMatchObject(told);
      expect((await press("hejing"))?.text).toContain("现在没有等着发的消息");
    },
  );

  story("who leaves leaves nothing behind: the manager is told what waits", async () => {
    await db.transaction(system, (tx) => staffLeft(tx, "linyue", { at: NOW, tellAt: NOW }));
    const [text] = await told("zhouhang");
    expect(text).toMatch(/^林悦离职了，\d+位客户、.*等着交接/u);
  });
});
