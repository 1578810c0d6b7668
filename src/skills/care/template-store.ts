// Wordings of the shop (versioned) and of single associates.
import type { Tx } from "../../db/db.ts";
import type { Template } from "./templates.ts";

export interface NewTemplate {
  key: string;
  occasion: string;
  timing: string | null;
  festival: string | null;
  cause: string | null;
  lifecycle: string | null;
  formal: boolean;
  body: string;
  active: boolean;
  createdById: string | null;
  createdAt: Date;
}

/** A new version of a key; the older ones stay, so that every message sent can be traced to its wording. */
export async function addTemplateVersion(tx: Tx, template: NewTemplate, least = 1): Promise<number> {
  const last = await tx.careTemplate.aggregate({ where: { key: template.key }, _max: { version: true } });
  const version = Math.max((last._max.version ?? 0) + 1, least);
  await tx.careTemplate.createMany({ data: [{ ...template, version }] });
  return version;
}

/** The versions of a key, the newest first. */
export async function templateHistory(tx: Tx, key: string): Promise<Omit<NewTemplate, "createdById" | "createdAt">[]> {
  return tx.careTemplate.findMany({
    where: { key },
    omit: { createdById: true, createdAt: true },
    orderBy: { version: "desc" },
    take: HISTORY_MAX,
  });
}

/** The wording of this kind that the shop changed last: what 恢复生日模板 means. */
export async function lastChanged(
  tx: Tx,
  of: { occasion: string; festival: string | null },
): Promise<{ key: string } | null> {
  return tx.careTemplate.findFirst({
    where: { occasion: of.occasion, ...(of.festival === null ? {} : { festival: of.festival }) },
    select: { key: true },
    orderBy: [{ createdAt: "desc" }, { version: "desc" }, { key: "asc" }],
  });
}

const HISTORY_MAX = 50;

/** Kept once; said again it is moved to the front. */
export async function keepWording(
  tx: Tx,
  of: {
    staffId: string;
    template: Pick<Template, "occasion" | "when" | "festival" | "cause" | "body">;
    from: string;
    now: Date;
  },
): Promise<void> {
  const { occasion, when, festival, cause, body } = of.template;
  const row = { staffId: of.staffId, occasion, timing: when, festival, cause, body, sourceMessageId: of.from };
  const known = { staffId: of.staffId, occasion, body };
  const { count } = await tx.careWording.updateMany({ where: known, data: { createdAt: of.now } });
  if (count === 0) await tx.careWording.createMany({ data: [{ ...row, createdAt: of.now }], skipDuplicates: true });
}

/** A customer to show a template with: her who is spoken of, or one with a birthday and something bought. */
export async function sampleCustomer(tx: Tx, focus: string | null): Promise<{ id: string; ownerId: string } | null> {
  const select = { id: true, ownerId: true } as const;
  const spoken = focus === null ? null : await tx.customer.findUnique({ where: { id: focus }, select });
  const found =
    spoken ??
    (await tx.customer.findFirst({
      where: { ownerId: { not: null }, birthdayMonth: { not: null }, facts: { some: { kind: "preference" } } },
      select,
      orderBy: { id: "asc" },
    })) ??
    (await tx.customer.findFirst({ where: { ownerId: { not: null } }, select, orderBy: { id: "asc" } }));
  return found?.ownerId ? { id: found.id, ownerId: found.ownerId } : null;
}
