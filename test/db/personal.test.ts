import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createVault,
  hashPhone,
  keyFrom,
  loadKey,
  normalisePhone,
  open,
  phoneColumns,
  seal,
} from "../../src/db/personal.ts";

const key = keyFrom(new Uint8Array(32).fill(7));
const otherKey = keyFrom(new Uint8Array(32).fill(8));

test("what is sealed opens again, and never looks the same twice", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(open(key, seal(key, text))).toBe(text);
      expect(Buffer.from(seal(key, text)).equals(seal(key, text))).toBe(false);
    }),
  );
});

test("one changed bit anywhere is noticed", () => {
  const sealed = seal(key, "上海市静安区南京西路 1266 号");
  fc.assert(
    fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
      const changed = Uint8Array.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => open(key, changed)).toThrow(/changed|sealed/);
    }),
  );
  expect(() => open(key, sealed.slice(0, -1))).toThrow("changed or cut");
  expect(() => open(key, sealed.slice(0, 10))).toThrow("not a sealed value");
  expect(() => open(key, new Uint8Array())).toThrow("not a sealed value");
});

test("another key is named, not guessed at", () => {
  expect(() => open(otherKey, seal(key, "13800001234"))).toThrow(`sealed with key ${key.id}`);
});

test("a phone's columns: sealed, hashed with the key, last four digits", () => {
  const columns = phoneColumns(key, "13800001234");
  expect(open(key, columns.phoneCipher)).toBe("13800001234");
  expect(columns.phoneTail).toBe("1234");
  expect(columns.phoneHash).toBe(hashPhone(key, "13800001234"));
  expect(columns.phoneHash).not.toBe(hashPhone(otherKey, "13800001234"));
});

test("a vault finds a phone however it is written", () => {
  const vault = createVault(key);
  expect(vault.open(vault.seal("13800001234"))).toBe("13800001234");
  expect(vault.hashPhone("+86 138-0000-1234")).toBe(hashPhone(key, "13800001234"));
});

describe("normalisePhone", () => {
  test.each([
    ["13800001234", "13800001234"],
    ["138 0000 1234", "13800001234"],
    ["138-0000-1234", "13800001234"],
    ["１３８００００１２３４", "13800001234"],
    ["+86 138 0000 1234", "13800001234"],
    ["008613800001234", "13800001234"],
    ["8613800001234", "13800001234"],
    ["021-6123 4567", "02161234567"],
    ["(0755) 8123-4567", "075581234567"],
    ["400-800-1234", "4008001234"],
    ["+852 9123 4567", "+85291234567"],
    ["0044 20 7946 0958", "+442079460958"],
    ["手机：13800001234", "13800001234"],
    ["138****1234", null],
    ["1234", null],
    ["12800001234", null],
    ["", null],
    ["无", null],
  ])("%s → %s", (text, phone) => expect(normalisePhone(text)).toBe(phone));

  test("saying it twice changes nothing", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[+0-9 ()-]{0,20}$/), (text) => {
        const phone = normalisePhone(text);
        if (phone !== null) expect(normalisePhone(phone)).toBe(phone);
      }),
    );
  });
});

describe("loadKey", () => {
  test("makes the file once, for its owner only", () => {
    const dataDir = join(mkdtempSync(join(tmpdir(), "zhike-")), "data");
    const first = loadKey({ dataDir });
    expect(loadKey({ dataDir })).toEqual(first);
    expect(statSync(join(dataDir, "secret.key")).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(join(dataDir, "secret.key"), "utf8"), "base64")).toHaveLength(32);
  });

  test("takes base64 or hexadecimal from the environment, and refuses a short key", () => {
    const bytes = Buffer.alloc(32, 7);
    expect(loadKey({ dataDir: "/nowhere", value: bytes.toString("base64") })).toEqual(key);
    expect(loadKey({ dataDir: "/nowhere", value: bytes.toString("hex") })).toEqual(key);
    expect(() => loadKey({ dataDir: "/nowhere", value: "abc" })).toThrow(/32 bytes/);
  });

  test("a damaged file is refused, never replaced", () => {
    const dataDir = mkdtempSync(join(tmpdir(), "zhike-"));
    writeFileSync(join(dataDir, "secret.key"), "");
    expect(() => loadKey({ dataDir })).toThrow(/secret.key/);
    expect(readFileSync(join(dataDir, "secret.key"), "utf8")).toBe("");
  });
});
