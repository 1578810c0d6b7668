// A membership's five verbs: what each makes of where it stands. Tiers move by 「张姐升金卡」. Pure.

export const STANDINGS = ["none", "active", "frozen", "cancelled"] as const;
export type Standing = (typeof STANDINGS)[number];
export const STANDING_VERBS = ["join", "freeze", "thaw", "cancel", "restore"] as const;
export type StandingVerb = (typeof STANDING_VERBS)[number];

const MOVES: Readonly<Record<StandingVerb, Partial<Record<Standing, Standing>>>> = {
  join: { none: "active" },
  freeze: { active: "frozen" },
  thaw: { frozen: "active" },
  cancel: { active: "cancelled", frozen: "cancelled" },
  // Whoever says 恢复 means: let it hold again, whatever stopped it.
  restore: { cancelled: "active", frozen: "active" },
};

/** Where it stands then; null where the verb has nothing to do there. */
export function standingAfter(verb: StandingVerb, now: Standing): Standing | null {
  return MOVES[verb][now] ?? null;
}
