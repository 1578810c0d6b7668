import { describe, expect, test } from "vitest";
import { codeRules, refusalOf } from "../../src/wecom/codes.ts";

describe("remedies", () => {
  test.each([
    ["retry", [-1]],
    ["refresh", [40014, 42001]],
    ["wait", [45009, 45033, 41063]],
    [
      "configure",
      [
        40001, 40013, 40056, 40091, 41002, 48001, 48002, 48006, 50002, 50003, 60011, 60020, 301002, 301007, 43012,
        84074,
      ],
    ],
    [
      "give-up",
      [
        40003, 40007, 40058, 41048, 41050, 41051, 41096, 45002, 60140, 81013, 82001, 84061, 42014, 42027, 42036, 42051,
        999999,
      ],
    ],
  ])("%s", (remedy, codes) => {
    for (const code of codes) expect(refusalOf("x", code, "").remedy, String(code)).toBe(remedy);
  });

  test("every code has advice in Chinese and English", () => {
    expect(codeRules.size).toBeGreaterThan(100);
    for (const [code, { advice }] of codeRules) expect(advice, String(code)).toMatch(/[\u4e00-\u9fff].* \/ .*[a-z]/);
  });
});

test("of the platform's words only trace id and address remain", () => {
  const words =
    "not allow to access from your ip, hint: [170494140312], from ip: 203.0.113.7, more info at https://x?e=60020, token=abc";
  const error = refusalOf("message/send", 60020, words);
  expect(error.message).toBe(
    "message/send: errcode 60020 · 本机出口 IP 不在「企业可信IP」，请加入，约 1 分钟生效 / add this server's IP to the trusted IPs · hint 170494140312 ip 203.0.113.7",
  );
  expect(error.code).toBe(60020);
});

test("how long to wait", () => {
  expect([45009, 45033, 40003].map((code) => refusalOf("x", code, "").waitMs)).toEqual([60_000, 1_000, null]);
});
