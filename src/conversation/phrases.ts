// Words of the talk itself: take back, yes, no, which one.
import type { Phrases } from "../understanding/parser/grammar.ts";

export const phrases: Phrases = {
  words: {
    undo: ["撤销", "撤回", "撤消", "取消刚才的", "刚才的不算", "不算", "撤", "回退", "反悔", "刚才的取消", "取消上一步", "undo", "刚才那条不要了", "删掉刚才的", "刚才的删掉", "恢复刚才的"],
    yes: ["是", "是的", "对", "对的", "确认", "确定", "好", "好的", "行", "可以", "嗯", "ok", "yes", "没错", "是啊", "同意", "要", "对对", "对啊", "嗯嗯", "没问题"],
    no: ["不是", "不", "不要", "不用", "不用了", "算了", "否", "no", "别", "取消", "不对", "都不是", "没有", "不了"],
  },
  phrases: [
    { say: ["@undo ?(上一条|上一个|上一步|刚才的|那条)"], make: () => ({ kind: "talk.undo" }), cost: 0.5 },
    { say: ["@yes"], make: () => ({ kind: "talk.yes" }), cost: 0.85 },
    { say: ["@no"], make: () => ({ kind: "talk.no" }), cost: 0.85 },
  ],
};
