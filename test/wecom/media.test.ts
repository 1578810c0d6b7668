// Files on their way to the platform: a path, or a content that travels in the stored reply.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readMedia } from "../../src/wecom/media.ts";

const sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

test("a data: URL is the content, under the name it was given", async () => {
  const content = Buffer.from("a small workbook");
  const media = await readMedia(`data:${sheet};base64,${content.toString("base64")}`, "file", "会员信息登记表.xlsx");
  expect(media).toEqual({ content, name: "会员信息登记表.xlsx", type: sheet });
  const path = join(mkdtempSync(join(tmpdir(), "zhike-media-")), "a.xlsx");
  writeFileSync(path, content);
  expect(await readMedia(path, "file")).toEqual({ content, name: "a.xlsx", type: sheet });
});

test("what the platform would refuse is refused before it is sent", async () => {
  await expect(readMedia(`data:${sheet};base64,AAAA`, "file", "a.xlsx")).rejects.toThrow("empty");
  const huge = Buffer.alloc(21 * 1024 * 1024).toString("base64");
  await expect(readMedia(`data:${sheet};base64,${huge}`, "file", "a.xlsx")).rejects.toThrow("20 MiB");
});
