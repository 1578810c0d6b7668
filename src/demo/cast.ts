// The people of the demo shop whom a visitor meets by name, written by hand: each shows one thing the bot does well.
// Days are counted from the start day, before it positive; everything not said here is drawn like any other customer's.

export type FactKind = "preference" | "need" | "negative" | "family" | "anniversary" | "other";

export interface CastFact {
  kind: FactKind;
  topic: string | null;
  value: string;
  daysAgo: number;
  /** Where it comes from when not from the owner. */
  origin?: "import" | "person";
  by?: string;
  on?: { year: number; month: number; day: number };
}

export interface CastComplaint {
  daysAgo: number;
  content: string;
  demand: string;
  /** Settled so many days after it was opened. */
  closed?: { afterDays: number; cause: string; satisfaction: number };
}

export interface CastMember {
  name: string;
  owner: string;
  gender: "female" | "male" | "unknown";
  aliases?: string[];
  /** Last four digits; null: no phone is known. */
  phoneTail?: string | null;
  bornIn?: number;
  birthday?: { month: number; day: number } | { inDays: number } | { lunarInDays: number } | null;
  /** What she has spent in two years, about, in yuan. */
  spentYuan: number;
  lastBoughtDaysAgo: number;
  firstBoughtDaysAgo?: number;
  company?: string;
  occupation?: string;
  membership?: "frozen";
  doNotDisturb?: string;
  facts?: CastFact[];
  /** [days ago, text] */
  notes?: [number, string][];
  tags?: string[];
  /** [due in days, time or null, text, promise] */
  followUps?: [number, string | null, string, boolean?][];
  /** [days ago, direction, what about] */
  messages?: [number, "out" | "in", string][];
  complaint?: CastComplaint;
  lastArticle?: string;
}

