import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as official from "@wecom/crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  CallbackError,
  callbackCodes,
  decodeAesKey,
  decrypt,
  encrypt,
  open,
  seal,
  sign,
  signJsApi,
} from "../../src/wecom/crypto.ts";
import { hasPublished, readPublished } from "./support/published.ts";

const own = z
  .object({
    vectors: z.array(
      z.object({
        name: z.string(),
        token: z.string(),
        encodingAesKey: z.string(),
        receiveId: z.string(),
        timestamp: z.string(),
        nonce: z.string(),
        random: z.string(),
        plaintext: z.string(),
        encrypt: z.string(),
        signature: z.string(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL("./support/crypto-vectors.json", import.meta.url), "utf8"))).vectors;

const someKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const keys = { token: "zhikeToken2026", aesKey: decodeAesKey(someKey), receiveId: "wwdemo000000000001" };

function faultOf(work: () => unknown): string {
  try {
    work();
    return "none";
  } catch (error) {
    return error instanceof CallbackError ? error.fault : `unexpected ${String(error)}`;
  }
}

describe("own vectors", () => {
  test.each(own)("$name", (vector) => {
    const aesKey = decodeAesKey(vector.encodingAesKey);
    const { receiveId, timestamp, nonce, plaintext } = vector;

    expect(open({ token: vector.token, aesKey, receiveId }, vector)).toBe(plaintext);
    expect(
      seal({ token: vector.token, aesKey, receiveId }, plaintext, {
        timestamp,
        nonce,
        random: Buffer.from(vector.random),
      }),
    ).toEqual({
      timestamp,
      nonce,
      encrypt: vector.encrypt,
      signature: vector.signature,
    });
  });
});

describe("what is refused", () => {
  const good = seal(keys, "你好", { timestamp: "1767225600", nonce: "7" });
  const flip = (text: string, index: number) =>
    text.slice(0, index) + (text[index] === "A" ? "B" : "A") + text.slice(index + 1);

  test("one changed character in any field", () => {
    for (const field of ["signature", "timestamp", "nonce", "encrypt"] as const) {
      for (let index = 0; index < good[field].length; index++) {
        expect(faultOf(() => open(keys, { ...good, [field]: flip(good[field], index) }))).toBe("signature");
      }
    }
  });

  test("one flipped bit of the cipher that was signed again never gives the text", () => {
    const bytes = Buffer.from(good.encrypt, "base64");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const cipher = changed.toString("base64");
      const signature = sign(keys.token, { ...good, encrypt: cipher });
      let text = "";
      faultOf(() => {
        text = open(keys, { ...good, encrypt: cipher, signature });
      });
      expect(text).not.toBe("你好");
    }
  });

  test.each([
    ["signature missing", { ...good, signature: "" }, "signature"],
    ["signature in capitals", { ...good, signature: good.signature.toUpperCase() }, "signature"],
    ["signature longer", { ...good, signature: `${good.signature}0` }, "signature"],
  ])("%s", (_name, envelope, fault) => {
    expect(faultOf(() => open(keys, envelope))).toBe(fault);
  });

  test.each([
    ["no cipher", "", "base64"],
    ["not base64", "!!!!", "base64"],
    ["url-safe base64", "ab-_", "base64"],
    ["broken length", "abc", "base64"],
    ["not whole blocks", Buffer.alloc(33).toString("base64"), "decrypt"],
    ["beyond the body limit", "A".repeat(1_400_004), "base64"],
  ])("%s", (_name, cipher, fault) => {
    expect(faultOf(() => decrypt(keys.aesKey, keys.receiveId, cipher))).toBe(fault);
  });

  test("another receiver, also one that only begins alike", () => {
    for (const receiveId of ["", "wwdemo00000000000", "wwdemo0000000000012", "WWDEMO000000000001"]) {
      const cipher = encrypt(keys.aesKey, "hello", { receiveId });
      expect(faultOf(() => decrypt(keys.aesKey, keys.receiveId, cipher))).toBe("receiver");
    }
  });

  test("random of another length", () => {
    expect(faultOf(() => encrypt(keys.aesKey, "a", { receiveId: "", random: Buffer.alloc(15) }))).toBe("encrypt");
  });

  test.each([
    ["empty", ""],
    ["42 characters", someKey.slice(1)],
    ["44 characters", `${someKey}a`],
    ["padding inside", `${someKey.slice(1)}=`],
    ["foreign character", `${someKey.slice(1)}$`],
    ["line break", `${someKey}\n`],
  ])("key: %s", (_name, key) => {
    expect(faultOf(() => decodeAesKey(key))).toBe("key");
  });

  test("codes are the official ones", () => {
    expect(callbackCodes).toMatchObject({ signature: -40001, parse: -40002, key: -40004, receiver: -40005 });
    expect(callbackCodes).toMatchObject({ encrypt: -40006, decrypt: -40007, buffer: -40008, base64: -40010 });
  });
});

describe("signature", () => {
  test("is symmetric in its inputs and sorts by code units, neither by number nor by locale", () => {
    const plain = (parts: string[]) =>
      sign(parts[0] ?? "", { timestamp: parts[1] ?? "", nonce: parts[2] ?? "", encrypt: parts[3] ?? "" });
    // By number 9 < 10, by locale a < B: by code units the other way round.
    expect(plain(["a", "9", "10", "B"])).toBe(official.getSignature("a", "9", "10", "B"));
    expect(plain(["a", "9", "10", "B"])).toBe(plain(["B", "10", "9", "a"]));
    expect(plain(["a", "9", "10", "B"])).toBe(createHash("sha1").update("109Ba").digest("hex"));
  });

  test("for pages leaves out the fragment", () => {
    const page = { ticket: "T", nonce: "N", timestamp: 1, url: "https://a.example/x?y=1" };
    const theirs = official.getJsApiSignature({ ticket: "T", nonceStr: "N", timestamp: 1, url: page.url });
    expect(signJsApi(page)).toBe(theirs.signature);
    expect(signJsApi({ ...page, url: `${page.url}#/home` })).toBe(theirs.signature);
  });
});

describe("against the official package", () => {
  const aesKeyText = fc
    .array(fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"), {
      minLength: 43,
      maxLength: 43,
    })
    .map((letters) => letters.join(""));
  const wellFormed = fc.string({ unit: "grapheme", maxLength: 300 });

  test("theirs opens here, ours opens there, byte for byte the same", () => {
    fc.assert(
      fc.property(
        aesKeyText,
        wellFormed,
        fc.string({ unit: "grapheme-ascii", maxLength: 20 }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        (key, text, receiveId, bytes) => {
          const random = Buffer.from(bytes);
          const aesKey = decodeAesKey(key);
          const theirs = official.encrypt(key, text, receiveId, random);
          const ours = encrypt(aesKey, text, { receiveId, random });
          expect(ours).toBe(theirs);
          expect(decrypt(aesKey, receiveId, theirs)).toBe(text);
          expect(official.decrypt(key, ours)).toMatchObject({ message: text, id: receiveId });
        },
      ),
      { numRuns: 300 },
    );
  });

  test("signatures agree", () => {
    const word = fc.string({ unit: "grapheme-ascii", maxLength: 12 });
    fc.assert(
      fc.property(word, word, word, word, (token, timestamp, nonce, cipher) => {
        expect(sign(token, { timestamp, nonce, encrypt: cipher })).toBe(
          official.getSignature(token, timestamp, nonce, cipher),
        );
      }),
    );
  });
});

const envelopeFields = {
  id: z.string(),
  token: z.string(),
  encoding_aes_key: z.string(),
  receive_id: z.string(),
  timestamp: z.string(),
  nonce: z.string(),
  encrypt: z.string(),
  msg_signature: z.string(),
};
const published = z.object({
  vectors: z.array(
    z.object({
      ...envelopeFields,
      signature_valid: z.boolean(),
      expected: z.object({ plaintext: z.string(), random_hex: z.string() }),
    }),
  ),
  negative: z.array(z.object({ ...envelopeFields, reference_library_code: z.number() })),
  invalid_encoding_aes_keys: z.object({ keys: z.array(z.object({ key: z.string(), why: z.string() })) }),
  jsapi: z.array(
    z.object({
      jsapi_ticket: z.string(),
      noncestr: z.string(),
      timestamp: z.number(),
      url: z.string(),
      signature: z.string(),
    }),
  ),
});

const vectorsFile = "wecom-crypto-vectors.json";
const isThere = hasPublished(vectorsFile);

describe.skipIf(!isThere)("published vectors", () => {
  const all = isThere ? published.parse(readPublished(vectorsFile)) : null;

  test("all positive ones open, and seal to the same bytes", () => {
    expect(all?.vectors.length).toBeGreaterThanOrEqual(10);
    for (const vector of all?.vectors ?? []) {
      const ring = { token: vector.token, aesKey: decodeAesKey(vector.encoding_aes_key), receiveId: vector.receive_id };
      const { timestamp, nonce, expected } = vector;
      if (vector.signature_valid) {
        expect(open(ring, { ...vector, signature: vector.msg_signature }), vector.id).toBe(expected.plaintext);
        const sealed = seal(ring, expected.plaintext, {
          timestamp,
          nonce,
          random: Buffer.from(expected.random_hex, "hex"),
        });
        expect(sealed.encrypt, vector.id).toBe(vector.encrypt);
        expect(sealed.signature, vector.id).toBe(vector.msg_signature);
      }
      expect(
        faultOf(() => open({ ...ring, token: `${ring.token}x` }, { ...vector, signature: vector.msg_signature })),
      ).toBe("signature");
    }
  });

  test("all negative ones are refused with the reference library's code", () => {
    expect(all?.negative.length).toBeGreaterThanOrEqual(6);
    for (const vector of all?.negative ?? []) {
      const ring = { token: vector.token, aesKey: decodeAesKey(vector.encoding_aes_key), receiveId: vector.receive_id };
      const fault = faultOf(() => open(ring, { ...vector, signature: vector.msg_signature }));
      expect(callbackCodes[fault as keyof typeof callbackCodes], vector.id).toBe(vector.reference_library_code);
    }
  });

  test("all bad keys are refused", () => {
    for (const { key, why } of all?.invalid_encoding_aes_keys.keys ?? [])
      expect(
        faultOf(() => decodeAesKey(key)),
        why,
      ).toBe("key");
  });

  test("page signatures", () => {
    for (const vector of all?.jsapi ?? []) {
      const page = {
        ticket: vector.jsapi_ticket,
        nonce: vector.noncestr,
        timestamp: vector.timestamp,
        url: vector.url,
      };
      expect(signJsApi(page)).toBe(vector.signature);
    }
  });
});
