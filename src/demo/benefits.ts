// What the demo shop really gives; drafts may quote these words and no others.
import type { Rows } from "../cli/import/tables.ts";

type DemoBenefit = Omit<Rows["benefit"], "id" | "tiers"> & { tiers: string[] };

export const benefits: readonly DemoBenefit[] = [
  {
    key: "birthday-gift",
    kind: "gift",
    text: "生日礼一份（真丝发圈礼盒），生日当月到店领取",
    occasion: "birthday",
    tiers: ["银卡", "金卡", "钻石"],
  },
  { key: "birthday-points", kind: "points", text: "生日当月消费双倍积分", occasion: "birthday", tiers: [] },
  { key: "regular-90", kind: "discount", text: "正价商品9折", occasion: null, tiers: ["银卡", "金卡", "钻石"] },
  { key: "repurchase-5", kind: "coupon", text: "5元复购券", occasion: "thanks", tiers: [] },
  { key: "no-threshold-20", kind: "coupon", text: "20元无门槛券", occasion: "winback", tiers: [] },
  { key: "points-exchange", kind: "points", text: "积分可兑换礼品", occasion: null, tiers: [] },
  { key: "new-first", kind: "service", text: "新品到店优先体验", occasion: null, tiers: ["钻石"] },
  { key: "own-adviser", kind: "service", text: "专属顾问一对一搭配", occasion: null, tiers: ["钻石"] },
];
