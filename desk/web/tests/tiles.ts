// A PMTiles file of one picture, for maps with a ground of the user's own (the format: protomaps/PMTiles, spec version 3).
import { writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

const headerLength = 127;

/** Writes a file of zoom 0 alone whose single tile is all of one green, which the map has nowhere else. */
export function writeTiles(file: string): void {
  const tile = png(16, [20, 160, 60]);
  const directory = Buffer.concat([1, 0, 1, tile.length, 1].map(varint)); // entries; then tile id, run length, length, offset+1
  const metadata = Buffer.from("{}");
  const header = Buffer.alloc(headerLength);
  header.write("PMTiles", 0, "ascii");
  header.writeUInt8(3, 7);
  const sections = [directory.length, metadata.length, 0, tile.length];
  let at = headerLength;
  sections.forEach((length, i) => {
    header.writeBigUInt64LE(BigInt(at), 8 + 16 * i);
    header.writeBigUInt64LE(BigInt(length), 16 + 16 * i);
    at += length;
  });
  for (const offset of [72, 80, 88]) header.writeBigUInt64LE(1n, offset); // tiles addressed, entries, contents
  header.set([1, 1, 1, 2, 0, 0], 96); // clustered; nothing compressed; PNG; zoom 0 to 0
  const bounds = [-1800000000, -850000000, 1800000000, 850000000];
  bounds.forEach((b, i) => header.writeInt32LE(b, 102 + 4 * i));
  writeFileSync(file, Buffer.concat([header, directory, metadata, tile]));
}

function varint(value: number): Buffer {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}

/** A square picture of one colour. */
function png(side: number, rgb: number[]): Buffer {
  const row = Buffer.from([0, ...Array<number[]>(side).fill(rgb).flat()]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const body = deflateSync(Buffer.concat(Array<Buffer>(side).fill(row)));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", body), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, "ascii"), data]);
  const out = Buffer.alloc(8 + named.length);
  out.writeUInt32BE(data.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), 4 + named.length);
  return out;
}
