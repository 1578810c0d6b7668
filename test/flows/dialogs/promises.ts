// What is to be done by when, who may be written to, and what is written to them.
import { expect } from "vitest";
import { person, rows } from "./facts.ts";
import { dialog, type Sql } from "./shop.ts";

interface Due {
  name: string;
  text: string;
  state: string;
  at: string;
}
/** Her follow-ups, soonest first: 2026-12-02 15:00 in Shanghai. */
const dueOf = (sql: Sql, staff: string) =>
  sql<Due>`SELECT c.name, f.text, f.state::text, to_char(f.due_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS at
    FROM follow_up f JOIN customer c ON c.id = f.customer_id WHERE f.staff_id = ${staff} ORDER BY f.due_at`;
const openOf = async (sql: Sql, name: string) =>
  (await dueOf(sql, "linyue")).filter((one) => one.name === name && one.state === "open");
const openUntil = async (sql: Sql, staff: string, day: string) =>
  (await dueOf(sql, staff)).filter(({ state, at }) => state === "open" && at.slice(0, 10) <= day);
const messages = (sql: Sql) =>
  sql<{ state: string; text: string; name: string }>`SELECT m.state::text, m.text, c.name FROM care_message m
    JOIN customer c ON c.id = m.customer_id ORDER BY m.created_at`;
/** What a numbered list of things to do begins with, line by line. */
const items = (answer: string) => [...answer.matchAll(/^\d+\. (.*)$/gmu)].map((match) => match[1]!);
const quiet = async (sql: Sql, name: string, tail?: string) => (await person(sql, name, tail)).quiet;

