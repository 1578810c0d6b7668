// Mass messages in the whole house on the local WeCom: asked, confirmed, tapped, reconciled, cancelled, and crashes between.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "../../support/world.ts";

describe("a message to many", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const states = () =>
    world.sql<{ state: string; n: number }>(
      "SELECT state::text, count(*)::int AS n FROM care_message WHERE campaign_task_id IS NOT NULL GROUP BY 1 ORDER BY 1",
    );
  const tasks = () =>
    world.sql<{ id: string; staff_id: string; state: string; task_id: string | null; n: number }>(
      `SELECT t.id, t.staff_id, t.state, t.task_id, count(m.id)::int AS n FROM campaign_task t
       LEFT JOIN care_message m ON m.campaign_task_id = t.id GROUP BY t.id ORDER BY t.created_at DESC, t.id`,
    );

  it("reports before it asks, takes each place once, and counts what the taps did", async () => {
    const [asked = ""] = await world.says("zhouhang", "给所有客户群发：店里换季了，得空来坐坐");
    const receivers = Number(/能收到(\d+)位/u.exec(asked)?.[1]);
    expect(receivers, asked).toBeGreaterThan(20);
    expect(asked).toContain(`请打出人数「${receivers}」`);
    expect((await world.says("zhouhang", "是")).join("\n")).toContain(`打出数字「${receivers}」`);
    expect(await states()).toEqual([]);
    const answer = (await world.says("zhouhang", String(receivers))).join("\n");
    expect(answer).toContain(`安排好了：${receivers}位`);
    await world.settle();
    const made = await tasks();
    expect(made.reduce((sum, task) => sum + task.n, 0)).toBe(receivers);
    expect(new Set(made.map((task) => task.task_id)).size).toBe(made.length);
    expect(made.every((task) => task.state === "created")).toBe(true);
    expect(new Set(made.map((task) => task.staff_id)).size).toBe(made.length);
    const places = await world.sql<{ n: number }>(
      "SELECT count(*)::int AS n FROM contact_reservation WHERE released_at IS NULL AND kind = 'promotion'",
    );
    expect(places[0]?.n).toBe(receivers);
    // The same again: everybody has one pending.
    const again = (await world.says("zhouhang", "给所有客户群发：店里换季了，得空来坐坐")).join("\n");
    expect(again).toContain("能收到0位");

    const [first, second] = made;
    if (!first?.task_id || !second) throw new Error("two tasks expected");
    const tapped = Object.values(world.simulator.confirmMassMessage(first.staff_id, first.task_id));
    await world.pass(11 * 60_000);
    const sent = tapped.filter((status) => status === 1).length;
    expect(Object.fromEntries((await states()).map(({ state, n }) => [state, n]))).toMatchObject({ sent });
    const touches = await world.sql<{ n: number }>(
      "SELECT count(*)::int AS n FROM touch t JOIN care_message m ON m.id = t.care_message_id AND m.campaign_task_id IS NOT NULL",
    );
    expect(touches[0]?.n).toBe(sent);
    expect((await world.says("zhouhang", "上次群发怎么样了")).join("\n")).toContain(`已发出${sent}位`);

    // Three reminders in a day, no more.
    for (let time = 0; time < 3; time += 1) {
      expect((await world.says("zhouhang", "提醒一下还没点的")).join("\n")).toMatch(/提醒\d+位导购/u);
    }
    expect((await world.says("zhouhang", "提醒一下还没点的")).join("\n")).toContain("已经提醒过三次");

    // What was not tapped goes no more; what was sent stays sent; every place is free again.
    expect((await world.says("zhouhang", "取消那次群发")).join("\n")).toContain("取消了");
    await world.settle();
    expect(() => world.simulator.confirmMassMessage(second.staff_id, second.task_id ?? "")).toThrow();
    const after = Object.fromEntries((await states()).map(({ state, n }) => [state, n]));
    expect(after.sent).toBe(sent);
    expect((after.queued ?? 0) + (after.task_created ?? 0)).toBe(0);
    const held = await world.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM contact_reservation r JOIN care_message m ON m.id = r.care_message_id
       WHERE m.campaign_task_id IS NOT NULL AND m.state <> 'sent' AND r.released_at IS NULL`,
    );
    expect(held[0]?.n).toBe(0);
  });

  it("for one of them an apology goes first: she is taken out, the others are tapped", async () => {
    const [free] = await world.sql<{ staff_id: string }>(
      `SELECT staff_id FROM care_message WHERE campaign_task_id IS NOT NULL GROUP BY 1
       HAVING bool_and(state <> 'sent') ORDER BY count(*) DESC, 1 LIMIT 1`,
    );
    const staffId = free?.staff_id ?? "";
    let answer = await world.says(staffId, "给所有客户群发：店里换季了，得空来坐坐");
    const receivers = Number(/能收到(\d+)位/u.exec(answer.join("\n"))?.[1]);
    expect(receivers).toBeGreaterThan(2);
    answer = await world.says(staffId, receivers > 20 ? String(receivers) : "是");
    expect(answer.join("\n")).toContain("安排好了");
    const hers = () =>
      world.sql<{ name: string; occasion: string; state: string; state_reason: string | null; at: string }>(
        `SELECT c.name, m.occasion, m.state::text, m.state_reason, c.external_id AS at FROM care_message m
         JOIN customer c ON c.id = m.customer_id WHERE m.staff_id = $1 AND m.state IN ('task_created', 'refused', 'approved', 'sent')
           AND m.created_at > now() - interval '100 years' AND (SELECT count(*) FROM customer o WHERE o.name = c.name) = 1
         ORDER BY m.occasion, c.name`,
        [staffId],
      );
    const name = (await hers()).find((one) => one.state === "task_created" && one.occasion === "promotion")?.name ?? "";
    const drafted = await world.says(staffId, `给${name}写条道歉：上次让您久等了`);
    expect(drafted.join("\n")).toContain("道歉");
    expect((await world.presses(staffId, "发送")).join("\n")).toContain("还没发出的优惠推广让一让");
    await world.pass(11 * 60_000);
    await world.pass(11 * 60_000);
    const after = (await hers())
      .filter((one) => one.name === name)
      .map((one) => [one.occasion, one.state, one.state_reason]);
    expect(after).toEqual([
      ["apology", "task_created", null],
      ["promotion", "refused", "让给道歉"],
    ]);
    const [made] = (await tasks()).filter((one) => one.staff_id === staffId && one.state === "created");
    const tapped = world.simulator.confirmMassMessage(staffId, made?.task_id ?? "");
    expect(Object.keys(tapped)).toHaveLength(receivers - 1);
  });

  it("an associate writes to her own, each with her own words; bad words are shown and not sent", async () => {
    const bad = (await world.says("linyue", "给所有金卡群发：全网第一的新款")).join("\n");
    expect(bad).toContain("还不能发");
    const asked = (await world.says("linyue", "给所有金卡群发：{称呼}，店里到了新款，得空来试试。——{导购}")).join("\n");
    expect(asked).not.toContain("{称呼}");
  });
});
