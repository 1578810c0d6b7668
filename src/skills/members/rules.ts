// The seven tables of a shop, column by column, and how a day is cut for counting who came in. Pure.
// Headers are those of import (src/cli/import/headers.ts), so that a sheet filled in can be read back; columns that are
// worked out of others are `computed`, and import passes them over.

export const PARTS = ["morning", "afternoon", "evening", "day"] as const;
export type Part = (typeof PARTS)[number];

/** 上午, 早市: of which part of the day was spoken; the whole day when of none. */
export function partOf(said: string): Part {
  if (/上午|早上|早市|早班|中午前/u.test(said)) return "morning";
  if (/下午|午后|中班/u.test(said)) return "afternoon";
  return /晚上|晚市|傍晚|晚班|夜里|[昨今当]晚/u.test(said) ? "evening" : "day";
}

export const TABLES = ["registration", "needs", "birthdays", "services", "weddings", "dormant", "traffic"] as const;
export type TableKey = (typeof TABLES)[number];

export interface SheetTable {
  readonly key: TableKey;
  readonly zh: string;
  /** Other ways to name it in talk. */
  readonly also: readonly string[];
  readonly columns: readonly string[];
  readonly computed: readonly string[];
}

const of = ["系统编号", "系统客户编号", "客户姓名"];
const fact = [...of, "事实类别", "主题", "事实", "原话", "置顶"];
const told = ["信息来源", "记录人", "记录时间"];

export const sheetTables: readonly SheetTable[] = [
  {
    key: "registration",
    zh: "会员信息登记表",
    also: ["会员登记表", "会员信息表", "信息登记表", "会员资料表", "会员名单"],
    columns: [
      "系统客户编号",
      "客户编号",
      "姓名",
      "手机号",
      "性别",
      "生日",
      "门店",
      "归属导购",
      "会员等级",
      "会员状态",
      "入会日期",
      "积分",
      "省份",
      "城市",
      "地址",
      "职业",
      "公司",
      "来源",
      "建立时间",
    ],
    computed: [],
  },
  {
    key: "needs",
    zh: "会员需求登记表",
    also: ["需求登记表", "需求表", "会员需求表", "需求那张表"],
    columns: [...fact, "需要日期", ...told],
    computed: [],
  },
  {
    key: "birthdays",
    zh: "当月生日会员回访表",
    also: [
      "生日会员回访表",
      "生日回访表",
      "生日会员表",
      "生日表",
      "生日会员名单",
      "生日名单",
      "生日那张表",
      "生日的表",
      "过生日的表",
    ],
    columns: ["系统客户编号", "姓名", "手机号", "生日", "门店", "归属导购", "会员等级"],
    computed: ["今年生日", "生日祝福", "回访时间", "回访结果"],
  },
  {
    key: "services",
    zh: "会员服务登记表",
    also: ["服务登记表", "服务记录表", "会员服务表", "服务表", "服务那张表"],
    columns: [...of, "联系时间", "方向", "方式", "联系话题", "导购"],
    computed: [],
  },
  {
    key: "weddings",
    zh: "会员结婚纪念日祝福表",
    also: [
      "结婚纪念日祝福表",
      "结婚纪念日表",
      "纪念日祝福表",
      "纪念日表",
      "结婚纪念日那张表",
      "纪念日那张表",
      "结婚纪念日的表",
      "结婚周年表",
    ],
    columns: [...fact, "纪念日期", ...told],
    computed: ["导购", "纪念日祝福"],
  },
  {
    key: "dormant",
    zh: "休眠会员唤醒回访表",
    also: [
      "休眠会员回访表",
      "唤醒回访表",
      "休眠会员表",
      "沉睡会员回访表",
      "沉睡会员表",
      "休眠表",
      "休眠会员唤醒表",
      "唤醒表",
      "休眠唤醒表",
      "休眠那张表",
      "沉睡那张表",
    ],
    columns: ["系统客户编号", "姓名", "手机号", "门店", "归属导购", "会员等级"],
    computed: ["上次到店", "休眠天数", "回访时间", "回访结果"],
  },
  {
    key: "traffic",
    zh: "每日店铺进店客流记录表",
    also: [
      "进店客流记录表",
      "客流记录表",
      "客流表",
      "进店客流表",
      "每日客流表",
      "店铺客流表",
      "客流那张表",
      "客流记录拉个表",
      "客流登记表",
      "客流统计表",
      "进店客流记录拉个表",
    ],
    columns: ["系统编号", "门店", "客流日期", "时段", "进店人数", "成交单数", "记录人", "记录时间"],
    computed: ["成交率"],
  },
];

export function headersOf({ columns, computed }: SheetTable): readonly string[] {
  return [...columns, ...computed];
}

/** 18.8 %; null when nobody came. */
export function rateOf(entered: number, bought: number | null): string | null {
  return bought === null || entered === 0 ? null : `${Math.round((1000 * bought) / entered) / 10}%`;
}

export interface Counted {
  part: Part;
  entered: number;
  bought: number | null;
}

/** A day's number: of the whole day where it was told, else the parts together. More is not known than was counted. */
export function dayTotal(rows: readonly Counted[]): { entered: number; bought: number | null } {
  const whole = rows.find((row) => row.part === "day");
  if (whole) return { entered: whole.entered, bought: whole.bought };
  const known = rows.filter((row) => row.bought !== null);
  return {
    entered: rows.reduce((sum, row) => sum + row.entered, 0),
    bought: known.length === 0 ? null : known.reduce((sum, row) => sum + (row.bought ?? 0), 0),
  };
}
