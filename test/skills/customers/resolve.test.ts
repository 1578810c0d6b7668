// Who is meant: tables over the cast, under row security.
import { beforeAll, describe, expect, it } from "vitest";
import type { Db } from "../../../src/db/db.ts";
import { namesIn } from "../../../src/skills/customers/lexicon.ts";
import { misheard, oneSlip, pinyinOf, titledName } from "../../../src/skills/customers/names.ts";
import { resolveCustomer, resolveMany } from "../../../src/skills/customers/resolve.ts";
import { readSaid } from "../../../src/skills/customers/said.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

describe("words for a person", () => {
  it.each([
    ["她", { kind: "focus" }],
    ["ta", { kind: "focus" }],
    ["刚才那个", { kind: "focus" }],
    ["刚才那位", { kind: "focus" }],
    ["这位客户", { kind: "focus" }],
    ["她们", { kind: "shown", first: null }],
    ["这几个", { kind: "shown", first: null }],
    ["前三个", { kind: "shown", first: 3 }],
    ["第二个", { kind: "ordinal", position: 2 }],
    ["第2位", { kind: "ordinal", position: 2 }],
    ["第十二个", { kind: "ordinal", position: 12 }],
    ["2", { kind: "ordinal", position: 2 }],
    ["２", { kind: "ordinal", position: 2 }],
    ["最后一个", { kind: "ordinal", position: -1 }],
    ["3456", { kind: "tail", tail: "3456", name: null }],
    ["尾号3456", { kind: "tail", tail: "3456", name: null }],
    ["手机尾号是3456的客户", { kind: "tail", tail: "3456", name: null }],
    ["张伟3456", { kind: "tail", tail: "3456", name: "张伟" }],
    ["尾号3456的张姐", { kind: "tail", tail: "3456", name: "张姐" }],
    ["138 1111 3456", { kind: "phone", digits: "13811113456" }],
    ["+86 138-1111-3456", { kind: "phone", digits: "13811113456" }],
    ["#id:zhang-lihua", { kind: "id", id: "zhang-lihua" }],
    ["张姐的", { kind: "name", name: "张姐" }],
    ["  ", { kind: "nothing" }],
    ["都兰", { kind: "name", name: "都兰" }],
  ])("%s", (said, read) => expect(readSaid(said)).toEqual(read));

  it.each([
    ["单雄信", "shan xiong xin"],
    ["吕布", "lv bu"],
    ["Lily王", "lily wang"],
    ["王 芳", "wang fang"],
    ["😀", ""],
  ])("%s sounds like %s", (name, sounds) => expect(pinyinOf(name)).toBe(sounds));

  it("a title is no name", () => {
    expect(titledName("王太太")).toEqual({ surname: "王", hint: { gender: "female", age: null } });
    expect(titledName("欧阳老师")?.surname).toBe("欧阳");
    expect(titledName("小红")).toBeNull();
    expect(titledName("思雨")).toBeNull();
    expect(misheard("lin yue")).toContain("ling yue");
    expect(oneSlip("陈思语", "陈思雨")).toBe(true);
    expect(oneSlip("王芳", "王芳国栋")).toBe(false);
  });
});

