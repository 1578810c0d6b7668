// The words of dates and times: parts of the day, relative days, festivals and their nicknames, and words that only
// look like dates. Adding a word is one line here; it holds no logic.

export interface DayPart {
  /** Hours since midnight; beyond 24 is the next day. */
  readonly from: number;
  readonly to: number;
  /** How 3点 is read after it: as said, in the afternoon, at night (1点 is tomorrow's), or around noon. */
  readonly clock: "morning" | "afternoon" | "night" | "small" | "noon";
}

const SMALL: DayPart = { from: 0, to: 6, clock: "small" };
const DAWN: DayPart = { from: 5, to: 8, clock: "morning" };
const MORNING: DayPart = { from: 6, to: 12, clock: "morning" };
const FORENOON: DayPart = { from: 8, to: 12, clock: "morning" };
const NOON: DayPart = { from: 11, to: 14, clock: "noon" };
const AFTERNOON: DayPart = { from: 12, to: 18, clock: "afternoon" };
const DUSK: DayPart = { from: 17, to: 19, clock: "afternoon" };
const EVENING: DayPart = { from: 18, to: 24, clock: "night" };
const DEEP_NIGHT: DayPart = { from: 22, to: 24, clock: "night" };

export const DAY_PARTS: Readonly<Record<string, DayPart>> = {
  凌晨: SMALL,
  半夜: SMALL,
  清晨: DAWN,
  清早: DAWN,
  大清早: DAWN,
  一大早: DAWN,
  一早: DAWN,
  早晨: MORNING,
  早上: MORNING,
  早间: MORNING,
  晨间: MORNING,
  上午: FORENOON,
  午前: FORENOON,
  中午: NOON,
  正午: NOON,
  午间: NOON,
  下午: AFTERNOON,
  午后: AFTERNOON,
  后晌: AFTERNOON,
  傍晚: DUSK,
  黄昏: DUSK,
  晚上: EVENING,
  晚间: EVENING,
  夜间: EVENING,
  夜里: EVENING,
  入夜: EVENING,
  深夜: DEEP_NIGHT,
  午夜: DEEP_NIGHT,
};

/** Only after a day: 周五晚, 25日早. */
export const SHORT_DAY_PARTS: Readonly<Record<string, DayPart>> = {
  早: MORNING,
  晨: MORNING,
  晚: EVENING,
  夜: EVENING,
  午: NOON,
};

/** After 早 or 晚 these make another word. */
export const AFTER_SHORT_PART_NOT = "点会班餐饭安茶些就已场市宴装霜晚早期先于";

/** After a part of the day these make a greeting or a meal. */
export const AFTER_PART_NOT = "好茶安";

/** Day relative to today. */
export const RELATIVE_DAYS: Readonly<Record<string, number>> = {
  今天: 0,
  今儿: 0,
  今儿个: 0,
  今个儿: 0,
  今日: 0,
  本日: 0,
  当天: 0,
  明天: 1,
  明儿: 1,
  明儿个: 1,
  明日: 1,
  后天: 2,
  后儿: 2,
  后日: 2,
  大后天: 3,
  大后日: 3,
  大后儿: 3,
  大大后天: 4,
  昨天: -1,
  昨儿: -1,
  昨儿个: -1,
  昨日: -1,
  前天: -2,
  前儿: -2,
  前儿个: -2,
  前日: -2,
  大前天: -3,
  大前日: -3,
  大前儿: -3,
  大大前天: -4,
};

/** Before a time of day these say that it is today's: 等会儿三点. */
export const SOON_TODAY =
  "等会儿 等会 待会儿 待会 一会儿 一会 等下 等一会儿 过会儿 过一会儿 过会 晚点 晚些 回头 稍后".split(" ");

/** Days said together: the first and the last, relative to today. */
export const RELATIVE_DAY_RUNS: Readonly<Record<string, readonly [first: number, last: number]>> = {
  今明: [0, 1],
  今明天: [0, 1],
  今明两天: [0, 1],
  今明两日: [0, 1],
  今天明天: [0, 1],
  今明后三天: [0, 2],
  明后天: [1, 2],
  明后: [1, 2],
  明后两天: [1, 2],
  明天后天: [1, 2],
  昨今两天: [-1, 0],
  昨前天: [-2, -1],
  前昨两天: [-2, -1],
  昨天前天: [-2, -1],
};

