// The shop's wordings of messages to customers. A row that differs becomes a new version, the older ones stay; one that is
// the house's own word for word changes nothing. Each is looked at as if it were typed in talk: fields, day words, lint.

import { findingLines } from "../../skills/care/finding-words.ts";
import { houseTemplates } from "../../skills/care/house.ts";
import { blocks } from "../../skills/care/lint.ts";
import { festivalName } from "../../skills/care/occasions.ts";
import { lintTemplate } from "../../skills/care/sample.ts";
import { addTemplateVersion, type NewTemplate } from "../../skills/care/template-store.ts";
import { faultWords } from "../../skills/care/template-words.ts";
import { causes, faultOf, lifecycles, normaliseFields, storedTemplate, timings } from "../../skills/care/templates.ts";
import { punctuate } from "../../skills/care/wording.ts";
import { contactKinds } from "../../skills/contact/gate.ts";
import type { KindImport } from "./batch.ts";
import { required } from "./house.ts";
import { idOf } from "./identity.ts";
import type { Row } from "./row.ts";

interface TemplateRecord extends Omit<NewTemplate, "occasion" | "createdById" | "createdAt"> {
  occasion: (typeof contactKinds)[number];
  version: number | null;
}

export const templates: KindImport<TemplateRecord> = {
  read(row) {
    const occasion = required(row, "occasion", row.word("occasion", contactKinds));
    const said = required(row, "body", row.text("body"));
    if (occasion === null || said === null) return null;
    const festival = row.text("festival");
    const record = {
      occasion,
      timing: row.word("timing", timings),
      festival: festival === null ? null : festivalName(festival),
      cause: row.word("cause", causes),
      lifecycle: row.word("lifecycle", lifecycles),
      formal: row.yesNo("formal") ?? false,
      body: punctuate(normaliseFields(said.trim())),
    };
    const key = row.text("key") ?? `${occasion}/${idOf("template", JSON.stringify(record)).slice(0, 8)}`;
    if (!isSound(row, { ...record, key })) return null;
    return { ...record, key, version: row.int("version"), active: row.yesNo("active") ?? true };
  },
  async write({ tx, now }, records) {
    const rows = await tx.careTemplate.findMany({
      where: { key: { in: records.map(({ key }) => key) } },
      orderBy: { version: "asc" },
    });
    const newest = new Map(
      houseTemplates().map((one) => [one.key, contentOf({ ...one, timing: one.when, active: true })]),
    );
    for (const row of rows) newest.set(row.key, contentOf(row));
    const written = { created: 0, changed: 0, same: 0 };
    for (const { version, ...record } of records) {
      const before = newest.get(record.key);
      const content = contentOf(record);
      if (before === content) {
        written.same += 1;
        continue;
      }
      await addTemplateVersion(tx, { ...record, createdById: null, createdAt: now }, version ?? undefined);
      newest.set(record.key, content);
      written[before === undefined ? "created" : "changed"] += 1;
    }
    return written;
  },
};

function isSound(row: Row, record: Omit<TemplateRecord, "version" | "active">): boolean {
  const { body, occasion } = record;
  const fault = faultOf(body, occasion);
  if (fault !== null) row.fault("body", faultWords(fault), "改好再导入");
  const template = storedTemplate({ ...record, version: 1, origin: "shop" });
  if (fault !== null || template === null) return false;
  const sample = lintTemplate(template);
  if (sample === null || blocks(sample.findings)) {
    row.fault("body", findingLines(sample?.findings ?? []).join("；") || "填不成一句话", "改好再导入");
    return false;
  }
  return true;
}

/** What a version is, apart from who made it and when. */
function contentOf(of: Omit<TemplateRecord, "version" | "key" | "occasion"> & { occasion: string }): string {
  const { occasion, timing, festival, cause, lifecycle, formal, body, active } = of;
  return JSON.stringify([occasion, timing, festival, cause, lifecycle, formal, body, active]);
}
