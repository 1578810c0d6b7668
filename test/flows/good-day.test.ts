// A good day as talks over the whole app: what each person types, presses and sees.
import { expect, test } from "vitest";
import { settleCards } from "../../src/conversation/settle-jobs.ts";
import { play } from "../support/dialog.ts";
import { describeInWorld, type World } from "../support/world.ts";

describeInWorld(
  "林悦's morning",
  (world) => {
    test("a customer walks in: five lines, the allergy first", async () => {
      const [card = "", ...more] = await world().says("linyue", "3456");
      expect(more).toEqual([]);
      const lines = card.split("\n");
      expect(lines).toHaveLength(5);
      expect(lines[0]).toMatch(/^张丽华（金卡） ⚠ 羊毛过敏/u);
      expect(lines[1]).toMatch(/^上次：8月29日买了真丝连衣裙，2,680元，18天前$/u);
      expect(lines[2]).toContain("婚礼");
      expect(lines[3]).toContain("问问婚礼裙装定了没有");
      expect(lines[4]).toMatch(/^开场：「张姐/u);
    });

    test("one sentence, three things saved, echoed once, all undone by one button", async () => {
      const before = await counts(world());
      const answers = await world().says("linyue", "张姐今天买了真丝裙3280，她女儿下月结婚，下周三提醒我问问");
      expect(answers).toHaveLength(1);
      for (const part of ["张丽华 真丝裙 3,280元", "女儿下月结婚", "9月23日（周三）提醒你", "[撤销]"])
        expect(answers[0]).toContain(part);
      expect(await counts(world())).toEqual({
        orders: before.orders + 1,
        facts: before.facts + 1,
        due: before.due + 1,
      });

      expect((await world().presses("linyue", "撤销")).join()).toContain("已撤销");
      expect(await counts(world())).toEqual(before);
      await expect(world().presses("linyue", "撤销")).rejects.toThrow("no card");
      await play(world(), "林悦: 撤销\n bot: 没有可以撤销的了");
    });

    test("two of the same name are asked about; a number answers", () =>
      play(
        world(),
        `林悦: 王芳上次买的什么
         bot: 「王芳」有2位
         bot: 1 王芳（银卡，尾号8821
         bot: 2 王芳（普通，尾号1027
         林悦: 2
         bot: 王芳买过2次
         林悦: 给王芳记一下，她换了新手机
         bot: 是哪一位
         林悦: 3
         bot: 只有2位
         林悦: [1 王芳]
         bot: 记下了：王芳
         林悦: [撤销]
         bot: 已撤销`,
      ));

    test("a question asked ten minutes ago is over: the card says so, a number is told so, nothing is done", async () => {
      const before = await counts(world());
      await play(world(), "林悦: 王芳买了真丝裙3000\n bot: 是哪一位");
      const asked = world().phone("linyue").at(-1)?.id;
      await world().pass(10 * 60_000 + 1);
      const card = world()
        .phone("linyue")
        .find((entry) => entry.id === asked);
      expect(card).toMatchObject({ kind: "card", settled: "已过期" });
      await play(world(), "林悦: 2\n bot: 过期");
      expect(await counts(world())).toEqual(before);
    });

    test("09:31: today's five on one card; a ✔ takes one off and keeps the rest", async () => {
      world().moveTo("09:31");
      await world().settle();
      const came = world().newOn("linyue");
      const card = came.find((one) => one.startsWith("今天 5 件事")) ?? "";
      expect(came.filter((one) => one.startsWith("今天 5 件事"))).toHaveLength(1);
      for (const n of [1, 2, 3, 4, 5]) expect(card).toMatch(new RegExp(`^${n} .*(\\n|.)*\\[✔ ${n}\\]`, "mu"));
      expect(card).toMatch(/^1 \[答应过/mu);

      await play(world(), "林悦: [✔ 2]\n bot: 完成：孙丽娟：开线的裙子给个答复\n bot: 今天还剩4件");
      await expect(world().presses("linyue", "✔ 2")).rejects.toThrow("no card");
      await play(
        world(),
        `林悦: [✔ 5]
         bot: 今天还剩3件
         林悦: 今天要做什么
         bot: （3件）
         bot not: 开线的裙子`,
      );
      // What was pressed before does not come back with the next press.
      await expect(world().presses("linyue", "✔ 2")).rejects.toThrow("no card");
      await play(
        world(),
        `林悦: [✔ 1]
         bot: 今天还剩2件
         林悦: [✔ 3]
         bot: 今天还剩1件
         林悦: [⏰ 都推明天]
         bot: 晚点再提醒
         林悦: 今天要做什么
         bot: 今天没有要跟进的事`,
      );
      await world().settle();
      expect(world().newOn("linyue")).toEqual([]);
    });

    test("taken back in words, the card's button says so within minutes", async () => {
      await world().says("linyue", "张姐喜欢月白色");
      const card = () =>
        world()
          .phone("linyue")
          .findLast((entry) => entry.kind === "card");
      expect(card()).toMatchObject({ kind: "card", settled: null });
      await world().says("linyue", "撤销");
      expect(await settleCards(world().app.context)).toBeGreaterThan(0);
      await world().settle();
      expect(card()).toMatchObject({ settled: "已撤销" });
    });

    test("the same press delivered twice is one deed", async () => {
      await play(world(), "林悦: 张姐喜欢喝茶\n bot: 记下了");
      world().simulator.faults.nextCallback("duplicate-new-nonce");
      await world().presses("linyue", "撤销");
      const [row] = await world().sql<{ n: number }>(
        "SELECT count(*)::int AS n FROM turn_log WHERE text LIKE 'talk:undo:%' AND reply LIKE '已撤销%喝茶'",
      );
      expect(row?.n).toBe(1);
    });
  },
  { at: "08:00" },
);

describeInWorld(
  "a birthday greeting's whole way",
  (world) => {
    test("drafted three days ahead, edited, approved, tapped, on the customer's phone, counted", async () => {
      const phone = () => world().phoneOf("陈思雨", "linyue");
      world().moveTo("09:40");
      await world().settle();
      expect(world().newOn("linyue").join("\n")).toMatch(/陈思雨 生日祝福/u);
      await play(
        world(),
        `林悦: [逐条看看]
         bot: 陈思雨 生日祝福（9月19日）
         bot not: 周晓燕
         bot not: 孙丽娟
         林悦: 给陈思雨写条生日祝福
         bot: 生日祝福 · 陈思雨
         bot: [发送]
         林悦: 短一点
         bot: 陈思雨
         林悦: 改成：陈姐生日快乐，全场最低价等您
         bot: 全场最低价
         bot: 广告法
         bot not: [发送]
         林悦: 改成：陈姐，提前祝您生日快乐，一切都好！——林悦
         bot: [发送]`,
      );
      expect(await phone()).toEqual([]);
      expect(await world().presses("linyue", "发送")).toEqual([
        "〔群发助手〕陈姐，提前祝您生日快乐，一切都好！——林悦",
        expect.stringContaining("给陈思雨的消息排上了"),
      ]);
      expect(await phone(), "nothing reaches her before the associate's own tap").toEqual([]);

      tap(world(), "linyue");
      expect((await phone()).map((entry) => entry.text)).toEqual(["陈姐，提前祝您生日快乐，一切都好！——林悦"]);
      await world().pass(10 * 60_000);
      const { id } = await world().customer("陈思雨", "linyue");
      expect(await stateOf(world(), id)).toEqual(["sent"]);
      expect(
        await world().sql("SELECT direction, means, topic, staff_id FROM touch WHERE customer_id = $1 AND at >= $2", [
          id,
          new Date("2026-09-16T00:00:00Z"),
        ]),
      ).toEqual([{ direction: "out", means: "message", topic: "birthday", staff_id: "linyue" }]);
    });

    test("what has been sent is neither undone nor written twice", () =>
      play(
        world(),
        `林悦: [撤销]
         bot: 来不及撤销
         bot not: care:
         林悦: 给陈思雨写条生日祝福
         bot: 今天已经发出`,
      ));

    test("who may not be written to is refused with the reason", () =>
      play(
        world(),
        `林悦: 给赵敏写条问候
         bot: 不要打扰
         bot not: [发送]
         林悦: 给刘洋写条问候
         bot: 冻结
         bot not: [发送]
         林悦: 给孙丽娟写条生日祝福
         bot: 投诉还没处理完
         bot not: [发送]
         林悦: 给陈思雨写条问候
         bot: 一天最多1条
         林悦: 给韩雪写条问候
         bot: 连着3条没有回音`,
      ));

    test("the gate is asked again when the button is pressed", async () => {
      await play(world(), "林悦: 给张姐写条问候\n bot: [发送]");
      await world().sql(
        "UPDATE customer SET do_not_disturb = true, do_not_disturb_why = '刚刚说的' WHERE name = '张丽华'",
      );
      const answers = (await world().presses("linyue", "发送")).join("\n");
      expect(answers).toContain("刚刚说的");
      expect(answers).not.toContain("群发助手");
      await world().sql("UPDATE customer SET do_not_disturb = false, do_not_disturb_why = NULL WHERE name = '张丽华'");
    });

    test("the gate is asked once more when the message leaves: refused, told, never on a phone", async () => {
      await play(world(), "林悦: 给高姐写条问候\n bot: [发送]");
      world().simulator.faults.add("externalcontact/add_msg_template", { kind: "errcode", code: -1 }, 20);
      await world().presses("linyue", "发送");
      world().simulator.faults.clear();
      await world().sql("UPDATE customer SET membership = 'frozen' WHERE name = '高丽萍'");
      await world().pass(60 * 60_000);
      expect(world().newOn("linyue").join("\n")).toMatch(/给高丽萍的消息没有发出：会员已冻结/u);
      expect(await world().phoneOf("高丽萍")).toEqual([]);
    });

    test("a draft changed behind the card is not sent by the card's old button", async () => {
      await play(world(), "林悦: 给李秀兰写条问候\n bot: [发送]");
      await world().sql(
        "UPDATE care_message SET text = '别的话' WHERE state = 'draft' AND customer_id = (SELECT id FROM customer WHERE name = '李秀兰')",
      );
      const answers = (await world().presses("linyue", "发送")).join("\n");
      expect(answers).toContain("不一样了");
      expect(answers).not.toContain("群发助手");
    });

    test("the manager's report of the day equals an independent count; her questions go on from it", async () => {
      world().newOn("zhouhang");
      world().moveTo("2026-09-17 08:44");
      await world().settle();
      const reports = world()
        .newOn("zhouhang")
        .filter((one) => one.includes("日报"));
      expect(reports).toHaveLength(1);
      const report = reports[0] ?? "";
      expect(report).toContain("徐汇店日报 9月16日（周三）");
      expect(figures(report)).toEqual(await recount(world(), "xuhui", "2026-09-16"));
      expect(figures(report).sent).toBe(1);
      // A line's number opens the people behind it, by the shop's clock and not the database's.
      expect(report).toContain("1 销售：");
      const opened = (await world().says("zhouhang", "1")).join("\n");
      expect(opened).toContain("9月16日（周三）");
      expect(opened).not.toContain("没听懂");

      const gold = (await world().says("zhouhang", "两个月没来的金卡有哪些")).join("\n");
      const [row] = await world().sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM customer c WHERE c.store_id = 'xuhui' AND c.tier = '金卡'
           AND (SELECT max(seen) FROM (
             SELECT max(paid_at) AS seen FROM orders WHERE customer_id = c.id AND state <> 'closed'
             UNION ALL SELECT max(visited_at) FROM visit WHERE customer_id = c.id) s)
           < ((timestamptz '2026-09-17 00:00+08') - interval '2 months')`,
      );
      expect(row?.n).toBeGreaterThan(2);
      expect(gold).toContain(`金卡：${row?.n}位`);
    });
  },
  { at: "08:00", on: "server" },
);

function tap(world: World, userId: string): void {
  const task = world.phone(userId).findLast((entry) => entry.kind === "mass-task" && entry.status === "waiting");
  if (task?.kind !== "mass-task") throw new Error("no task to tap");
  expect(Object.values(world.simulator.confirmMassMessage(userId, task.msgid))).toEqual([1]);
}

async function counts(world: World): Promise<{ orders: number; facts: number; due: number }> {
  const [row] = await world.sql<{ orders: number; facts: number; due: number }>(
    `SELECT (SELECT count(*)::int FROM orders) AS orders, (SELECT count(*)::int FROM fact) AS facts,
       (SELECT count(*)::int FROM follow_up WHERE rule_key IS NULL) AS due`,
  );
  return row!;
}

async function stateOf(world: World, customerId: string): Promise<string[]> {
  const rows = await world.sql<{ state: string }>("SELECT state::text FROM care_message WHERE customer_id = $1", [
    customerId,
  ]);
  return rows.map((row) => row.state);
}

/** The report's own numbers. */
function figures(report: string): Record<string, number> {
  const number = (pattern: RegExp) => Number((pattern.exec(report)?.[1] ?? "0").replaceAll(",", ""));
  return {
    sales: number(/销售：([\d,.]+)元/u),
    orders: number(/，(\d+)单/u),
    visitors: number(/ 到店：(\d+)位/u),
    buyers: number(/成交(\d+)位/u),
    done: number(/跟进：完成(\d+)件/u),
    overdue: number(/跟进：完成\d+件，逾期(\d+)件/u),
    contacted: number(/联系客户(\d+)位/u),
    sent: number(/发出(\d+)条/u),
    refused: number(/没发(\d+)条/u),
    complaints: number(/未了结(\d+)件/u),
  };
}

/** The same day counted in other words: row by row, by the shop's calendar day. */
async function recount(world: World, store: string, day: string): Promise<Record<string, number>> {
  const on = (column: string) => `(${column} AT TIME ZONE 'Asia/Shanghai')::date = '${day}'`;
  const mine = `c.store_id = '${store}'`;
  const one = async (sql: string) => Number((await world.sql<{ n: string | null }>(`SELECT ${sql}`))[0]?.n ?? 0);
  const orders = `FROM orders o JOIN customer c ON c.id = o.customer_id WHERE ${mine} AND o.state <> 'closed' AND ${on("o.paid_at")}`;
  const staff = `staff_id IN (SELECT id FROM staff WHERE store_id = '${store}')`;
  const care = `FROM care_message m JOIN customer c ON c.id = m.customer_id WHERE ${mine}`;
  return {
    sales: (await one(`sum(o.amount_fen - o.refunded_fen) AS n ${orders}`)) / 100,
    orders: await one(`count(*) AS n ${orders}`),
    visitors: await one(
      `count(DISTINCT c.id) AS n FROM customer c WHERE ${mine} AND (EXISTS (SELECT 1 FROM visit v WHERE v.customer_id = c.id AND ${on("v.visited_at")})
         OR EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.state <> 'closed' AND o.channel <> 'online' AND ${on("o.paid_at")}))`,
    ),
    buyers: await one(`count(DISTINCT o.customer_id) AS n ${orders}`),
    done: await one(`count(*) AS n FROM follow_up WHERE ${staff} AND state = 'done' AND ${on("done_at")}`),
    overdue: await one(
      `count(*) AS n FROM follow_up WHERE ${staff} AND state = 'open' AND (due_at AT TIME ZONE 'Asia/Shanghai')::date <= '${day}'`,
    ),
    contacted: await one(
      `count(DISTINCT (staff_id, customer_id)) AS n FROM touch WHERE ${staff} AND direction = 'out' AND ${on("at")}`,
    ),
    sent: await one(`count(*) AS n ${care} AND m.state = 'sent' AND ${on("m.sent_at")}`),
    refused: await one(`count(*) AS n ${care} AND m.state = 'refused' AND ${on("m.updated_at")}`),
    complaints: await one(
      `count(*) AS n FROM complaint x JOIN customer c ON c.id = x.customer_id WHERE ${mine} AND x.state <> 'closed'`,
    ),
  };
}