/** Day and part in one word. */
export const RELATIVE_DAY_PARTS: Readonly<Record<string, readonly [number, DayPart]>> = {
  今早: [0, MORNING],
  今晨: [0, MORNING],
  今晚: [0, EVENING],
  今夜: [0, EVENING],
  今午: [0, NOON],
  当晚: [0, EVENING],
  明早: [1, MORNING],
  明晨: [1, MORNING],
  明晚: [1, EVENING],
  明夜: [1, EVENING],
  昨晚: [-1, EVENING],
  昨夜: [-1, EVENING],
  昨早: [-1, MORNING],
  前晚: [-2, EVENING],
  后晚: [2, EVENING],
};

export const RELATIVE_YEARS: Readonly<Record<string, number>> = {
  今年: 0,
  本年: 0,
  本年度: 0,
  当年: 0,
  这一年: 0,
  年内: 0,
  这年: 0,
  今年度: 0,
  去年: -1,
  上年: -1,
  上一年: -1,
  上年度: -1,
  去年度: -1,
  前年: -2,
  大前年: -3,
  明年: 1,
  来年: 1,
  下年: 1,
  下一年: 1,
  明年度: 1,
  后年: 2,
  大后年: 3,
};

/** Before 周, 月, 季度 and the like. */
export const RELATIVE_PERIODS: Readonly<Record<string, number>> = {
  上上上: -3,
  上上: -2,
  上: -1,
  上一: -1,
  本: 0,
  这: 0,
  这一: 0,
  当: 0,
  今: 0,
  此: 0,
  下: 1,
  下一: 1,
  下下: 2,
  下下下: 3,
  次: 1,
};

/** A verb or noun ends here, so that 上 and 下 do not begin a period: 晚上周五, 马上月底. */
export const BEFORE_PERIOD_NOT = "晚早马以线网身楼车床船加";

/** 现在 and its kin. */
export const NOW_WORDS = [
  "现在",
  "此时",
  "此刻",
  "当前",
  "目前",
  "眼下",
  "这会儿",
  "这会",
  "今",
  "此时此刻",
  "现在为止",
] as const;

export interface FestivalWord {
  readonly name: string;
  /** Numbers and common words: a festival only beside a year or a word from `FESTIVAL_CONTEXT`. */
  readonly shy?: boolean;
  /** 五一, 十一: a festival unless something is counted. */
  readonly mild?: boolean;
  /** 618, 520: also a festival beside the words of `SHOPPING_CONTEXT`. */
  readonly shopping?: boolean;
}

const plain = (name: string, ...words: string[]) => words.map((word): [string, FestivalWord] => [word, { name }]);
const mild = (name: string, ...words: string[]) =>
  words.map((word): [string, FestivalWord] => [word, { name, mild: true }]);
const shy = (name: string, ...words: string[]) =>
  words.map((word): [string, FestivalWord] => [word, { name, shy: true }]);

const shopping = (name: string, ...words: string[]) =>
  words.map((word): [string, FestivalWord] => [word, { name, shy: true, shopping: true }]);

