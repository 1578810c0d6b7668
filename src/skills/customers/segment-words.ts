// How people call the groups that the nightly computation finds: RFM, layers, bands and crowds. Pure data.
import type { Leaf } from "./query.ts";
import { AT_RISK, RFM_GROUPS, STAGES } from "./segment-names.ts";

const CROWD_SAYINGS: readonly { code: string; say: string }[] = [
  { code: "H01", say: "(大促高潜|大促高潜人群|大促高潜客户|大促 (还|还没|没|未) ?没? 下单 的?)" },
  { code: "H02", say: "(大促偏好|大促偏好人群|爱赶大促的|喜欢大促的|偏好大促)" },
  { code: "H03", say: "(店铺高价值|店铺高价值人群|高价值人群)" },
  { code: "H04", say: "(广告敏感|广告敏感人群|点过广告的)" },
  { code: "H05", say: "(店铺会员人群|vip1以上|vip1人群)" },
  {
    code: "H06",
    say: "(收藏人群|看上没买|看上没买的|看中没买|看中没买的|看上了没买|看上了没买的|看上还没买|30天 ?(内|里) (看上|看中|收藏|想要) ?了? ?还? (没买|没付款|未支付|没下单) 的?|收藏未支付|收藏没买|种草没买)",
  },
  { code: "H07", say: "(学生人群|学生客户)" },
  { code: "H08", say: "(折扣偏好|折扣偏好人群|爱买折扣的|喜欢买折扣的|爱买打折的|折扣敏感)" },
  {
    code: "H09",
    say: "(加购人群|加购没买|加购没买的|加购未买|加购没付款|加购没下单|加了购物车没买|加购物车没买|加购未支付|留货没买|留货未买|留了货没买|留了货没买的|预留没买|预留没买的|预订没买的|30天 ?(内|里) 加购 ?还? (没买|没付款|未支付))",
  },
  { code: "H10", say: "(近一年有成交|近一年成交过|近一年有成交人群|一年内有成交)" },
  { code: "H11", say: "(近一年无成交|近一年没成交|近一年没有成交|近一年无成交人群|一年内没成交)" },
];

/** What the nightly computation found; 沉睡 and 流失 alone mean nobody came for long (lifecycle), with RFM the group. */
export const SEGMENTS: readonly {
  name: string;
  say: string;
  of: Extract<Leaf, { field: "segment" }>["of"];
  names: readonly string[];
}[] = [
  {
    name: "atRisk",
    say: "(有|出现|带)? (流失苗头|流失迹象|流失倾向|流失征兆|流失的苗头|流失的迹象|流失的倾向|流失可能|流失危险|流失隐患|跑掉的苗头|要跑的苗头|要流失的苗头|要跑|要跑了|快跑了|快要跑了|快跑掉|快跑掉了|要丢了|快丢了|快丢|留不住|快留不住|快留不住了|快凉了|要凉了|快要丢|眼看要丢|眼看要流失|眼看要跑|濒临流失|流失边缘|在流失边缘|处在流失边缘|快要流失的|要流失的|可能流失的|流失预警|流失预警客户|流失风险|有流失风险|有流失风险的|流失风险高|容易流失|容易流失的|快流失|快流失的|快要流失|要流失|可能流失|可能会流失|可能要流失|潜在流失|潜在流失客户|高流失风险|面临流失|快流失了|快要流失了|要流失了|马上要流失|可能流失了) ?客户",
    of: "rfm",
    names: AT_RISK,
  },
  ...RFM_GROUPS.filter((group) => !AT_RISK.includes(group) && !["新客", "沉睡", "流失"].includes(group)).map(
    (group) => ({
      name: `rfm${group}`,
      say: `?(RFM|rfm) (${group}|${group}客户|${group}型)`,
      of: "rfm" as const,
      names: [group],
    }),
  ),
  { name: "rfmCannotLose", say: "(不能失去|不能失去的客户|不能丢的客户)", of: "rfm", names: ["不能失去"] },
  ...["新客", "沉睡", "流失"].map((group) => ({
    name: `rfm${group}`,
    say: `(RFM|rfm) ?(是|为|里|分群)? (${group}|${group}客户)`,
    of: "rfm" as const,
    names: [group],
  })),
  { name: "core", say: "(核心客户|核心顾客|核心会员)", of: "layer", names: ["核心"] },
  {
    name: "potential",
    say: "(潜力客户|潜力顾客|有潜力的客户|有潜力客户|潜力会员|有潜力)",
    of: "layer",
    names: ["潜力"],
  },
  ...["高", "中", "低"].flatMap((band) => [
    {
      name: `freq${band}`,
      say: `(${band}频客户|${band}频顾客|${band}频|购买频率${band}|${band}频次)`,
      of: "frequency" as const,
      names: [band],
    },
    {
      name: `value${band}`,
      say: `(${band}价值客户|${band}价值|价值${band}|${band}价值的客户|${band === "高" ? "高净值" : `${band}净值`})`,
      of: "value" as const,
      names: [band],
    },
  ]),
  ...STAGES.map((stage) => ({
    name: `stage${stage}`,
    say: `(${stage}阶段|${stage}期) ?的? ?客户`,
    of: "stage" as const,
    names: [stage],
  })),
  ...CROWD_SAYINGS.map(({ code, say }) => ({ name: `crowd${code}`, say, of: "crowd" as const, names: [code] })),
];