describeOnOneEngine("resolveCustomer", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
  });
  const shown = { customers: ["chen-siyu", "sun-li", "zhao-min"], focus: "chen-siyu" };
  const read = (as: string, said: string, options: { shown?: object; fallbackFocus?: boolean } = {}) =>
    withTurn(db, as, { shown: { ...shown, ...options.shown } }, async (turn) => {
      const found = await resolveCustomer(turn, said, options);
      if (found.kind === "one") return found.customer.id + (found.heard ? " heard" : "");
      if (found.kind === "ambiguous") return found.candidates.map((one) => one.id).sort();
      return { nearest: found.nearest };
    });

  it.each([
    // exact, alias
    ["linyue", "张丽华", "zhang-lihua"],
    ["linyue", "张姐", "zhang-lihua"],
    ["linyue", "王芳", ["wang-fang-older", "wang-fang-younger"]],
    ["linyue", "李雯", "li-wen-f"],
    ["linyue", "李文", "li-wen-m"],
    ["linyue", "王芳女士", ["wang-fang-older", "wang-fang-younger"]],
    // surname and title
    ["linyue", "王叔", "wang-jianguo"],
    ["linyue", "陈总", "chen-guodong"],
    ["linyue", "陈小姐", "chen-siyu"],
    ["linyue", "陈先生", "chen-guodong"],
    ["linyue", "李女士", "li-wen-f"],
    ["linyue", "李总", ["li-wen-f", "li-wen-m"]],
    ["linyue", "小张", "zhang-lihua"],
    ["linyue", "老王", ["wang-fang-older", "wang-jianguo"]],
    ["linyue", "王太太", ["wang-fang-older", "wang-fang-younger"]],
    ["linyue", "刘姐", "liu-yang"],
    ["linyue", "孙先生", ["sun-li"]],
    ["linyue", "欧阳小姐", "ouyang-nana"],
    // given name
    ["linyue", "思雨", "chen-siyu"],
    ["linyue", "国栋", "chen-guodong"],
    ["linyue", "娜娜", "ouyang-nana"],
    ["chenchen", "小红", "lin-xiaohong"],
    // sound and slip
    ["linyue", "李纹", ["li-wen-f", "li-wen-m"]],
    ["linyue", "陈思语", "chen-siyu heard"],
    ["linyue", "思宇", "chen-siyu heard"],
    ["linyue", "章姐", "zhang-lihua heard"],
    ["linyue", "陈诗雨", "chen-siyu heard"],
    ["linyue", "王建军", "wang-jianguo heard"],
    ["linyue", "欧阳娜", "ouyang-nana heard"],
    ["linyue", "王萍", { nearest: ["王芳", "王建国"] }],
    ["linyue", "司马懿", { nearest: [] }],
    // numbers
    ["linyue", "3456", "zhang-lihua"],
    ["chenchen", "3456", "zhang-wei"],
    ["zhouhang", "3456", ["zhang-lihua", "zhang-wei"]],
    ["zhouhang", "张伟3456", "zhang-wei"],
    ["linyue", "7788", ["li-wen-f", "zhao-min"]],
    ["linyue", "13866667788", "li-wen-f"],
    ["linyue", "0000", { nearest: [] }],
    // what is on show
    ["linyue", "她", "chen-siyu"],
    ["linyue", "第二个", "sun-li"],
    ["linyue", "3", "zhao-min"],
    ["linyue", "最后一位", "zhao-min"],
    ["linyue", "第九个", { nearest: [] }],
    ["linyue", "#id:sun-li", "sun-li"],
    // scope
    ["linyue", "张伟", { nearest: ["张丽华"] }],
    ["linyue", "#id:zhang-wei", { nearest: [] }],
    ["linyue", "13999993456", { nearest: [] }],
    ["zhouhang", "张姐", ["zhang-li", "zhang-lihua"]],
    ["zhouhang", "徐静", { nearest: [] }],
    ["boss", "徐静", "xu-jing"],
    // nothing that could break a query
    ["linyue", "%", { nearest: [] }],
    ["linyue", "_'; drop table customer", { nearest: [] }],
    ["linyue", "", { nearest: [] }],
  ])("%s says %s", async (as, said, expected) => {
    expect(await read(as, said)).toEqual(expected);
  });

  it("falls back to the one spoken of, and asks when several are on show", async () => {
    expect(await read("linyue", "", { fallbackFocus: true })).toBe("chen-siyu");
    expect(await read("linyue", "她", { shown: { focus: null, customers: ["sun-li"] } })).toBe("sun-li");
    expect(await read("linyue", "她", { shown: { focus: null } })).toEqual(["chen-siyu", "sun-li", "zhao-min"]);
    expect(await read("linyue", "她", { shown: { focus: "zhang-wei", customers: [] } })).toEqual({ nearest: [] });
  });

  it("resolves several", async () => {
    const many = (said: string) =>
      withTurn(db, "linyue", { shown }, async (turn) => {
        const found = await resolveMany(turn, said);
        return found.kind === "many" ? found.customers.map((one) => one.id) : found.kind;
      });
    expect(await many("她们")).toEqual(["chen-siyu", "sun-li", "zhao-min"]);
    expect(await many("前两个")).toEqual(["chen-siyu", "sun-li"]);
    expect(await many("张姐和陈总")).toEqual(["zhang-lihua", "chen-guodong"]);
    expect(await many("第一个、第三个")).toEqual(["chen-siyu", "zhao-min"]);
    expect(await many("张姐和王芳")).toBe("ambiguous");
  });

  it("tells namesakes apart", async () => {
    await withTurn(db, "zhouhang", {}, async (turn) => {
      const found = await resolveCustomer(turn, "张姐");
      expect(found).toMatchObject({
        kind: "ambiguous",
        candidates: [
          { name: "张丽", phoneTail: "0000", tier: "银卡", ownerName: "陈晨" },
          { name: "张丽华", phoneTail: "3456", tier: "金卡", ownerName: "林悦" },
        ],
      });
    });
  });

  it("knows the names in a sentence", async () => {
    const names = (as: string, text: string) => withTurn(db, as, {}, (turn) => namesIn(turn.tx, text));
    expect(await names("linyue", "今天张姐和欧阳娜娜来了，张伟没来")).toEqual(["张姐", "欧阳娜娜"]);
    expect(await names("chenchen", "今天张姐和欧阳娜娜来了，张伟没来")).toEqual(["张姐", "张伟"]);
    expect(await names("linyue", "")).toEqual([]);
    expect(await names("linyue", `${"好".repeat(400)}张姐`)).toEqual([]);
  });
});
