// How people ask for figures: each colleague, how often, on average, and who wants to know. Lists made from their parts.

/** 每个导购手上, 每人名下 … */
export const EACH_OWNER = [
  "每个导购",
  "每位导购",
  "各导购",
  "各个导购",
  "每个人",
  "每人",
  "各人",
  "每个同事",
  "每位同事",
  "每个店员",
  "每个员工",
  "每个伙伴",
  "每位店员",
  "大家",
]
  .flatMap((who) =>
    ["手上", "手里", "名下", "手头", "手底下", "头上", "那边", "那里", "各自"].map((where) => who + where),
  )
  .join("|");
/** 平均一个客户花多少 … */
export const MEAN_EACH = ["一个", "每个", "每位", "一位", "每"]
  .flatMap((one) => ["客户", "客人", "会员", "顾客"].map((who) => one + who))
  .flatMap((each) => [`平均${each}`, `${each}平均`, `平均下来${each}`])
  .flatMap((each) => ["花", "花了", "消费", "消费了", "买", "买了", "能花", "贡献"].map((verb) => each + verb))
  .join("|");
/** 导购手里各有几个: each of them, said after. */
export const OWNERS_EACH = ["导购", "同事", "店员", "伙伴"]
  .flatMap((who) => ["", "手上", "手里", "名下", "手头", "手底下", "那边", "那里"].map((where) => who + where))
  .flatMap((who) => ["各", "各自", "分别", "每人", "一人"].map((each) => who + each))
  .join("|");
/** 最近一次到店, 上次到店的日子: when it was last, as a column. */
export const LAST_TIMES = (verbs: string) =>
  ["最近一次", "上一次", "最后一次", "上次", "最近", "最后", "上回", "最近一回"]
    .flatMap((last) =>
      verbs
        .split(" ")
        .flatMap((verb) => [
          ...["时间", "日期", "日子", "的时间", "的日期", "的日子"].map((when) => last + verb + when),
          ...(last.endsWith("一次") && verb.length > 1 ? [last + verb] : []),
        ]),
    )
    .join("|");
/** 多少天来一趟, 隔几个月回来一次 … */
export const OFTEN = (verbs: string) =>
  ["多久", "几天", "多少天", "多长时间", "几个月", "多少日子", "几周", "几个礼拜"]
    .flatMap((long) => ["", "隔"].map((apart) => apart + long))
    .flatMap((long) => ["", "会", "才", "能", "再", "就"].map((soft) => long + soft))
    .flatMap((long) => verbs.split(" ").flatMap((verb) => ["一次", "一趟", "一回"].map((times) => long + verb + times)))
    .join("|");
/** 平均每人买几单, 一个人平均来几趟 … */
export const EACH_MEAN = (verbs: string, units: string) =>
  [
    "人均",
    "平均",
    "平均每人",
    "每人平均",
    "平均每个人",
    "每个人平均",
    "一个人平均",
    "平均一个人",
    "平均一人",
    "平均每位",
    "平均下来",
    "每位平均",
    "平均下来每人",
    "平均一年",
  ]
    .flatMap((mean) =>
      verbs
        .split(" ")
        .flatMap((verb) => ["几", "多少"].flatMap((many) => units.split(" ").map((unit) => mean + verb + many + unit))),
    )
    .join("|");
/** 老板问现在多少会员, 开会要用 各店金卡数: who wants to know, said first. */
export const REMARKS = [
  ..."老板 店长 领导 总部 财务 区域 经理 公司 上面 督导 老大 区经"
    .split(" ")
    .flatMap((who) =>
      "问 要 要看 想看 想知道 让报 让查 催 问起 要求 要我报 让我查 让我报 让我统计 要个 要一份 在问"
        .split(" ")
        .map((verb) => who + verb),
    ),
  ..."要 想 准备 打算 我想 我要 下周要 周末要 店里要"
    .split(" ")
    .flatMap((want) =>
      "做沙龙 办沙龙 搞沙龙 做活动 搞活动 办活动 送券 发券 送礼 开品鉴会 做促销 办会员日 做会员日 做回访 做邀约 做新品会 开新品会"
        .split(" ")
        .map((deed) => want + deed),
    ),
  ..."开会要用 开会用 要开会 做报表用 报表要用 写周报 做周报 填表用 写总结用 复盘用 周会要 月会要 例会要 早会要".split(
    " ",
  ),
].join("|");
