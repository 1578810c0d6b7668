// 「王芳」有2位，是哪一位？ is answered as people answer people.
import { describe, expect, it } from "vitest";
import { readAnswer } from "../../src/conversation/pending.ts";
import type { CustomerRef, Plan } from "../../src/skill.ts";

const told = (id: string, more: object) => ({ id, name: "王芳", ownerId: "a", storeId: "s", ...more }) as CustomerRef;
const candidates = [
  told("one", { tier: "银卡", phoneTail: "8821", ownerName: "林悦" }),
  told("two", { tier: "普通", phoneTail: "1027", ownerName: "林悦" }),
];
const answer = (text: string, of = candidates) => {
  const plans: Plan[] = [{ kind: "customers.card", who: "王芳" }];
  const given = readAnswer(
    { id: "q", question: { kind: "choose-customer", said: "王芳", candidates: of }, plans },
    text,
    [],
  );
  return given.kind === "plans" ? given.plans[0]?.who : given.kind;
};

describe("which one of two", () => {
  it.each(["1", "第一个", "是第一个", "就第一个吧", "选1", "1号那个", "上面那个", "上面的", "最上面那个", "前面那位"])(
    "%s is the first",
    (text) => expect(answer(text)).toBe("#id:one"),
  );
  it.each(["尾号8821那个", "8821那个", "尾号8821的", "银卡那位", "是银卡的那个", "银卡的", "银卡会员那位"])(
    "%s has a mark of the first",
    (text) => expect(answer(text)).toBe("#id:one"),
  );
  it.each(["第二个", "下面那个", "最后一个", "后面那位", "1027那位", "普通那个"])("%s is the second", (text) =>
    expect(answer(text)).toBe("#id:two"),
  );
  it.each(["王芳那位", "林悦的", "那个", "银卡客户", "上面那个先放着回头再说吧你看好不好", "金卡那位"])(
    "%s says neither",
    (text) => expect(answer(text)).toBe("none"),
  );
  it("has no third, and no upper one of three", () => {
    expect(answer("第三个")).toBe("beyond");
    const three = [...candidates, told("three", { tier: "金卡", phoneTail: "2222", ownerName: "陈晨" })];
    expect(answer("上面那个", three)).toBe("none");
    expect(answer("最下面那个", three)).toBe("#id:three");
    expect(answer("陈晨的那个", three)).toBe("#id:three");
  });
});
