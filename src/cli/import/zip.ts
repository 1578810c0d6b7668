// The parts of a zip file, found by its directory at the end, each read as a stream. For workbooks, which are zips.
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { InputError } from "../../errors.ts";

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

/** The record at the end, with a comment of at most 65,535 bytes behind it. */
const endBytes = 22 + 65_535;
/** A workbook has some dozens of parts; a directory larger than this is no workbook's. */
const directoryBytesMax = 16_000_000;
const whole32 = 0xffffffff;

/** Throws InputError when the file breaks off or is none. */
export async function readZip(path: string): Promise<Map<string, ZipEntry>> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const tail = await bytesAt(handle, Math.max(0, size - endBytes), Math.min(size, endBytes));
    const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    if (at < 0) throw new InputError("文件不完整");
    const { start, length } = await directoryOf(handle, tail, at);
    if (length > directoryBytesMax || start + length > size) throw new InputError("文件不完整");
    return entriesOf(await bytesAt(handle, start, length));
  } finally {
    await handle.close();
  }
}

/** Of a large file the plain record holds only ones, and a second record the numbers. */
async function directoryOf(handle: FileHandle, tail: Buffer, at: number): Promise<{ start: number; length: number }> {
  const start = tail.readUInt32LE(at + 16);
  const length = tail.readUInt32LE(at + 12);
  if (start !== whole32 && length !== whole32) return { start, length };
  if (at < 20 || tail.readUInt32LE(at - 20) !== 0x07064b50) throw new InputError("文件不完整");
  const record = await bytesAt(handle, Number(tail.readBigUInt64LE(at - 12)), 56);
  return { length: Number(record.readBigUInt64LE(40)), start: Number(record.readBigUInt64LE(48)) };
}

function entriesOf(directory: Buffer): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    const nameEnd = at + 46 + (nameBytes ?? 0);
    const extraEnd = nameEnd + (extraBytes ?? 0);
    const name = directory.toString("utf8", at + 46, nameEnd).replaceAll("\\", "/");
    const sizes = largeSizes(directory.subarray(nameEnd, extraEnd), {
      plain: directory.readUInt32LE(at + 24),
      packed: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    entries.set(name.toLowerCase(), { name, method: directory.readUInt16LE(at + 10), ...sizes });
    at = extraEnd + (commentBytes ?? 0);
  }
  return entries;
}

/** Numbers that do not fit into 32 bits stand in the extra field, in this order, only those that do not. */
function largeSizes(extra: Buffer, sizes: { plain: number; packed: number; offset: number }) {
  let { plain, packed, offset } = sizes;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    const take = (value: number) => {
      if (value !== whole32 || next + 8 > extra.length) return value;
      next += 8;
      return Number(extra.readBigUInt64LE(next - 8));
    };
    plain = take(plain);
    packed = take(packed);
    offset = take(offset);
  }
  return { packed, offset };
}

/** The part's contents. `onBytes` hears how far into the file the reading has come. */
export async function readEntry(path: string, entry: ZipEntry, onBytes?: (bytes: number) => void): Promise<Readable> {
  const handle = await open(path);
  let start: number;
  try {
    const header = await bytesAt(handle, entry.offset, 30);
    if (header.readUInt32LE(0) !== 0x04034b50) throw new InputError("文件不完整");
    start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await handle.close();
  }
  const packed = createReadStream(path, { start, end: start + Math.max(entry.packed, 1) - 1 });
  if (onBytes) packed.on("data", () => onBytes(start + packed.bytesRead));
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new InputError("压缩方式不认识");
  const inflated = createInflateRaw();
  packed.on("error", (error) => inflated.destroy(error));
  inflated.on("close", () => packed.destroy());
  return packed.pipe(inflated);
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new InputError("文件不完整");
  return buffer;
}
