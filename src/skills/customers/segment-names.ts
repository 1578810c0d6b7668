// What the segments of customers are called: the groups of RFM, the stages, the crowds. Questions and the nightly
// computation share these words; what puts somebody into one is in skills/segments. Pure.

/** The eleven groups of RFM, best first. */
export const RFM_GROUPS = [
  "冠军",
  "忠诚",
  "潜在忠诚",
  "新客",
  "有希望",
  "需关注",
  "即将沉睡",
  "有流失风险",
  "不能失去",
  "沉睡",
  "流失",
] as const;
export type RfmGroup = (typeof RFM_GROUPS)[number];

/** Those whom 流失预警 means: they were worth much and have not bought for long. */
export const AT_RISK: readonly RfmGroup[] = ["有流失风险", "不能失去"];

/** Stages of a customer's life with the shop. */
export const STAGES = ["认知", "兴趣", "考虑", "购买", "忠诚"] as const;
export type Stage = (typeof STAGES)[number];
export interface Crowd {
  code: string;
  name: string;
  /** What it means here, in one line. */
  means: string;
  /** Null when it can be computed; else why it cannot. */
  unknown: string | null;
  /** The name alone does not settle what it means; this reading is ours. */
  inferred?: boolean;
}

/** Crowds by what they bought and when. Windows are days that end today, today included. */
export const CROWDS: readonly Crowd[] = [
  { code: "H01", name: "大促高潜", means: "大促期间的重要或主要客户，180天内来过，本次大促还没下单", unknown: null },
  { code: "H02", name: "大促偏好", means: "近一年大促期间下过2单以上，且占她消费的一半以上", unknown: null },
  { code: "H03", name: "店铺高价值", means: "重要客户，或RFM的冠军", unknown: null },
  {
    code: "H04",
    name: "广告敏感",
    means: "90天内点过广告并有收藏、加购或购买",
    unknown: "店里没有广告点击记录，这群人算不出来",
  },
  { code: "H05", name: "店铺会员", means: "达到第一档付费等级以上、没退会的会员", unknown: null },
  {
    code: "H06",
    name: "看上没买",
    means: "30天内记过看上的、想要的，之后还没买（收藏未支付的门店口径）",
    unknown: null,
  },
  { code: "H07", name: "学生", means: "职业记为学生，或有「学生」标签", unknown: null },
  {
    code: "H08",
    name: "折扣偏好",
    means: "半年内常买折扣商品",
    unknown: "订单里没有原价，看不出哪件是折扣买的，这群人算不出来",
  },
  { code: "H09", name: "留货未买", means: "30天内请我们留过、订过，之后还没买（加购未支付的门店口径）", unknown: null },
  { code: "H10", name: "近一年有成交", means: "360天内买过", unknown: null },
  { code: "H11", name: "近一年无成交", means: "360天内没买过", unknown: null, inferred: true },
];