export const FESTIVAL_WORDS: readonly (readonly [string, FestivalWord])[] = [
  ...plain("元旦", "元旦", "元旦节", "阳历新年", "公历新年", "阳历年"),
  ...plain("腊八", "腊八", "腊八节"),
  ...plain("小年", "小年", "小年夜", "过小年"),
  ...plain("除夕", "除夕", "除夕夜", "大年三十", "年三十", "年夜饭", "大年夜", "年三十晚上"),
  ...plain("春节", "春节", "新春", "农历新年", "大年初一", "大年", "过年", "正月初一", "农历年", "过大年", "年初一"),
  ...plain("元宵", "元宵", "元宵节", "正月十五", "上元节", "灯节"),
  ...plain("情人节", "情人节", "西方情人节", "圣瓦伦丁节", "瓦伦丁节"),
  ...plain("龙抬头", "龙抬头"),
  ...plain("妇女节", "妇女节", "三八节", "三八妇女节", "女神节", "女王节", "国际妇女节", "女生节"),
  ...mild("妇女节", "三八"),
  ...shy("妇女节", "38"),
  ...plain("植树节", "植树节"),
  ...plain("白色情人节", "白色情人节"),
  ...plain("消费者权益日", "消费者权益日", "国际消费者权益日", "三一五", "315晚会"),
  ...shy("消费者权益日", "315"),
  ...plain("愚人节", "愚人节"),
  ...plain("清明", "清明", "清明节"),
  ...plain("劳动节", "劳动节", "五一节", "五一劳动节", "五一国际劳动节", "国际劳动节"),
  ...mild("劳动节", "五一"),
  ...shy("劳动节", "51"),
  ...plain("青年节", "青年节", "五四青年节"),
  ...plain("母亲节", "母亲节", "妈妈节"),
  ...plain("护士节", "护士节"),
  ...shopping("网络情人节", "520", "五二零"),
  ...plain("儿童节", "儿童节", "国际儿童节", "六一儿童节", "六一节"),
  ...mild("儿童节", "六一"),
  ...shy("儿童节", "61"),
  ...plain("父亲节", "父亲节", "爸爸节"),
  ...shopping("618", "618", "六一八", "6.18"),
  ...plain("618", "年中大促"),
  ...plain("端午", "端午", "端午节", "端阳节", "五月初五"),
  ...plain("建党节", "建党节", "七一建党节"),
  ...plain("建军节", "建军节", "八一建军节"),
  ...plain("香港回归", "香港回归纪念日"),
  ...plain("澳门回归", "澳门回归纪念日"),
  ...plain("七夕", "七夕", "七夕节", "乞巧节", "七月初七", "中国情人节"),
  ...plain("中元", "中元节", "七月半", "鬼节"),
  ...plain("教师节", "教师节"),
  ...plain("中秋", "中秋", "中秋节", "八月十五", "仲秋节", "团圆节"),
  ...plain("国庆", "国庆", "国庆节", "十一国庆", "十一国庆节"),
  ...mild("国庆", "十一"),
  ...shy("国庆", "11"),
  ...plain("重阳", "重阳", "重阳节", "九月初九", "老人节"),
  ...plain("万圣节", "万圣节", "万圣夜", "万圣节前夜"),
  ...plain("双十一", "双十一", "双11", "双1111", "双十一节", "光棍节", "双1"),
  ...shy("双十一", "1111", "11.11"),
  ...plain("感恩节", "感恩节"),
  ...plain("冬至", "冬至", "冬至节"),
  ...plain("双十二", "双十二", "双12", "双1212"),
  ...shy("双十二", "1212", "12.12"),
  ...plain("平安夜", "平安夜"),
  ...plain("圣诞", "圣诞", "圣诞节"),
  ...plain("跨年", "跨年", "跨年夜", "跨年夜晚"),
  ...["立春", "惊蛰", "春分", "谷雨", "立夏", "芒种", "夏至", "立秋", "处暑", "秋分", "寒露", "霜降", "立冬"].flatMap(
    (term) => plain(term, term),
  ),
  ...["雨水", "小满", "小暑", "大暑", "白露", "小雪", "大雪", "小寒", "大寒"].flatMap((term) => shy(term, term)),
];

/** What may follow a shy festival word so that it is one: 十一假期, 618大促. */
export const FESTIVAL_CONTEXT = [
  "假期",
  "期间",
  "长假",
  "小长假",
  "黄金周",
  "放假",
  "大促",
  "活动",
  "当天",
  "那天",
  "那会",
  "的时候",
  "前",
  "后",
  "之前",
  "之后",
  "以前",
  "以后",
  "购物节",
  "狂欢",
  "预售",
  "促销",
  "节气",
  "节",
  "到",
  "来",
  "那",
  "送",
  "做",
  "搞",
  "提",
] as const;

/** After a number that is the name of a shopping day: 618卖了多少, 520买过的. */
export const SHOPPING_CONTEXT = [
  ...["多卖", "少卖", "多做", "少做", "比"],
  ...["谁", "卖", "买过", "买的", "买了", "来过", "来的", "下单", "下过单", "成交", "消费", "销售", "销量", "业绩"],
  ...["那波", "那天", "的业绩", "的销售", "的客户", "的订单", "有活动", "有谁", "有多少", "没来", "没买"],
] as const;

/** 节前 and 节后 mean the nearest of these, the holidays with days off. */
export const DAYS_OFF = ["元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆"] as const;

/** The run of days off, not the day. */
export const HOLIDAY_SUFFIXES = [
  "假期",
  "期间",
  "长假",
  "小长假",
  "黄金周",
  "放假",
  "放假期间",
  "假期里",
  "假期间",
  ...["七天", "八天", "七天假", "八天假", "七天长假", "八天长假", "三天假", "三天小长假", "那七天", "这七天"],
] as const;

/** Absorbed after a festival without changing it. */
export const FESTIVAL_TAILS = [
  "当天",
  "那天",
  "当日",
  "那会儿",
  "那会",
  "的时候",
  "大促",
  "活动",
  "购物节",
  "狂欢节",
  "节气",
] as const;

