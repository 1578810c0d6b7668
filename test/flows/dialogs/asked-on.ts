// Asked on in a hurry: which of two, how much, of whom; what was put off is taken up again.
import { expect } from "vitest";
import { dialog } from "./shop.ts";

export const askedOn = [
  dialog("which of two is said by a mark, and what was asked goes on", "linyue", async (say, sql) => {
    expect(await say("客诉：王芳的鞋开胶了")).toContain("「王芳」有2位");
    expect(await say("尾号8821那个")).toContain("已登记王芳的投诉：鞋开胶了");
    expect(
      await sql`SELECT c.phone_tail AS tail FROM complaint t JOIN customer c ON c.id = t.customer_id
        WHERE t.opened_at >= '2026-11-24T00:00:00+08'`,
    ).toEqual([{ tail: "8821" }]);
  }),

  dialog("多少钱 goes on from what she bought, and is no count of customers", "linyue", async (say) => {
    expect(await say("多少钱")).toContain("问的是哪位");
    const last = await say("李雯上次买了什么");
    expect(await say("多少钱")).toBe(last);
    expect(await say("几号买的")).toBe(last);
    expect(await say("什么颜色")).toContain("没有另外记");
  }),

  dialog("按导购分 groups whoever was just counted, 分别是谁 lists them", "zhouhang", async (say) => {
    const counted = /下个月生日：(\d+)位/u.exec(await say("下个月有多少人过生日"))?.[1];
    const groups = [...(await say("按导购分")).matchAll(/ (\d+)位/gu)].map(([, number]) => Number(number));
    expect(groups.reduce((sum, one) => sum + one, 0)).toBe(Number(counted));
    expect(await say("按等级分")).toContain("下个月生日，按会员等级看人数");
    expect(await say("分别是谁")).toContain(`下个月生日：${counted}位`);
  }),

  dialog("祝福 of one in a list of birthdays is for the birthday", "linyue", async (say) => {
    await say("下个月谁过生日");
    expect(await say("第一个写条祝福")).toContain("生日祝福");
    expect(await say("第一个写条问候")).not.toContain("生日祝福");
  }),

  dialog("还是发吧 takes up the draft that was dropped, and asks", "linyue", async (say, sql) => {
    expect(await say("还是发吧")).toContain("发哪一条");
    await say("给李雯写条问候");
    await say("先不发");
    expect(await say("算了还是发吧")).toContain("这样发给李雯吗");
    await say("是");
    expect(await sql`SELECT state::text FROM care_message WHERE created_at >= '2026-11-24T00:00:00+08'`).toEqual([
      { state: "queued" },
    ]);
  }),

  dialog("a note for somebody who is not there is nobody else's", "chenchen", async (say, sql) => {
    await say("今天谁过生日");
    await say("李美华");
    expect(await say("帮我记 李雯说要减肥")).toContain("没找到「李雯」");
    expect(await sql`SELECT text FROM note WHERE text LIKE '%说要减肥%'`).toEqual([]);
  }),

  dialog("撤回 while something is asked takes back nothing older", "linyue", async (say, sql) => {
    await say("李雯喜欢红色");
    await say("给李雯写条问候");
    expect(await say("发")).toContain("吗？");
    expect(await say("撤回")).toContain("没有做");
    expect(
      await sql`SELECT f.value FROM fact f JOIN customer c ON c.id = f.customer_id
        WHERE c.name = '李雯' AND f.recorded_at >= '2026-11-24T00:00:00+08'`,
    ).toEqual([{ value: "红色" }]);
  }),

  dialog("删掉 is what was just written, and after a question nothing", "linyue", async (say, sql) => {
    await say("记一下李雯要搬家");
    expect(await say("算了删掉吧")).toContain("已撤销");
    await say("李雯喜欢红色");
    await say("李雯的电话");
    expect(await say("删掉")).toContain("删哪一条");
    expect(
      await sql`SELECT f.value FROM fact f JOIN customer c ON c.id = f.customer_id
        WHERE c.name = '李雯' AND f.recorded_at >= '2026-11-24T00:00:00+08'`,
    ).toEqual([{ value: "红色" }]);
  }),

  dialog("上个月的 and 谁卖的 go on with the sales just told", "zhouhang", async (say) => {
    await say("这个月卖了多少");
    expect(await say("谁卖的")).toMatch(/林悦 .*元/u);
    expect(await say("上个月的")).toMatch(/上个月销售/u);
  }),
];
