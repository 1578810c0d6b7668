// What the readers and writers of all kinds share while one file is imported.
import type { Tx } from "../../db/db.ts";
import type { Vault } from "../../db/vault.ts";
import type { House } from "./house.ts";
import type { Occurrences } from "./identity.ts";
import type { Fault, Row } from "./row.ts";
import type { Written } from "./store.ts";

export interface Batch {
  readonly tx: Tx;
  readonly vault: Vault;
  readonly now: Date;
  readonly house: House;
  /** Names of staff nobody has, already told: a till's former clerk stands in thousands of rows. */
  readonly strangers: Set<string>;
  /** The whole row is left out, or (`keepWithout`) stays without this cell. */
  leaveOut(fault: Fault): void;
  keepWithout(fault: Fault): void;
}

/** What reading needs to know besides the row. */
export interface Reading {
  readonly occurrences: Occurrences;
  /** Put before customers' and orders' numbers, so that two systems' number 1001 stay two. "" for none. */
  readonly source: string;
}

/** How the rows of one kind of file become rows of the database. */
export interface KindImport<Record> {
  /** Null: the row cannot be used; its faults, or the last of them, say why. Pure. */
  read(row: Row, reading: Reading): Record | null;
  /** In one transaction with the other rows of the batch. */
  write(batch: Batch, records: Record[]): Promise<Written>;
  /** Fields that a merged cell gives to the rows below it. */
  readonly carried?: readonly string[];
  /** Neighbours with the same answer stay in one batch. */
  together?(record: Record): string | null;
}
