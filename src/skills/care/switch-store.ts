// Who wants no greetings of a kind, as said and stored.
import type { Tx } from "../../db/db.ts";
import type { SwitchRow } from "./occasions.ts";

/** Of the house, the shops and the associates; customers' own are asked for by the gate. A few hundred at most. */
const SWITCHES_MAX = 2000;

export async function loadSwitches(tx: Tx): Promise<SwitchRow[]> {
  return tx.careSwitch.findMany({
    where: { customerId: null },
    select: { storeId: true, staffId: true, occasion: true, festival: true, enabled: true, changedAt: true },
    orderBy: { changedAt: "desc" },
    take: SWITCHES_MAX,
  });
}

export interface NewSwitch {
  storeId: string | null;
  staffId: string | null;
  customerId: string | null;
  occasion: string;
  festival: string | null;
  enabled: boolean;
  saidAs: string;
  changedById: string;
  changedAt: Date;
}

export async function insertSwitch(tx: Tx, row: NewSwitch): Promise<string> {
  return (await tx.careSwitch.create({ data: row, select: { id: true } })).id;
}
