// One row of a file, read field by field. A cell that cannot be read is reported and taken as empty; whether the row
// can do without it is the caller's to say. Pure.
import type { Column } from "./headers.ts";
import type { FileRow } from "./read.ts";
import type { Recognised } from "./recognise.ts";
import {
  type Read,
  type ReadBirthday,
  readBirthday,
  readDay,
  readInstant,
  readInt,
  readList,
  readMoney,
  readNumber,
  readPhone,
  readText,
  readWord,
  readYesNo,
} from "./values.ts";

/** Something in a file that did not become what it was meant to. */
export interface Issue {
  /** As reports call it: a file's name, and of a workbook the sheet's. */
  readonly file: string;
  readonly path: string;
  readonly line: number;
  /** The header, as the file has it; null when it is about the whole row. */
  readonly column: string | null;
  /** What stood there; phones are masked. */
  readonly value: string;
  readonly why: string;
  readonly mend: string;
  /** True: the row was imported without this cell. False: the row was left out. */
  readonly kept: boolean;
}
export type Fault = Omit<Issue, "file" | "path" | "kept">;

export interface Row {
  readonly line: number;
  /** Part of what the row above began. */
  readonly continued: boolean;
  /** Whether the file has this column at all. */
  has(field: string): boolean;
  /** The cell as it stands, trimmed; "" when there is none. */
  raw(field: string): string;
  text(field: string): string | null;
  /** As `text`, but 「无」 or 「-」 may be somebody's name or number. */
  name(field: string): string | null;
  /** As `text`, for what things are known by: a number that a spreadsheet has rounded is refused. */
  number(field: string): string | null;
  money(field: string): number | null;
  int(field: string): number | null;
  instant(field: string): Date | null;
  day(field: string): Date | null;
  birthday(field: string): ReadBirthday | null;
  phone(field: string): string | null;
  yesNo(field: string): boolean | null;
  list(field: string): string[];
  word<const W extends string>(field: string, values: readonly W[]): W | null;
  fault(field: string | null, why: string, mend: string): void;
  readonly faults: readonly Fault[];
}

const isPhone = (column: Column | undefined) => column?.type === "phone";

/** Reads rows of one recognised file. Instants without an offset are local to `zone`. */
export function rowReader(recognised: Recognised, zone: string): (row: FileRow) => Row {
  const byField = new Map(recognised.columns.map((each) => [each.column.field, each]));
  return ({ line, cells, continued = false }) => {
    const faults: Fault[] = [];
    const raw = (field: string) => {
      const found = byField.get(field);
      return found ? plainCell(cells[found.at] ?? "") : "";
    };
    const fault = (field: string | null, why: string, mend: string) => {
      const found = field === null ? undefined : byField.get(field);
      const value = field === null ? "" : raw(field).slice(0, shownMax);
      faults.push({
        line,
        column: found?.header ?? (field === null ? null : nameOf(recognised, field)),
        value: isPhone(found?.column) ? masked(value) : value,
        why,
        mend,
      });
    };
    const read = <T>(field: string, reader: (cell: string) => Read<T>): T | null => {
      const cell = raw(field);
      if (isEmpty(cell)) return null;
      const result = reader(cell);
      if ("value" in result) return result.value;
      fault(field, result.why, result.mend);
      return null;
    };
    return {
      line,
      continued,
      faults,
      fault,
      raw,
      has: (field) => byField.has(field),
      text: (field) => read(field, readText) || null,
      number: (field) => read(field, readNumber) || null,
      name(field) {
        const result = readText(raw(field));
        if ("value" in result) return result.value || null;
        fault(field, result.why, result.mend);
        return null;
      },
      money: (field) => read(field, readMoney),
      int: (field) => read(field, readInt),
      instant: (field) => read(field, (cell) => readInstant(cell, zone)),
      day: (field) => read(field, readDay),
      birthday: (field) => read(field, readBirthday),
      phone: (field) => read(field, readPhone),
      yesNo: (field) => read(field, readYesNo),
      list: (field) => read(field, readList) ?? [],
      word(field, values) {
        const type = byField.get(field)?.column.type;
        const word = typeof type === "object" ? read(field, (cell) => readWord(cell, type)) : null;
        return values.find((each) => each === word) ?? null;
      },
    };
  };
}

/** A column that the file lacks is called as the list of headers calls it. */
function nameOf({ kind }: Recognised, field: string): string | null {
  return kind.columns.find((column) => column.field === field)?.zh ?? null;
}

/** Shop platforms write ="2561234567890123456" and '13800001111, so that a spreadsheet keeps all digits. */
function plainCell(cell: string): string {
  const text = cell.trim();
  return (/^="(.*)"$/su.exec(text)?.[1] ?? text.replace(/^'(?=\d)/u, "")).trim();
}

/** What a fault shows of a cell. */
const shownMax = 60;

/** Signs that tills write for "nothing". */
function isEmpty(cell: string): boolean {
  return cell === "" || /^(-|--|—|\/|\\|无|空|null|none|n\/a|nan|undefined|\\N)$/i.test(cell);
}

/** The first three and the last two digits stay. */
export function masked(phone: string): string {
  return phone.replace(/\d/g, (digit, at: number) => (at < 3 || at >= phone.length - 2 ? digit : "*"));
}
