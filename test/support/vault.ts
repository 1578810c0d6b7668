// A vault for tests: readable in a debugger and the same on every run. It protects nothing.
import { createHash } from "node:crypto";
import type { Vault } from "../../src/db/vault.ts";

export const testVault: Vault = {
  seal: (plain) => Uint8Array.from(Buffer.from(`sealed:${plain}`, "utf8")),
  open: (sealed) =>
    Buffer.from(sealed)
      .toString("utf8")
      .replace(/^sealed:/, ""),
  hashPhone: (phone) => createHash("sha256").update(phone.replace(/\D/g, "")).digest("hex"),
  hash: (text) => createHash("sha256").update(text).digest("hex"),
};