/** Names, brands and set phrases that contain a date word. */
export const NOT_DATES = [
  "今日头条",
  "明日之后",
  "明日方舟",
  "周六福",
  "周大福",
  "周生生",
  "周大生",
  "周一围",
  "周到",
  "天天见",
  "天天向上",
  "每日优鲜",
  "每日坚果",
  "春节联欢晚会",
  "国庆路",
  "五一路",
  "五一广场",
  "八一路",
  "三八路",
  "元旦路",
  "一天到晚",
  "有朝一日",
  "万圣节糖",
  "月月红",
  "早上好",
  "晚上好",
  "下午好",
  "上午好",
  "中午好",
  "下午茶",
  "前天台",
  "今年二十",
  "周年庆",
  "周年",
  "月子",
  "月饼",
  "月亮",
  "年货",
  "年级",
  "年龄",
  "年轻",
  "小年轻",
  "日常",
  "日用",
  "日本",
  "号码",
  "小时候",
  "小时工",
  "一时",
  "三点式",
  "立冬装",
] as const;

/** After N号 these make a shop, a counter, a shade, a size or a person. */
export const AFTER_NUMBER_NOT = [
  ..."店柜楼线仓门色机桌床库码鞋铺位馆厅院车台间房棚区栋桥技客会顾员导链包贴唇",
  "粉底",
  "口红",
  "员工",
  "导购",
  "会员",
  "顾客",
  "链接",
  "商品",
  "模特",
] as const;

/** Sentences about what is to come … */
export const FUTURE_HINTS = [
  "提醒",
  "记得",
  "记着",
  "别忘",
  "叫我",
  "通知我",
  "喊我",
  "打算",
  "准备",
  "计划",
  "预约",
  "约了",
  "安排",
  "到期",
  "过期",
  "要过",
  "快到",
  "即将",
  "待办",
  "要来",
  "会来",
  "再联系",
  "跟进",
  "回访",
  "寄给",
  "发给",
  "结婚",
  "预产",
  "之前完成",
  "推迟",
  "改到",
  "延到",
] as const;

/** … win over these only when they ask to be reminded. */
export const REMIND_HINTS = ["提醒", "记得", "记着", "别忘", "叫我", "通知我", "喊我", "推迟", "改到", "延到"] as const;

export const PAST_HINTS = [
  "来过",
  "买过",
  "买了",
  "来了",
  "没来",
  "没买",
  "没有来",
  "未到店",
  "未消费",
  "未联系",
  "没联系",
  "没消费",
  "消费",
  "成交",
  "下单",
  "统计",
  "多少",
  "业绩",
  "销售",
  "销量",
  "卖了",
  "订单",
  "投诉",
  "退货",
  "退款",
  "报表",
  "上次",
  "新增",
  "流失",
  "加了",
  "说过",
  "说了",
  "到过",
  "发过",
  "聊过",
  "数据",
  "谁买",
  "谁来",
  "入会",
  "充值",
  "复购",
  "进店",
] as const;

/** Borders are ours: days back from today. */
export const VAGUE_PAST: Readonly<Record<string, readonly [from: number, to: number]>> = {
  最近: [-30, 1],
  近期: [-30, 1],
  近来: [-30, 1],
  近日: [-7, 1],
  这阵子: [-30, 1],
  这段时间: [-30, 1],
  最近一段时间: [-30, 1],
  前几天: [-7, 0],
  前两天: [-2, 0],
  这几天: [-3, 1],
  最近几天: [-7, 1],
  近几天: [-7, 1],
  这两天: [-2, 1],
  前阵子: [-60, -7],
  前一阵: [-60, -7],
  前段时间: [-60, -7],
  前些天: [-14, 0],
  前些日子: [-30, 0],
};

export const VAGUE_FUTURE: Readonly<Record<string, readonly [from: number, to: number]>> = {
  过几天: [2, 8],
  过些天: [3, 15],
  过两天: [2, 3],
  过阵子: [7, 61],
  过段时间: [7, 61],
  过一阵: [7, 61],
  改天: [1, 15],
  未来几天: [0, 8],
  接下来几天: [0, 8],
  往后几天: [0, 8],
};

/** 最近一次 names the last of something, not a stretch of time. */
export const AFTER_VAGUE_NOT = [
  "一次",
  "一单",
  "一笔",
  "一个订单",
  "的一次",
  "的一单",
  "的门店",
  "的店",
  "一条",
  "那次",
  "一回",
] as const;