export const promises = [
  dialog("lists of other things go on by first, her, and more", "linyue", async (say, sql) => {
    const due = items(await say("我的跟进"));
    expect(due.length).toBeGreaterThan(1);
    const first = (await dueOf(sql, "linyue")).find(({ name, text }) => due[0]!.includes(`${name}：${text}`))!;
    expect(await say("还有吗")).toContain("都列出来了");
    expect(await say("第一个")).toContain(first.name);
    expect(await say("我的投诉")).toContain("孙丽娟");
    expect(await say("还有吗")).toContain("都列出来了");
    expect(await say("她")).toContain("孙丽娟");
    expect(await say("冠军客户有哪些")).toContain("RFM「冠军」");
    expect(await say("第一个为什么是")).toContain("是「冠军」：R");
    expect(await say("今天进店45 成交8")).toContain("45");
    expect(await say("今天客流")).toContain("45");
    expect(await say("昨天呢")).toContain("客流");
  }),
  dialog("a question of which the point was not understood", "linyue", async (say) => {
    expect(await say("张姐能打几折")).toContain("「打几折」我没听懂");
    expect(await say("清空所有数据")).not.toContain("位");
    expect(await say("张姐")).toContain("张丽华");
  }),
  dialog("a reminder made, listed, put off, done", "linyue", async (say, sql) => {
    const before = await openOf(sql, "张丽华");
    expect(await say("下周三提醒我回访张姐")).toContain("12月2日（周三）");
    const after = await openOf(sql, "张丽华");
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)!.at).toMatch(/^2026-12-02/u);
    const week = (await dueOf(sql, "linyue")).filter(
      ({ state, at }) => state === "open" && at >= "2026-11-30" && at < "2026-12-07",
    );
    expect(items(await say("下周有哪些跟进"))).toHaveLength(week.length);
    expect(await say("第一条推到下周五")).toContain(`${week[0]!.name}：${week[0]!.text} → 12月4日（周五）`);
    expect((await openOf(sql, week[0]!.name)).map(({ at }) => at.slice(0, 10))).toContain("2026-12-04");
    await say("张姐的回访搞定了");
    expect((await dueOf(sql, "linyue")).filter(({ text }) => text.includes("回访张姐"))).toMatchObject([
      { state: "done" },
    ]);
    expect(items(await say("张姐的跟进"))).toHaveLength(before.length);
  }),

  dialog("today's list worked off: one done, one put to tomorrow", "linyue", async (say, sql) => {
    const today = await openUntil(sql, "linyue", "2026-11-24");
    const list = items(await say("今天要做什么"));
    expect(list).toHaveLength(today.length);
    for (const { name, text } of today) expect(list.join("\n")).toContain(`${name}：${text}`);
    expect(await say("第一条做完了")).toContain(`还剩${today.length - 1}件`);
    const left = items(await say("今天要做什么"));
    expect(left).toHaveLength((await openUntil(sql, "linyue", "2026-11-24")).length);
    expect(left).not.toContain(list[0]);
    const put = today.find(({ name, text }) => left[1]!.includes(`${name}：${text}`))!;
    expect(await say("第二条推到明天")).toContain(`${put.name}：${put.text} → 明天（周三）`);
    const tomorrow = (await openUntil(sql, "linyue", "2026-11-25")).filter(({ at }) => at >= "2026-11-25");
    expect(tomorrow.map(({ text }) => text)).toContain(put.text);
    expect(items(await say("明天要做什么"))).toHaveLength(tomorrow.length);
  }),

  dialog("overdue: one done, undone, overdue again", "linyue", async (say, sql) => {
    const overdue = () => openUntil(sql, "linyue", "2026-11-23");
    const atFirst = await overdue();
    expect(items(await say("有逾期的吗"))).toHaveLength(atFirst.length);
    expect(await say("何琳的做完了")).toContain("何琳：旗袍到货，约她来试");
    expect(await overdue()).toHaveLength(atFirst.length - 1);
    expect(items(await say("有逾期的吗"))).toHaveLength(atFirst.length - 1);
    await say("撤销");
    expect(await overdue()).toEqual(atFirst);
  }),

  dialog("a promise to a customer, listed and called off", "linyue", async (say, sql) => {
    expect(await say("答应高姐周五前给她留一件M码")).toContain("11月27日（周五）");
    expect(
      await sql`SELECT f.kind::text FROM follow_up f JOIN customer c ON c.id = f.customer_id
        WHERE c.name = '高丽萍' AND f.state = 'open' AND f.text LIKE '%M码%'`,
    ).toEqual([{ kind: "promise" }]);
    expect(items(await say("高姐的跟进"))[0]).toContain("答应过 高丽萍");
    await say("高姐那个不用提醒了");
    expect(await openOf(sql, "高丽萍")).toEqual([]);
    expect(await say("高姐的跟进")).toContain("没有");
  }),

  dialog("two days later is two days later", "linyue", async (say, sql) => {
    const [before] = await openOf(sql, "张丽华");
    expect(before!.at).toBe("2026-11-24 15:00");
    await say("张姐的跟进");
    expect(await say("推迟两天")).toContain("后天（周四）15:00");
    expect((await openOf(sql, "张丽华"))[0]!.at).toBe("2026-11-26 15:00");
    await say("撤销");
    expect(await openOf(sql, "张丽华")).toEqual([before]);
  }),

  dialog("who asked for quiet: why not, quiet lifted, lifted no more", "linyue", async (say, sql) => {
    expect(await quiet(sql, "赵敏")).toBe(true);
    expect(await say("为什么不能给赵敏发")).toContain("说过不要打扰");
    await say("可以联系赵敏了");
    expect(await quiet(sql, "赵敏")).toBe(false);
    expect(await say("现在能联系赵敏吗")).toContain("现在可以发");
    await say("撤销");
    expect(await quiet(sql, "赵敏")).toBe(true);
    expect(await say("现在能联系赵敏吗")).toContain("不能发");
  }),

  dialog("quiet until the year's end for one of two", "linyue", async (say, sql) => {
    await say("王芳免打扰到年底");
    expect(await say("1")).toContain("12月31日");
    expect([await quiet(sql, "王芳", "8821"), await quiet(sql, "王芳", "1027")]).toEqual([true, false]);
    const [until] = await sql<{ day: string }>`SELECT to_char(do_not_disturb_until AT TIME ZONE 'Asia/Shanghai'
      - interval '1 second', 'YYYY-MM-DD') AS day FROM customer WHERE name = '王芳' AND do_not_disturb`;
    expect(until!.day).toBe("2026-12-31");
    expect(await say("她的节奏")).toContain("免打扰");
    await say("撤销");
    expect(await quiet(sql, "王芳", "8821")).toBe(false);
  }),

  dialog("a call logged turns the clock", "linyue", async (say, sql) => {
    const atFirst = await rows(sql);
    expect(await say("给张姐打过电话了")).toContain("12月1日");
    expect(await rows(sql)).toEqual({ ...atFirst, touches: atFirst.touches! + 1 });
    expect(await sql`SELECT direction, means, staff_id AS staff FROM touch ORDER BY at DESC LIMIT 1`).toEqual([
      { direction: "out", means: "phone", staff: "linyue" },
    ]);
    expect(await say("张姐的节奏")).toContain("上次今天，下次12月1日前");
    await say("撤销");
    expect(await rows(sql)).toEqual(atFirst);
  }),

  dialog("a birthday wish drafted, shortened, rewritten, sent after yes, taken back", "linyue", async (say, sql) => {
    expect(await say("给陈思雨写条生日祝福")).toContain("11月27日");
    await say("短一点");
    const mine = "陈姐，提前祝您生日快乐！——林悦";
    expect(await say(`改成：${mine}`)).toContain(mine);
    expect(await messages(sql)).toEqual([{ state: "draft", text: mine, name: "陈思雨" }]);
    expect(await say("就这样发")).toContain(mine);
    expect((await messages(sql))[0]!.state, "nothing is queued before the answer").toBe("draft");
    await say("是");
    expect((await messages(sql))[0]!.state).not.toBe("draft");
    expect((await rows(sql)).places).toBe(1);
    await say("撤销");
    expect(await messages(sql)).toEqual([{ state: "draft", text: mine, name: "陈思雨" }]);
    expect((await rows(sql)).places).toBe(0);
  }),

  dialog("another wording by button, sent by button", "linyue", async (say, sql) => {
    const first = await say("给陈思雨写条生日祝福");
    const [drafted] = await messages(sql);
    expect(first).toContain(drafted!.text);
    const second = await say("[换一个]");
    const [changed] = await messages(sql);
    expect(changed!.text).not.toBe(drafted!.text);
    expect(second).toContain(changed!.text);
    await say("[发送]");
    expect((await messages(sql)).map(({ state }) => state)).not.toContain("draft");
    expect(items(await say("待发的消息"))).toHaveLength(1);
  }),

  dialog("who may not be written to, each for her own reason", "linyue", async (say, sql) => {
    expect(await say("给赵敏写条问候")).toContain("不要打扰");
    expect(await say("给刘洋写条问候")).toContain("冻结");
    expect(await say("给孙丽娟写条生日祝福")).toContain("投诉还没处理完");
    expect(await say("给周晓燕写条生日祝福")).toContain("丧事");
    expect((await messages(sql)).filter(({ state }) => state !== "refused")).toEqual([]);
    const [frozen] = await sql<{ name: string }>`SELECT name FROM customer WHERE membership = 'frozen'`;
    expect(frozen!.name).toBe("刘洋");
  }),

  dialog("a greeting not sent after all", "linyue", async (say, sql) => {
    expect(await say("给张姐写条问候")).toContain("张丽华");
    await say("给李姐写条问候");
    const waiting = items(await say("待发的消息"));
    expect(waiting).toHaveLength(2);
    const gone = waiting[0]!;
    expect(gone).toMatch(/李秀兰|张丽华/u);
    await say("第一条不发了");
    expect((await messages(sql)).find(({ name }) => gone.includes(name))!.state).toBe("dismissed");
    expect(items(await say("待发的消息"))).toHaveLength(1);
  }),

  dialog("a death in the family stops the wish until it is taken back", "linyue", async (say, sql) => {
    await say("何琳父亲上周去世了");
    expect(
      await sql`SELECT f.topic FROM fact f JOIN customer c ON c.id = f.customer_id WHERE c.name = '何琳'
        AND f.kind = 'negative' AND f.withdrawn_at IS NULL`,
    ).toEqual([{ topic: "丧亲" }]);
    expect(await say("给何琳写条生日祝福")).toContain("丧事");
    expect((await messages(sql)).filter(({ state }) => state === "draft")).toEqual([]);
    await say("撤销");
    expect(await say("给何琳写条生日祝福")).toContain("11月27日");
    expect(await messages(sql)).toMatchObject([{ state: "draft", name: "何琳" }]);
  }),
];