export const cast: readonly CastMember[] = [
  {
    name: "张丽华",
    aliases: ["张姐"],
    owner: "linyue",
    gender: "female",
    phoneTail: "3456",
    bornIn: 1972,
    birthday: { month: 5, day: 3 },
    spentYuan: 26_000,
    lastBoughtDaysAgo: 18,
    lastArticle: "真丝连衣裙",
    occupation: "中学老师",
    facts: [
      { kind: "negative", topic: "过敏", value: "羊毛过敏，贴身起疹子", daysAgo: 320 },
      { kind: "preference", topic: "面料", value: "喜欢真丝", daysAgo: 300 },
      { kind: "preference", topic: "尺码", value: "L码", daysAgo: 300 },
      { kind: "preference", topic: "颜色", value: "喜欢雾霾蓝、墨绿", daysAgo: 120 },
      { kind: "family", topic: "女儿", value: "女儿下个月结婚", daysAgo: 18 },
      { kind: "need", topic: "婚礼", value: "想找一身参加婚礼的裙装，预算5000左右", daysAgo: 18 },
    ],
    notes: [
      [18, "试了真丝连衣裙很喜欢，说女儿婚礼上想穿得端庄又不显老。"],
      [75, "带两个同事一起来的，帮同事挑了丝巾。"],
    ],
    tags: ["真丝控", "爱带朋友"],
    followUps: [[0, "15:00", "问问婚礼裙装定了没有，新到的墨绿真丝给她看看"]],
    messages: [[40, "out", "新款真丝到店"]],
  },
  {
    name: "王芳",
    owner: "linyue",
    gender: "female",
    phoneTail: "8821",
    bornIn: 1984,
    birthday: { month: 9, day: 21 },
    spentYuan: 9_800,
    lastBoughtDaysAgo: 12,
    occupation: "会计",
    facts: [
      { kind: "preference", topic: "尺码", value: "M码", daysAgo: 210 },
      { kind: "preference", topic: "款式", value: "上班穿，要好打理的", daysAgo: 210 },
    ],
    notes: [[12, "衬衫袖长改短1.5cm，下周来取。"]],
    followUps: [[1, null, "改好的衬衫到了，通知来取", true]],
  },
  {
    name: "王芳",
    owner: "linyue",
    gender: "female",
    phoneTail: "1027",
    bornIn: 1993,
    birthday: null,
    spentYuan: 2_400,
    lastBoughtDaysAgo: 48,
    facts: [{ kind: "preference", topic: "颜色", value: "喜欢亮色", daysAgo: 90 }],
  },
  {
    name: "陈思雨",
    owner: "linyue",
    gender: "female",
    bornIn: 1998,
    birthday: { inDays: 3 },
    spentYuan: 8_600,
    lastBoughtDaysAgo: 26,
    occupation: "设计师",
    facts: [
      { kind: "preference", topic: "款式", value: "喜欢宽松、有设计感的", daysAgo: 130 },
      { kind: "preference", topic: "尺码", value: "S码", daysAgo: 130 },
    ],
    tags: ["爱拍照", "设计行业"],
    messages: [
      [33, "out", "新款预告"],
      [33, "in", "周末去看看"],
    ],
  },
  {
    name: "李雯",
    owner: "linyue",
    gender: "female",
    phoneTail: "6610",
    bornIn: 1988,
    birthday: { inDays: 4 },
    spentYuan: 6_900,
    lastBoughtDaysAgo: 35,
  },
  {
    name: "李文",
    owner: "linyue",
    gender: "female",
    phoneTail: "2093",
    bornIn: 1979,
    birthday: { month: 12, day: 8 },
    spentYuan: 3_100,
    lastBoughtDaysAgo: 95,
  },
  {
    name: "周晓燕",
    aliases: ["燕姐"],
    owner: "linyue",
    gender: "female",
    bornIn: 1976,
    birthday: { inDays: 3 },
    spentYuan: 17_500,
    lastBoughtDaysAgo: 22,
    facts: [
      { kind: "negative", topic: "丧亲", value: "父亲上个月去世，近期别说喜庆的话", daysAgo: 20 },
      { kind: "preference", topic: "颜色", value: "最近只穿素色", daysAgo: 20 },
    ],
    notes: [[20, "情绪低落，简单问候就好，不推新品。"]],
  },
  {
    name: "吴倩",
    owner: "linyue",
    gender: "female",
    bornIn: 1983,
    birthday: { month: 7, day: 15 },
    spentYuan: 11_200,
    lastBoughtDaysAgo: 41,
    facts: [
      { kind: "negative", topic: "离异", value: "去年离婚，不要提先生和纪念日", daysAgo: 150 },
      { kind: "family", topic: "儿子", value: "儿子上小学三年级", daysAgo: 150 },
    ],
  },
  {
    name: "徐静",
    owner: "linyue",
    gender: "female",
    bornIn: 1986,
    birthday: { inDays: 5 },
    spentYuan: 7_800,
    lastBoughtDaysAgo: 30,
    facts: [
      { kind: "negative", topic: "忌口", value: "不吃甜，控糖", daysAgo: 100 },
      { kind: "preference", topic: "口味", value: "到店喝美式，不加糖", daysAgo: 100 },
    ],
  },
  {
    name: "郑雪梅",
    owner: "linyue",
    gender: "female",
    bornIn: 1974,
    birthday: { month: 2, day: 11 },
    spentYuan: 13_500,
    lastBoughtDaysAgo: 64,
    facts: [
      { kind: "preference", topic: "尺码", value: "M码", daysAgo: 220 },
      { kind: "preference", topic: "尺码", value: "L码", daysAgo: 60, origin: "import" },
    ],
    notes: [[64, "说最近胖了一点，M码有些紧。"]],
  },
  {
    name: "何琳",
    owner: "linyue",
    gender: "female",
    bornIn: 1968,
    birthday: { lunarInDays: 3 },
    spentYuan: 19_000,
    lastBoughtDaysAgo: 15,
    facts: [{ kind: "preference", topic: "款式", value: "喜欢改良旗袍", daysAgo: 260 }],
    followUps: [[-2, null, "旗袍到货，约她来试"]],
  },
  {
    name: "林小雨",
    owner: "linyue",
    gender: "female",
    bornIn: 1996,
    birthday: { month: 2, day: 29 },
    spentYuan: 4_200,
    lastBoughtDaysAgo: 20,
    notes: [[20, "生日是2月29日，开玩笑说四年才过一次。"]],
  },
  {
    name: "高丽萍",
    aliases: ["高姐"],
    owner: "linyue",
    gender: "female",
    bornIn: 1971,
    birthday: { month: 10, day: 30 },
    spentYuan: 22_000,
    lastBoughtDaysAgo: 76,
    notes: [[76, "说要带孙子，最近没空逛街。"]],
    tags: ["带孙子"],
  },
  {
    name: "孙丽娟",
    owner: "linyue",
    gender: "female",
    bornIn: 1980,
    birthday: { inDays: 6 },
    spentYuan: 12_400,
    lastBoughtDaysAgo: 9,
    complaint: { daysAgo: 1, content: "新买的连衣裙洗了一次就开线，很生气", demand: "要求换新，并说明原因" },
    followUps: [[0, "11:00", "开线的裙子给个答复", true]],
  },
  {
    name: "刘洋",
    owner: "linyue",
    gender: "female",
    bornIn: 1990,
    birthday: { month: 4, day: 18 },
    spentYuan: 6_100,
    lastBoughtDaysAgo: 130,
    membership: "frozen",
    notes: [[128, "会员卡借给代购用，店长已冻结。"]],
  },
  {
    name: "赵敏",
    owner: "linyue",
    gender: "female",
    bornIn: 1987,
    birthday: { inDays: 8 },
    spentYuan: 5_900,
    lastBoughtDaysAgo: 55,
    doNotDisturb: "说消息太多，别再发了",
  },
  {
    name: "沈悦",
    owner: "linyue",
    gender: "female",
    bornIn: 1995,
    birthday: { month: 6, day: 6 },
    spentYuan: 500,
    lastBoughtDaysAgo: 2,
    firstBoughtDaysAgo: 2,
    lastArticle: "天丝飘带衬衫",
    notes: [[2, "路过进来的，第一次买，喜欢安静逛，不爱被跟着。"]],
    followUps: [[1, null, "第一次购买三天内，问问穿着合不合适"]],
  },
  {
    name: "李秀兰",
    aliases: ["李姐"],
    owner: "linyue",
    gender: "female",
    phoneTail: "5578",
    bornIn: 1965,
    birthday: { month: 8, day: 15 },
    spentYuan: 31_000,
    lastBoughtDaysAgo: 6,
    facts: [
      { kind: "preference", topic: "尺码", value: "XL码", daysAgo: 400 },
      {
        kind: "anniversary",
        topic: "结婚纪念日",
        value: "结婚纪念日",
        daysAgo: 380,
        on: { year: 1990, month: 10, day: 1 },
      },
    ],
    followUps: [[0, null, "羊绒大衣保养好了，请她来取"]],
  },
  {
    name: "王美琴",
    aliases: ["王姐"],
    owner: "linyue",
    gender: "female",
    phoneTail: "9012",
    bornIn: 1969,
    birthday: { month: 11, day: 11 },
    spentYuan: 68_000,
    lastBoughtDaysAgo: 4,
    occupation: "企业主",
    facts: [
      { kind: "preference", topic: "尺码", value: "M码", daysAgo: 500 },
      { kind: "preference", topic: "服务", value: "来之前先把衣服挑好，留试衣间", daysAgo: 240 },
      { kind: "family", topic: "儿子", value: "儿子在伦敦读书", daysAgo: 180 },
    ],
    followUps: [[-1, "16:00", "给她留的双面羊绒大衣，确认要不要", true]],
    tags: ["大客户", "爱带朋友"],
  },
  {
    name: "马丽",
    owner: "linyue",
    gender: "female",
    phoneTail: null,
    bornIn: 1981,
    birthday: null,
    spentYuan: 3_600,
    lastBoughtDaysAgo: 110,
  },
  {
    name: "陈建国",
    aliases: ["陈总"],
    owner: "linyue",
    gender: "male",
    phoneTail: "7001",
    bornIn: 1966,
    birthday: { month: 3, day: 12 },
    spentYuan: 18_800,
    lastBoughtDaysAgo: 52,
    company: "启明贸易有限公司",
    occupation: "总经理",
    facts: [
      { kind: "family", topic: "太太", value: "给太太买，太太穿M码", daysAgo: 200 },
      { kind: "other", topic: "关键决策人", value: "公司三八节礼品由他定", daysAgo: 200 },
    ],
    tags: ["企业客户"],
  },
  {
    name: "韩雪",
    owner: "linyue",
    gender: "female",
    bornIn: 1989,
    birthday: { month: 1, day: 20 },
    spentYuan: 5_600,
    lastBoughtDaysAgo: 38,
    messages: [
      [27, "out", "新款到店"],
      [17, "out", "问候"],
      [6, "out", "活动预告"],
    ],
    notes: [[6, "发了三次都没回。"]],
  },
  {
    name: "张婧",
    owner: "chenchen",
    gender: "female",
    bornIn: 1994,
    birthday: { inDays: 3 },
    spentYuan: 6_400,
    lastBoughtDaysAgo: 14,
  },
  {
    name: "张静",
    owner: "chenchen",
    gender: "female",
    bornIn: 1985,
    birthday: { month: 5, day: 28 },
    complaint: {
      daysAgo: 70,
      content: "裤长改短了两公分，说好的是一公分",
      demand: "重新改",
      closed: { afterDays: 3, cause: "量尺时没有复述确认", satisfaction: 9 },
    },
    spentYuan: 16_800,
    lastBoughtDaysAgo: 1,
    facts: [{ kind: "negative", topic: "过敏", value: "对香水过敏，试衣间别喷香", daysAgo: 90 }],
    followUps: [[0, null, "西装套装的裤长改好了，通知她"]],
  },
  {
    name: "梁颖",
    owner: "chenchen",
    gender: "female",
    bornIn: 1982,
    birthday: { inDays: 10 },
    complaint: {
      daysAgo: 90,
      content: "收银排队太久，会员价还打错了",
      demand: "退差价",
      closed: { afterDays: 5, cause: "会员价没有同步到收银", satisfaction: 5 },
    },
    spentYuan: 17_900,
    lastBoughtDaysAgo: 88,
    followUps: [[-3, null, "两个多月没来，问候一下"]],
  },
  {
    name: "顾慧敏",
    aliases: ["顾太太"],
    owner: "hejing",
    gender: "female",
    phoneTail: "1688",
    bornIn: 1967,
    birthday: { lunarInDays: 4 },
    complaint: {
      daysAgo: 140,
      content: "预订的羊绒衫等了三周没消息",
      demand: "给个准日子",
      closed: { afterDays: 2, cause: "调货进度没有回告", satisfaction: 8 },
    },
    spentYuan: 82_000,
    lastBoughtDaysAgo: 5,
    facts: [{ kind: "preference", topic: "面料", value: "只要羊绒和真丝", daysAgo: 420 }],
    followUps: [[0, "14:00", "送新款册子到她公司", true]],
  },
  {
    name: "许佳",
    owner: "hejing",
    gender: "female",
    bornIn: 1991,
    birthday: { inDays: 3 },
    spentYuan: 5_800,
    lastBoughtDaysAgo: 60,
    followUps: [[2, null, "预订的风衣到店通知", true]],
  },
  {
    name: "欧阳雪",
    owner: "xunuo",
    gender: "female",
    bornIn: 1992,
    birthday: { month: 12, day: 24 },
    spentYuan: 7_300,
    lastBoughtDaysAgo: 1,
    followUps: [[0, null, "问问新买的短靴磨不磨脚"]],
  },
  {
    name: "唐惠珍",
    owner: "tangtian",
    gender: "female",
    bornIn: 1963,
    birthday: { lunarInDays: 6 },
    spentYuan: 16_200,
    lastBoughtDaysAgo: 71,
    facts: [{ kind: "negative", topic: "健康", value: "膝盖手术刚恢复，别约她久站试衣", daysAgo: 50 }],
    followUps: [
      [0, null, "问问恢复得怎么样"],
      [-1, null, "羽绒服预售名额确认"],
    ],
  },
];
