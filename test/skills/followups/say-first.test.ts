import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type SayFirst, sayFirst } from "../../../src/skills/followups/say-first.ts";

const wang: SayFirst = {
  kind: "follow_up",
  text: "问问婚礼裙装定了没有",
  ruleKey: null,
  name: "王美琴",
  gender: "female",
  alias: null,
  noSister: false,
  item: "真丝裙",
  doNotDisturb: false,
  complains: false,
  grieves: false,
};

describe("words to begin with", () => {
  test("of the kind of thing it is: ready, come, to try on, promised, asked by a rule", () => {
    const say = (more: Partial<SayFirst>) => sayFirst({ ...wang, ...more });
    expect(say({})).toBe("王姐，最近怎么样？上次的真丝裙用着还合心意吗？");
    expect(say({ item: null })).toBe("王姐，最近还好吗？有什么想看的随时跟我说。");
    expect(say({ text: "羊绒大衣保养好了，请她来取" })).toBe("王姐，您的东西好了，哪天方便过来取？");
    expect(say({ text: "旗袍到货，约她来试" })).toBe("王姐，您惦记的到店了，哪天方便来看看？");
    expect(say({ kind: "promise", text: "留一件M码" })).toBe("王姐，上次答应您的事我记着呢，这就跟您说一声。");
    expect(say({ ruleKey: "lead:c1" })).toContain("加上您啦");
    expect(say({ ruleKey: "first-purchase:c1" })).toBe("王姐，真丝裙用着还合适吗？有哪里不舒服，尽管跟我说。");
    expect(say({ ruleKey: "review:c1:2026-09-01" })).toContain("要改进");
  });

  test("called as she is called, never 姐 where she minds it", () => {
    expect(sayFirst({ ...wang, alias: "琴姐" })).toMatch(/^琴姐，/u);
    expect(sayFirst({ ...wang, alias: "琴姐", noSister: true })).toMatch(/^王女士，/u);
    expect(sayFirst({ ...wang, gender: "male" })).toMatch(/^王先生，/u);
    expect(sayFirst({ ...wang, gender: "unknown" })).toMatch(/^王美琴，/u);
  });

  test("whatever it is about: nothing to who wants nothing, nothing cheerful in grief, and never a colleague's words", () => {
    const notes = fc.stringMatching(/^[一-龥]{4,20}$/u).map((words) => `【${words}】`);
    const about = fc.record({
      kind: fc.constantFrom("follow_up" as const, "promise" as const),
      text: notes,
      ruleKey: fc.option(fc.constantFrom("touch:a:b", "review:a:b", "lead:a", "progress:a:1", "gift:a"), { nil: null }),
      item: fc.option(fc.constantFrom("真丝裙", "大衣"), { nil: null }),
      doNotDisturb: fc.boolean(),
      complains: fc.boolean(),
      grieves: fc.boolean(),
    });
    fc.assert(
      fc.property(about, (more) => {
        const said = sayFirst({ ...wang, ...more });
        if (more.doNotDisturb) return said === null;
        return said !== null && !said.includes(more.text) && !(more.grieves && /[！!]|合心意|惦记/u.test(said));
      }),
    );
  });
});
