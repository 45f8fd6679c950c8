// Looks at the pixels of a screenshot (PNG, eight bits a channel, not interlaced: what chromium writes; RFC 2083).
import { inflateSync } from "node:zlib";

export type Colour = readonly [number, number, number];

export interface Picture {
  width: number;
  height: number;
  at(x: number, y: number): Colour;
}

export function decode(png: Buffer): Picture {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const wide = ({ 2: 3, 6: 4 } as Record<number, number>)[png.readUInt8(25)];
  if (png.readUInt8(24) !== 8 || !wide || png.readUInt8(28) !== 0) throw new Error("not a picture as chromium writes them");
  const raw = inflateSync(Buffer.concat(data(png)));
  const stride = width * wide;
  const rows = Buffer.alloc(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!;
    for (let i = 0; i < stride; i++) {
      const left = i >= wide ? rows[y * stride + i - wide]! : 0;
      const up = y > 0 ? rows[(y - 1) * stride + i]! : 0;
      const corner = i >= wide && y > 0 ? rows[(y - 1) * stride + i - wide]! : 0;
      rows[y * stride + i] = raw[y * (stride + 1) + 1 + i]! + predicted(filter, left, up, corner);
    }
  }
  return { width, height, at: (x, y) => [0, 1, 2].map((c) => rows[y * stride + x * wide + c]!) as unknown as Colour };
}

/** The contents of the chunks that hold the picture. */
function data(png: Buffer): Buffer[] {
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return parts;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const p = left + up - corner;
      const [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
  }
  return 0;
}

/** How many pixels are about of a colour, and how many colours there are. */
export function census(picture: Picture, colour: Colour, tolerance = 24): { like: number; colours: number } {
  const colours = new Set<number>();
  let like = 0;
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const [r, g, b] = picture.at(x, y);
      colours.add((r << 16) | (g << 8) | b);
      if (Math.abs(r - colour[0]) + Math.abs(g - colour[1]) + Math.abs(b - colour[2]) <= tolerance) like++;
    }
  }
  return { like, colours: colours.size };
}
