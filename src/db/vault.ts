// Phones and addresses at rest. The interface; `personal.ts` holds the cipher.

export interface Vault {
  /** Encrypts for storage. */
  seal(plain: string): Uint8Array<ArrayBuffer>;
  /** Decrypts what `seal` made. Throws when it was tampered with or another key made it. */
  open(sealed: Uint8Array): string;
  /** Keyed hash of a phone's digits, for exact look-up. */
  hashPhone(phone: string): string;
  /** Keyed hash of any text: who has only the database cannot try texts out. */
  hash(text: string): string;
}
