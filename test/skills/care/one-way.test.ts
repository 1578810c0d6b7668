// There is one way to a customer: read from the source, so that a second one cannot be added unseen.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts") && !file.includes("generated"))
  .map((file) => ({ file, text: withoutComments(readFileSync(join("src", file), "utf8")) }));

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//gu, "").replace(/^\s*\/\/.*$/gmu, "");
}
const naming = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
const outside = (found: readonly string[], allowed: RegExp) => found.filter((file) => !allowed.test(file));
/** The body of a function, to its closing brace at the margin. */
function bodyOf(file: string, name: string): string {
  const text = files.find((one) => one.file === file)?.text ?? "";
  const start = text.search(new RegExp(`^(?:export )?(?:async )?function ${name}\\b`, "mu"));
  expect(start, `${name} in ${file}`).toBeGreaterThanOrEqual(0);
  return text.slice(start, text.indexOf("\n}\n", start));
}

describe("the one way to a customer", () => {
  it("the call of the platform stays in its folder, and the channel's method has one caller", () => {
    expect(outside(naming(/add_msg_template/u), /^(wecom|simulator)\//u)).toEqual([]);
    // Passing the method on (`createCustomerMessage: …`) is wiring; calling it is sending.
    expect(outside(naming(/\.createCustomerMessage\(/u), /^(wecom|simulator)\//u)).toEqual(["skills/care/deliver.ts"]);
    expect(
      outside(
        naming(/createCustomerMessage/u),
        /^(wecom|simulator)\/|^(channel|app|house)\.ts$|^skills\/care\/deliver\.ts$/u,
      ),
    ).toEqual([]);
  });

  it("the call for many has one caller too, which asks the gate before it", () => {
    expect(outside(naming(/\.createMassMessage\(/u), /^(wecom|simulator)\//u)).toEqual(["skills/campaigns/deliver.ts"]);
    expect(bodyOf("skills/campaigns/deliver.ts", "prepare")).toMatch(/waitingFor\([\s\S]*verdictsOf\(/u);
    const send = bodyOf("skills/campaigns/deliver.ts", "send");
    expect(send.indexOf("prepare(")).toBeLessThan(send.indexOf("create("));
    const commit = bodyOf("skills/campaigns/handle.ts", "commit");
    expect(commit.indexOf("reserveAll(")).toBeLessThan(commit.indexOf("insertMessages("));
    const all = bodyOf("skills/contact/store.ts", "reserveAll");
    expect(all.indexOf("FOR UPDATE")).toBeLessThan(all.indexOf("verdictsOf("));
    expect(all.indexOf("verdictsOf(")).toBeLessThan(all.indexOf("takePlaces("));
    expect(naming(/\btakePlaces\(/u)).toEqual(["skills/contact/store.ts"]);
  });

  it("delivery asks the gate and the lint before it calls, and only what was approved is delivered", () => {
    const prepare = bodyOf("skills/care/deliver.ts", "prepare");
    expect(prepare).toMatch(/waitingFor\([\s\S]*askAgain\([\s\S]*outlookOf\(/u);
    expect(bodyOf("skills/care/deliver.ts", "waitingFor")).toContain('state !== "queued"');
    expect(bodyOf("skills/care/deliver.ts", "askAgain")).toContain("mayStillGo(");
    expect(bodyOf("skills/care/outlook.ts", "outlookOf")).toMatch(/checkMessage\([\s\S]*blocks\(/u);
    const handler = bodyOf("skills/care/deliver.ts", "customerMessageHandler");
    expect(handler.indexOf("prepare(")).toBeLessThan(handler.indexOf("createTask("));
  });

  it("a message is queued at the approval or when the lesser one before it is gone, after its place was taken", () => {
    // Mass tasks are made in commit() alone, whose places the test above looks at.
    expect(naming(/kind: "customer_message"/u)).toEqual(["skills/campaigns/deliver.ts", "skills/care/deliver.ts"]);
    expect(naming(/\{ (?:\.\.\.approved, )?state: "queued"(?:, now)? \}/u)).toEqual([
      "skills/care/first-jobs.ts",
      "skills/care/handle-approve.ts",
    ]);
    // Beside them only what had its place and was with the platform is queued again, for another day word.
    expect(naming(/deliveryOf\(/u)).toEqual([
      "skills/care/deliver.ts",
      "skills/care/first-jobs.ts",
      "skills/care/handle-approve.ts",
      "skills/care/jobs.ts",
    ]);
    expect(bodyOf("skills/care/jobs.ts", "renew")).toMatch(/state: "task_created"[\s\S]*deliveryOf\(/u);
    const approve = bodyOf("skills/care/handle-approve.ts", "approveOne");
    expect(approve.indexOf("reserve(")).toBeGreaterThan(0);
    expect(approve.indexOf("reserve(")).toBeLessThan(approve.indexOf("deliveryOf("));
    for (const answer of ["never", "once-free"])
      expect(approve.indexOf(`verdict === "${answer}"`)).toBeLessThan(approve.indexOf("deliveryOf("));
    expect(bodyOf("skills/care/first-jobs.ts", "queueOne")).toMatch(
      /state !== "approved"\) return[\s\S]*reserve\([\s\S]*verdict !== "allow"\) return[\s\S]*deliveryOf\(/u,
    );
  });

  it("places are taken by the gate alone", () => {
    expect(naming(/contactReservation\.(?:create|upsert|createMany)|INTO contact_reservation/u)).toEqual([
      "skills/contact/store.ts",
    ]);
    const reserve = bodyOf("skills/contact/store.ts", "reserve");
    expect(reserve.indexOf("FOR UPDATE")).toBeLessThan(reserve.indexOf("mayContact("));
    expect(reserve.indexOf("mayContact(")).toBeLessThan(reserve.indexOf("contactReservation.upsert"));
  });
});
