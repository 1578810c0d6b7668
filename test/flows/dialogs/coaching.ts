// What to say at the counter, fitted to whoever is on show.
import { expect } from "vitest";
import { person, rows } from "./facts.ts";
import { dialog } from "./shop.ts";

export const coaching = [
  dialog("too dear: first for anybody, then for her who is on show", "linyue", async (say, sql) => {
    const atFirst = await rows(sql);
    const anybody = await say("客户嫌贵怎么回");
    expect(anybody).toMatch(/^客户嫌贵\n· 价值拆分/u);
    expect(anybody).toContain("「我理解您的感受，");
    expect(anybody).not.toContain("张丽华");
    await say("3456");
    const hers = (await say("客户嫌贵怎么回")).split("\n");
    expect(hers.length).toBeLessThanOrEqual(8);
    expect(hers).toContain("「您喜欢雾霾蓝、墨绿，这件正好是，我拿出来您先上身，不合适咱们再换。」");
    expect(hers.at(-1)).toBe("张丽华：⚠ 羊毛过敏，贴身起疹子；喜欢雾霾蓝、墨绿");
    expect(await rows(sql)).toEqual(atFirst);
  }),

  dialog("by name; a tag and a wish choose the lines", "linyue", async (say) => {
    await say("给张姐打标签 技术型");
    expect(await say("张姐这种不同客户怎么讲")).not.toContain("决策人");
    expect(await say("不同客户怎么讲")).toContain("技术型：「成分、克重和洗护");
    await say("张姐投诉说裙子开线了");
    expect((await say("张姐嫌贵怎么回")).split("\n").at(-1)).toContain("投诉还没办完，先关心，别推销");
  }),

  dialog("the list; what is not in it; another's customer is nobody's secret", "linyue", async (say, sql) => {
    const topics = await say("有什么话术");
    for (const title of ["客户嫌贵", "进门招呼", "加微信", "推荐会员卡", "客户投诉", "接待流程"])
      expect(topics).toContain(title);
    const [other] = await sql<{ name: string }>`SELECT name FROM customer c WHERE owner_id <> 'linyue'
      AND NOT EXISTS (SELECT 1 FROM customer d WHERE d.name = c.name AND d.id <> c.id) ORDER BY id LIMIT 1`;
    expect(await say(`${other!.name}嫌贵怎么回`)).toContain(`没找到「${other!.name}」`);
    expect((await person(sql, "张丽华", "3456")).quiet).toBe(false);
  }),
];
