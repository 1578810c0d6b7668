// Who the demo shop's customers are: the cast by hand, the others drawn. Their days and money come in `shop.ts`. Pure.
import { addDays, type Day, isLeapYear, splitDay } from "../calendar/day.ts";
import { lunarMonthLength, toLunar } from "../calendar/lunar.ts";
import { type CastMember, cast } from "./cast.ts";
import { givenNameOf, surnameOf } from "./names.ts";
import { drawHabit, type Habit, historyDays } from "./purchases.ts";
import type { Random } from "./random.ts";
import { occupations, roads } from "./sayings.ts";
import { type DemoStoreId, demoStaff } from "./staff.ts";

export interface DemoBirthday {
  readonly calendar: "solar" | "lunar";
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
  readonly leap: boolean;
}

export interface DemoPerson {
  readonly name: string;
  readonly storeId: DemoStoreId;
  readonly ownerId: string | null;
  readonly gender: "female" | "male" | "unknown";
  readonly birthday: DemoBirthday | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly occupation: string | null;
  readonly habit: Habit | null;
  /** What the hand-written people have beyond that. */
  readonly cast: CastMember | null;
}

/** Nobody's customers: people who joined at the till. */
const unownedCount = 6;

export function drawPeople(random: Random, startDay: Day): DemoPerson[] {
  const tails = new Set(cast.map((one) => one.phoneTail ?? ""));
  const people = cast.map((one) => castPerson(random, one, startDay, tails));
  for (const member of demoStaff) {
    const have = people.filter((person) => person.ownerId === member.id).length;
    for (let count = have; count < member.customers; count++) {
      people.push(drawPerson(random, startDay, { storeId: member.storeId ?? "xuhui", ownerId: member.id }, tails));
    }
  }
  for (let count = 0; count < unownedCount; count++) {
    const storeId = random.pick(["xuhui", "jingan", "pudong"] as const);
    people.push(drawPerson(random, startDay, { storeId, ownerId: null }, tails));
  }
  return people;
}

type Place = Pick<DemoPerson, "storeId" | "ownerId">;

function drawPerson(random: Random, startDay: Day, place: Place, tails: Set<string>): DemoPerson {
  const gender = random.weighted([
    ["female", 88],
    ["male", 8],
    ["unknown", 4],
  ] as const);
  const bornIn =
    splitDay(startDay).year -
    random.weighted([
      [random.int(20, 29), 18],
      [random.int(30, 44), 46],
      [random.int(45, 58), 28],
      [random.int(59, 74), 8],
    ]);
  const name = surnameOf(random) + givenNameOf(random, gender === "male" ? "male" : "female", bornIn);
  return {
    ...place,
    name,
    gender,
    birthday: random.chance(0.18) ? null : drawBirthday(random, bornIn),
    phone: random.chance(0.07) ? null : phoneOf(random, freeTail(random, tails)),
    address: random.chance(0.12) ? drawAddress(random) : null,
    occupation: random.chance(0.35) ? random.pick(occupations) : null,
    habit: drawHabit(random),
    cast: null,
  };
}

function castPerson(random: Random, one: CastMember, startDay: Day, tails: Set<string>): DemoPerson {
  const bornIn = one.bornIn ?? 1985;
  const member = demoStaff.find((each) => each.id === one.owner);
  return {
    name: one.name,
    storeId: member?.storeId ?? "xuhui",
    ownerId: one.owner,
    gender: one.gender,
    birthday: castBirthday(one, startDay, bornIn),
    phone: one.phoneTail === null ? null : phoneOf(random, one.phoneTail ?? freeTail(random, tails)),
    address: one.spentYuan > 20_000 ? drawAddress(random) : null,
    occupation: one.occupation ?? null,
    habit: {
      spentYuan: one.spentYuan,
      lastDaysAgo: one.lastBoughtDaysAgo,
      firstDaysAgo: one.firstBoughtDaysAgo ?? random.int(Math.max(one.lastBoughtDaysAgo, 400), historyDays),
      lastArticle: one.lastArticle,
    },
    cast: one,
  };
}

function castBirthday(one: CastMember, startDay: Day, bornIn: number): DemoBirthday | null {
  const wanted = one.birthday;
  if (!wanted) return null;
  if ("lunarInDays" in wanted) {
    // Born in the ordinary month of the same number, whatever this year's leap month is.
    const { month, day } = toLunar(addDays(startDay, wanted.lunarInDays));
    return { calendar: "lunar", year: bornIn, month, day: Math.min(day, lunarMonthLength(bornIn, month)), leap: false };
  }
  const { month, day } = "inDays" in wanted ? splitDay(addDays(startDay, wanted.inDays)) : wanted;
  return { calendar: "solar", year: yearWith(bornIn, month, day), month, day, leap: false };
}

/** Older people keep the lunar birthday; some never tell the year. */
function drawBirthday(random: Random, bornIn: number): DemoBirthday {
  const year = random.chance(0.15) ? null : bornIn;
  if (random.chance(bornIn < 1975 ? 0.45 : 0.09)) {
    return { calendar: "lunar", year, month: random.int(1, 12), day: random.int(1, 29), leap: false };
  }
  if (random.chance(0.008))
    return { calendar: "solar", year: year && yearWith(year, 2, 29), month: 2, day: 29, leap: false };
  return { calendar: "solar", year, month: random.int(1, 12), day: random.int(1, 28), leap: false };
}

/** The year itself, or the leap year before it for those born on 29 February. */
function yearWith(year: number, month: number, day: number): number {
  if (month !== 2 || day !== 29) return year;
  return isLeapYear(year) ? year : yearWith(year - 1, month, day);
}

/** 154 is given to no network: none of these can ring at somebody's. */
function phoneOf(random: Random, tail: string): string {
  return `154${String(random.int(0, 9_999)).padStart(4, "0")}${tail}`;
}

function freeTail(random: Random, tails: Set<string>): string {
  for (;;) {
    const tail = String(random.int(0, 9_999)).padStart(4, "0");
    if (tails.has(tail)) continue;
    tails.add(tail);
    return tail;
  }
}

function drawAddress(random: Random): string {
  return `上海市${random.pick(roads)}${random.int(20, 1_200)}弄${random.int(1, 40)}号${random.int(1, 18)}0${random.int(1, 4)}室`;
}
