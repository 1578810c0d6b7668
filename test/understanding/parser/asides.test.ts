// Which clauses are beside the point.
import { describe, expect, it } from "vitest";
import { readAsides } from "../../../src/understanding/parser/asides.ts";
import { normalise } from "../../../src/understanding/parser/normalise.ts";

function asides(text: string): string[] {
  const normal = normalise(text);
  return readAsides(normal).map(({ start, end }) => normal.slice(start, end));
}

describe("asides", () => {
  it.each([
    ["张姐积分多少 在线等", ["在线等"]],
    ["差点忘了说，张姐生日5月6号", ["差点忘了说"]],
    ["张姐想要红色大衣 先记着", ["先记着"]],
    ["老板在催，这个月卖了多少", ["老板在催"]],
    ["张姐对羊绒过敏 这个很重要 别记错了", ["这个很重要", "别记错了"]],
    ["问个事 客户多少个", ["问个事"]],
  ])("%s", (text, found) => {
    expect(asides(text)).toEqual(found);
  });
  it.each([
    ["第一条 好了"],
    ["张姐 来了"],
    ["张姐 回我了"],
    ["给张姐发消息 新款到了"],
    ["张姐的跟进 算了"],
    ["张姐生日5月6号 没听清"],
    ["客人在等我们回话"],
    ["在线等"],
    ["给金卡群发：新款到了，快点来"],
    ["张姐投诉裙子开线 很急"],
  ])("none in %s", (text) => {
    expect(asides(text)).toEqual([]);
  });
});
