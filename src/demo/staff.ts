// The demo shop's shops and people who work there. Ids are their userids on the platform.
import { addDays, type Day } from "../calendar/day.ts";

export interface DemoStaff {
  readonly id: string;
  readonly name: string;
  readonly role: "associate" | "manager" | "admin";
  readonly scope: "own" | "store" | "all";
  readonly storeId: "xuhui" | "jingan" | "pudong" | null;
  /** How many of the shop's customers are hers. */
  readonly customers: number;
  readonly daysHere: number;
}

export const demoStores = [
  { id: "xuhui", code: "XH", name: "徐汇店", city: "上海市", departmentId: 2 },
  { id: "jingan", code: "JA", name: "静安店", city: "上海市", departmentId: 3 },
  { id: "pudong", code: "PD", name: "浦东店", city: "上海市", departmentId: 4 },
] as const;
export type DemoStoreId = (typeof demoStores)[number]["id"];

export const demoStaff: readonly DemoStaff[] = [
  staff("linyue", "林悦", "associate", "own", "xuhui", 62, 1_130),
  staff("chenchen", "陈晨", "associate", "own", "xuhui", 50, 640),
  staff("zhouhang", "周航", "manager", "store", "xuhui", 12, 1_900),
  staff("hejing", "何静", "associate", "own", "jingan", 56, 980),
  staff("xunuo", "许诺", "associate", "own", "jingan", 44, 410),
  staff("guomin", "郭敏", "manager", "store", "jingan", 8, 1_500),
  staff("tangtian", "唐甜", "associate", "own", "pudong", 62, 760),
  staff("boss", "方总", "admin", "all", null, 0, 2_600),
];

export function joinedOn(one: DemoStaff, startDay: Day): Day {
  return addDays(startDay, -one.daysHere);
}

function staff(
  ...[id, name, role, scope, storeId, customers, daysHere]: [
    string,
    string,
    DemoStaff["role"],
    DemoStaff["scope"],
    DemoStaff["storeId"],
    number,
    number,
  ]
): DemoStaff {
  return { id, name, role, scope, storeId, customers, daysHere };
}
