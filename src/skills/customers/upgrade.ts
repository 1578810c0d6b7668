// How much more somebody must spend for the next tier. Pure.

export type Gap =
  /** More to spend, in fen; 0 or less: she has reached it and only has to be raised. */
  { kind: "to-next"; next: string; missingFen: number; spentFen: number } | { kind: "top"; spentFen: number };

/** `tiers` lowest first. Somebody without a tier, or with one the settings do not list, starts before the first. */
export function upgradeGap(
  tier: string | null,
  spentFen: number,
  tiers: readonly { name: string; thresholdFen: number }[],
): Gap {
  const at = tiers.findIndex((one) => one.name === tier);
  const next = tiers[at + 1];
  return next
    ? { kind: "to-next", next: next.name, missingFen: next.thresholdFen - spentFen, spentFen }
    : { kind: "top", spentFen };
}
