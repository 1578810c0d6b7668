// What is answered about the cast, word for word: lists, figures, cards, briefs, new records.
import { beforeAll, describe, expect, it } from "vitest";
import type { Db } from "../../../src/db/db.ts";
import { nothingShown, type Outcome, type Plan, type Shown, type Turn } from "../../../src/skill.ts";
import { masked, phoneOf } from "../../../src/skills/customers/record.ts";
import { resolveCustomer } from "../../../src/skills/customers/resolve.ts";
import { customers } from "../../../src/skills/customers/skill.ts";
import { upgradeGap } from "../../../src/skills/customers/upgrade.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

describeOnOneEngine("customers", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
  });

  /** Runs one plan as dispatch would, undone afterwards; gives text, outcome and what is then on show. */
  async function ask(as: string, plan: Plan & { who?: string }, shown: Partial<Shown> = {}) {
    return db.sandbox((sandbox) => withTurn(sandbox, as, { shown }, (turn) => run(turn, plan)));
  }
  async function run(turn: Turn, plan: Plan & { who?: string }) {
    const who = plan.who === undefined ? null : await resolveCustomer(turn, plan.who);
    if (who && who.kind !== "one") throw new Error(`not one: ${JSON.stringify(who)}`);
    const outcome: Outcome = await customers.handle(turn, plan, who?.customer ?? null);
    return {
      text: customers.words(outcome.result, turn).text,
      outcome,
      shown: { ...nothingShown, ...turn.shown, ...outcome.shown },
    };
  }
  const find = (where: object[], more: object = {}): Plan => ({ kind: "customers.find", where, ...more });
  const text = async (as: string, plan: Plan & { who?: string }, shown: Partial<Shown> = {}) =>
    (await ask(as, plan, shown)).text;
  const tiers = (...names: string[]) => ({ field: "tier", in: names });
  const notSeen = (to: string) => ({ field: "last-seen", range: { from: null, to } });

  it("lists with the reading above", async () => {
    expect(await text("linyue", find([tiers("金卡"), notSeen("2026-07-15")]))).toMatchInlineSnapshot(`
      "金卡、近60天没到店：2位
      1 欧阳娜娜 · 75天没来 · 今年消费 18,800元
      2 张丽华 · 68天没来 · 今年消费 12,300元"
    `);
    expect(await text("zhouhang", find([tiers("金卡"), notSeen("2026-07-15")]))).toMatchInlineSnapshot(`
      "金卡、近60天没到店：3位
      1 林小红 · 135天没来 · 今年消费 15,600元 · 陈晨
      2 欧阳娜娜 · 75天没来 · 今年消费 18,800元 · 林悦
      3 张丽华 · 68天没来 · 今年消费 12,300元 · 林悦"
    `);
    expect(await text("hejing", find([tiers("钻石")]))).toMatchInlineSnapshot(`"钻石：没有符合的客户。"`);
    expect(
      await text("linyue", find([{ field: "birthday", range: { from: "2026-09-14", to: "2026-09-28" } }])),
    ).toMatchInlineSnapshot(`
      "9月14日–9月27日生日：3位
      1 王芳 · 9月16日 还有3天 · 104天没来
      2 陈国栋 · 9月20日 还有7天 · 116天没来
      3 张丽华 · 农历八月十五（9月25日） 还有12天 · 68天没来"
    `);
    expect(
      await text(
        "zhouhang",
        find([], {
          sort: { by: "spend", direction: "desc", range: { from: "2026-01-01", to: "2027-01-01" } },
          limit: 3,
        }),
      ),
    ).toMatchInlineSnapshot(`
      "全部客户：今年消费从高到低，前3位
      1 陈国栋 · 今年消费 28,000元 · 116天没来 · 林悦
      2 欧阳娜娜 · 今年消费 18,800元 · 75天没来 · 林悦
      3 林小红 · 今年消费 15,600元 · 135天没来 · 陈晨"
    `);
    expect(await text("linyue", find([{ field: "bought", what: "裙子", range: null }]))).toMatchInlineSnapshot(`
      "买过裙子：2位
      1 张丽华 · 68天前买了真丝半裙 · 68天没来
      2 周婷 · 14天前买了棉麻裙 · 14天没来"
    `);
  });

  it("pages, and builds on what is on show", async () => {
    const first = await ask("zhouhang", find([]));
    expect(first.outcome.result).toMatchObject({ kind: "listed", total: 18, offset: 0 });
    expect(first.shown.customers).toHaveLength(10);
    const next = await ask("zhouhang", find([], { base: "shown", page: "next" }), first.shown);
    expect(next.text.split("\n")[0]).toBe("全部客户（第11–18位，共18位）");
    expect(next.text.split("\n")[1]).toMatch(/^11 /);
    expect(next.shown.customers).toHaveLength(18);
    expect(new Set(next.shown.customers).size).toBe(18);
    const end = await ask("zhouhang", find([], { base: "shown", page: "next" }), next.shown);
    expect(end.text).toBe("全部客户：18位都列完了。");

    // 其中男的 is asked of all eighteen, not of the ten on the screen.
    const men = await ask("zhouhang", find([{ field: "gender", is: "male" }], { base: "shown" }), first.shown);
    expect(men.outcome.result).toMatchObject({ kind: "listed", reading: "男", total: 5 });
    const gold = await ask("zhouhang", find([tiers("金卡")]));
    const women = await ask("zhouhang", find([{ field: "gender", is: "female" }], { base: "shown" }), gold.shown);
    expect(women.outcome.result).toMatchObject({ reading: "金卡、女", total: 4 });
    // People another skill put on show have no question behind them.
    const two = { ...gold.shown, customers: ["zhang-wei", "zhang-li"] };
    const ofTwo = await ask("zhouhang", find([{ field: "gender", is: "male" }], { base: "shown" }), two);
    expect(ofTwo.outcome.result).toMatchObject({ reading: "刚才这几位、男", total: 1 });
    expect(await text("zhouhang", find([], { base: "shown" }))).toBe(
      "刚才没有列出客户，先问一句再接着筛，比如「两个月没来的金卡有哪些」。",
    );
  });

  it("counts, sums and groups", async () => {
    const of = (fn: string, measure: string, by: string | null = null, range: object | null = null) => ({
      aggregate: { fn, of: measure, by, range },
    });
    const year = { from: "2026-01-01", to: "2027-01-01" };
    expect(await text("linyue", find([tiers("金卡")], of("count", "customers")))).toBe("金卡：3位");
    expect(await text("linyue", find([tiers("金卡")], of("sum", "spend", null, year)))).toBe(
      "金卡：今年消费合计 43,100元（3位）",
    );
    expect(await text("linyue", find([], of("mean", "average-order", null, null)))).toMatchInlineSnapshot(
      `"全部客户：客单价 7,900.13元（13位）"`,
    );
    expect(await text("linyue", find([tiers("金卡")], of("share", "customers")))).toMatchInlineSnapshot(
      `"金卡：人数占比 23.1%（3位，您名下共13位）"`,
    );
    expect(await text("zhouhang", find([], of("count", "customers", "owner")))).toMatchInlineSnapshot(`
      "全部客户，按导购看人数：
      林悦 13位
      陈晨 4位
      没有专属导购 1位"
    `);
    expect(await text("boss", find([], of("sum", "spend", "store", year)))).toMatchInlineSnapshot(`
      "全部客户，按门店看今年消费合计：
      徐汇店 99,721元
      静安店 9,087元"
    `);
    expect(await text("boss", find([], of("sum", "spend", "category", year)))).toMatchInlineSnapshot(`
      "全部客户，按品类看今年消费合计：
      大衣 43,288元
      西装 29,999元
      裙子 28,359元
      上衣 3,464元
      鞋 3,200元
      配饰 498元"
    `);
    expect(await text("hejing", find([tiers("钻石")], of("mean", "spend")))).toMatchInlineSnapshot(
      `"钻石：没有符合的客户，算不出平均消费。"`,
    );
    expect(
      await text("linyue", find([{ field: "class", in: ["重要"] }], of("count", "customers"))),
    ).toMatchInlineSnapshot(`"重要客户（近365天消费排名）：3位"`);
  });

  it("names the nearest known word for an unknown one", async () => {
    expect(await text("linyue", find([tiers("铂金卡")]))).toMatchInlineSnapshot(
      `"没找到「铂金卡」，是不是：金卡、银卡？"`,
    );
    expect(await text("boss", find([{ field: "owner", is: "林夕" }]))).toMatchInlineSnapshot(
      `"没找到「林夕」，是不是：林悦？"`,
    );
    expect(await text("linyue", find([{ field: "tag", in: ["爱滑雪"] }]))).toMatchInlineSnapshot(
      `"没找到「爱滑雪」，是不是：爱旅游？"`,
    );
    expect((await ask("boss", find([{ field: "owner", is: "林月" }]))).outcome.result).toMatchObject({ total: 13 });
    expect((await ask("boss", find([{ field: "store", is: "静安" }]))).outcome.result).toMatchObject({ total: 3 });
    expect((await ask("linyue", find([tiers("VIP")]))).outcome.result).toMatchObject({ total: 1 });
    expect((await ask("linyue", find([{ field: "tag", in: ["旅游"] }]))).outcome.result).toMatchObject({ total: 1 });
  });

  it("shows the card in four parts, warnings first", async () => {
    expect(await text("linyue", { kind: "customers.card", who: "张姐" })).toMatchInlineSnapshot(`
      "张丽华（金卡） ⚠ 对羊毛过敏
      【基本】叫张姐 · 女 · 50岁 · 生日农历八月十五（还有12天） · 尾号3456
      金卡 · 2,300积分 · 林悦（徐汇店） · 2025年1月5日登记
      标签：爱旅游
      【消费】今年12,300元（2次） · 累计17,300元（3次） · 客单价5,766.67元 · 常买裙子、大衣
      7月7日 真丝半裙 3,280元
      3月8日 真丝连衣裙 9,020元
      2025年11月11日 羊绒大衣 5,000元
      近365天消费17,300元，再消费32,700元升钻石
      【互动】到店3次 · 上次来7月7日（68天前）
      待跟进：问问婚宴礼服（9月16日）
      【喜好】
      ⚠ 禁忌：对羊毛过敏
      喜好：喜欢真丝
      家里：女儿十月结婚"
    `);
    expect(await text("linyue", { kind: "customers.card", who: "陈总" })).toMatchInlineSnapshot(`
      "陈国栋（钻石）
      【基本】叫陈总 · 男 · 55岁 · 生日9月20日（还有7天） · 尾号1234 · 国栋建材
      钻石 · 12,000积分 · 林悦（徐汇店） · 2024年8月8日登记
      【消费】今年28,000元（1次） · 累计64,000元（2次） · 客单价32,000元 · 常买西装
      5月20日 定制西装两套 28,000元
      2025年10月10日 定制西装 36,000元
      【互动】到店2次 · 上次来5月20日（116天前）
      ⚠ 投诉未了结：西装袖口开线（9月10日）
      【喜好】还没记，聊到了告诉我一声就行"
    `);
    expect(await text("linyue", { kind: "customers.card", who: "赵敏" })).toMatchInlineSnapshot(`
      "赵敏
      【基本】女 · 尾号7788
      还不是会员 · 0积分 · 林悦（徐汇店） · 9月5日登记
      【消费】还没有购买记录
      【互动】到店1次 · 上次来9月5日（8天前）
      【喜好】还没记，聊到了告诉我一声就行"
    `);
  });

  it.each([
    ["张姐", "birthday", "张丽华生日：农历八月十五，今年是9月25日，还有12天，1975年生"],
    ["陈思雨", "birthday", "陈思雨生日：2月29日，下次是2027年2月28日，还有168天，1996年生"],
    ["周婷", "birthday", "周婷生日：农历闰五月初十，下次是2027年6月14日，还有274天，1990年生"],
    ["孙丽", "birthday", "孙丽还没记生日，知道了告诉我，比如「孙丽生日5月3号」"],
    ["张姐", "spend", "张丽华今年花了12,300元，共2次；累计17,300元，共3次"],
    ["李雯", "spend", "李雯今年花了12,000元，共1次；累计12,000元，共1次（已减去退款4,000元）"],
    ["张姐", "upgrade", "张丽华：近365天消费17,300元，再消费32,700元升钻石"],
    ["陈总", "upgrade", "陈国栋：已经是最高的钻石了，近365天消费64,000元"],
    ["赵敏", "upgrade", "赵敏还不是会员，近365天消费0元，登记一下就是普通会员"],
    ["张姐", "last-purchase", "张丽华上次是7月7日买了真丝半裙，3,280元，68天前"],
    ["李雯", "last-visit", "李雯上次来是9月1日（12天前）"],
    ["张姐", "tier", "张丽华：金卡，2,300积分"],
    ["张姐", "owner", "张丽华的专属导购是林悦（徐汇店）"],
    ["张姐", "age", "张丽华50岁"],
    ["欧阳娜娜", "age", "欧阳娜娜25岁"],
    ["张姐", "phone", "张丽华的电话：13811113456"],
    ["王叔", "phone", "王建国的电话：13500004321（客户说过不要打扰）"],
    ["孙丽", "phone", "孙丽没留电话"],
  ])("%s: %s", async (who, part, expected) => {
    expect(await text("linyue", { kind: "customers.card", who, part })).toBe(expected);
  });

  it("briefs at the door in five lines", async () => {
    const brief = async (as: string, who: string) => {
      const answer = await text(as, { kind: "customers.arrive", who });
      expect(answer.split("\n").length).toBeLessThanOrEqual(5);
      return answer;
    };
    expect(await brief("linyue", "3456")).toMatchInlineSnapshot(`
      "张丽华（金卡） ⚠ 对羊毛过敏
      上次：7月7日买了真丝半裙，3,280元，68天前
      可能想看：喜欢真丝；女儿十月结婚
      待跟进：问问婚宴礼服（9月16日）；生日还有12天
      开场：「张姐，好久不见，上次的真丝半裙用着还合心意吗」"
    `);
    expect(await brief("linyue", "陈总")).toMatchInlineSnapshot(`
      "陈国栋（钻石） ⚠ 投诉未了结：西装袖口开线（9月10日）
      上次：5月20日买了定制西装两套，28,000元，116天前
      常买：西装
      生日还有7天
      开场：「陈总，上次的事一直放在心上，先跟您说说处理到哪一步了」"
    `);
    expect(await brief("chenchen", "吴梅")).toMatchInlineSnapshot(`
      "吴梅（普通） ⚠ 父亲八月去世
      还没买过东西，先聊聊需要什么
      开场：「吴姐，您来了，先坐会儿喝口水，慢慢看」"
    `);
    expect(await brief("linyue", "赵敏")).toMatchInlineSnapshot(`
      "赵敏 · 8天没来
      还没买过东西，先聊聊需要什么
      开场：「赵姐，欢迎您来，今天想看点什么」"
    `);
    expect(await brief("linyue", "周婷")).toMatchInlineSnapshot(`
      "周婷（普通） · 14天没来
      上次：8月30日买了棉麻裙，459元，14天前
      常买：裙子
      待跟进：回访棉麻裙穿着感受（前天，已过期）
      开场：「周姐，您来了，上次的棉麻裙用着还合心意吗」"
    `);
  });

  it("leaves an audit note for every person read", async () => {
    const list = await ask("linyue", find([tiers("金卡")]));
    expect(list.outcome.audit?.map((note) => note.customerId)).toEqual([
      null,
      "li-wen-f",
      "ouyang-nana",
      "zhang-lihua",
    ]);
    const phone = await ask("linyue", { kind: "customers.card", who: "张姐", part: "phone" });
    expect(phone.outcome.audit).toEqual([{ action: "customers.card.phone", customerId: "zhang-lihua" }]);
    const door = await ask("linyue", { kind: "customers.arrive", who: "张姐" });
    expect(door.outcome.audit).toEqual([{ action: "customers.arrive", customerId: "zhang-lihua" }]);
  });

  it("registers, once per phone", async () => {
    const create = (more: object): Plan => ({ kind: "customers.create", name: "钱多多", ...more });
    await db.sandbox(async (sandbox) => {
      const made = await withTurn(sandbox, "linyue", {}, (turn) =>
        run(turn, create({ phone: "138 0000 1111", tier: "金卡会员", gender: "female" })),
      );
      expect(made.text).toBe("登记好了：钱多多（金卡，尾号1111），归您名下。发消息之前记得先征得本人同意。");
      const again = await withTurn(sandbox, "linyue", {}, (turn) => run(turn, create({ phone: "13800001111" })));
      expect(again.text).toBe("这个手机号（尾号1111）已经有人用了：钱多多，就在您名下。我没有重复登记。");
      expect(again.outcome.undo).toBeUndefined();
      await withTurn(sandbox, "linyue", {}, async (turn) => {
        expect(await resolveCustomer(turn, "钱多多")).toMatchObject({ kind: "one", customer: { storeId: "xuhui" } });
        expect(await resolveCustomer(turn, "钱朵朵")).toMatchObject({ kind: "one", heard: true });
        const [step] = made.outcome.undo ?? [];
        if (step?.op !== "delete") throw new Error("no way back");
        await turn.tx.customer.deleteMany({ where: step.where });
        expect(await resolveCustomer(turn, "钱多多")).toMatchObject({ kind: "not-found" });
      });
    });
    expect(await text("zhouhang", create({ phone: "13811113456" }))).toBe(
      "这个手机号（尾号3456）已经有人用了：张丽华，是林悦的客户。我没有重复登记。",
    );
    expect(await text("linyue", create({ phone: "12345" }))).toContain("手机号要11位");
    expect(await text("linyue", create({ tier: "铂金" }))).toContain("没找到「铂金」");
    expect(await text("boss", create({}))).toContain("没有绑定门店");
    const twin = await ask("linyue", { kind: "customers.create", name: "王芳" });
    expect(twin.outcome.question).toEqual({ kind: "confirm", what: "王芳" });
    expect(twin.text).toContain("尾号0001、尾号0002");
    expect(await text("linyue", { kind: "customers.create", name: "王芳", confirmed: true })).toContain(
      "登记好了：王芳",
    );
  });

  it("corrects with the old value told and a way back", async () => {
    const change = async (field: string, value: string, who = "张姐") => {
      return db.sandbox(async (sandbox) =>
        withTurn(sandbox, "linyue", {}, async (turn) => {
          const before = await turn.tx.customer.findUniqueOrThrow({ where: { id: "zhang-lihua" } });
          const answer = await run(turn, { kind: "customers.update", who, field, value });
          for (const step of answer.outcome.undo ?? []) {
            if (step.op !== "restore") continue;
            const data = Object.fromEntries(
              Object.entries(JSON.parse(JSON.stringify(step.before)) as Record<string, unknown>).map(([key, old]) => [
                key,
                old !== null && typeof old === "object" && "$bytes" in old
                  ? Uint8Array.from(Buffer.from(String(old.$bytes), "base64"))
                  : old,
              ]),
            );
            await turn.tx.customer.updateMany({ where: step.where, data });
            const after = await turn.tx.customer.findUniqueOrThrow({ where: { id: "zhang-lihua" } });
            expect({ ...after, updatedAt: null }).toEqual({ ...before, updatedAt: null });
          }
          return answer.text;
        }),
      );
    };
    expect(await change("phone", "13700003333")).toBe("改好了：张丽华 手机号改成137****3333（原来是138****3456）");
    expect(await change("phone", "13811113456")).toBe("张丽华的手机号本来就是138****3456，不用改。");
    expect(await change("phone", "13922220001")).toContain("已经有人用了：王芳，就在您名下");
    expect(await change("phone", "123")).toContain("手机号要11位");
    expect(await change("tier", "钻石卡")).toBe("改好了：张丽华 会员等级改成钻石（原来是金卡）");
    expect(await change("gender", "男的")).toBe("改好了：张丽华 性别改成男（原来是女）");
    expect(await change("name", "张莉华")).toBe("改好了：张丽华 姓名改成张莉华（原来是张丽华）");
    expect(await change("address", "华山路1号")).toBe("改好了：张丽华 地址改成华山路1号");
    expect(await change("company", "国栋建材", "陈总")).toBe("陈国栋的公司本来就是国栋建材，不用改。");
    expect(await change("alias", "华姐")).toBe("改好了：张丽华 以后也叫华姐");
    expect(await change("alias", "张姐")).toBe("张丽华的称呼本来就是张姐，不用改。");
  });
});

describe("rules", () => {
  it.each([
    ["138 0000-1111", "13800001111"],
    ["+8613800001111", "13800001111"],
    ["１３８００００１１１１", "13800001111"],
    ["12800001111", null],
    ["1380000111", null],
  ])("phone %s", (said, phone) => expect(phoneOf(said)).toBe(phone));
  it("masks", () => expect(masked("13811113456")).toBe("138****3456"));
  it("knows the way up", () => {
    const ladder = [
      { name: "普通", thresholdFen: 0 },
      { name: "金卡", thresholdFen: 100 },
    ];
    expect(upgradeGap("普通", 40, ladder)).toEqual({ kind: "to-next", next: "金卡", missingFen: 60, spentFen: 40 });
    expect(upgradeGap("金卡", 40, ladder)).toEqual({ kind: "top", spentFen: 40 });
    expect(upgradeGap(null, 40, ladder)).toMatchObject({ next: "普通" });
  });
});
