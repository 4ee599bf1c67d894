// Writes the icon containers of macOS (.icns) and Windows (.ico). electron-builder would download a program for it.

/** One square picture: its pixels as RGBA rows from the top, and the same as a PNG file. */
export interface IconPicture {
  size: number;
  pixels: Buffer;
  png: Buffer;
}

/** Apple's names of the sizes. Some stand for the same pixels at twice the density. */
const icnsTypes: [type: string, size: number][] = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/** The two smallest at single density, for the lists of Finder and the settings. As iconutil, not as PNG: apps get no others. */
const argbTypes: [type: string, size: number][] = [
  ['ic04', 16],
  ['ic05', 32],
];

/** An .icns file of the pictures whose size has a name. */
export function icns(pictures: readonly IconPicture[]): Buffer {
  const blocks = (types: [string, number][], content: (picture: IconPicture) => Buffer) =>
    types.flatMap(([type, wanted]) =>
      pictures.filter(({ size }) => size === wanted).map((picture) => icnsBlock(type, content(picture))),
    );
  const entries = [...blocks(argbTypes, argb), ...blocks(icnsTypes, ({ png }) => png)];
  return icnsBlock('icns', Buffer.concat(entries));
}

/** Alpha, red, green and blue one after the other, each packed for itself. */
function argb({ pixels }: IconPicture): Buffer {
  const channel = (at: number) => packed(pixels.filter((_, index) => index % 4 === at));
  return Buffer.concat([Buffer.from('ARGB', 'latin1'), ...[3, 0, 1, 2].map(channel)]);
}

/**
 * Apple's run lengths: a byte n below 128 stands before n + 1 bytes as they are; one from 128 before a byte that comes
 * n - 125 times. (Apple Icon Image format, Wikipedia, read November 2026.)
 */
function packed(bytes: Uint8Array): Buffer {
  const parts: number[] = [];
  let plain: number[] = [];
  const endPlain = () => {
    if (plain.length > 0) parts.push(plain.length - 1, ...plain);
    plain = [];
  };
  for (let at = 0; at < bytes.length; ) {
    const value = bytes[at] ?? 0;
    let length = 1;
    while (length < 130 && at + length < bytes.length && bytes[at + length] === value) length += 1;
    if (length >= 3) {
      endPlain();
      parts.push(length + 125, value);
    } else {
      if (plain.length + length > 128) endPlain();
      plain.push(...bytes.subarray(at, at + length));
    }
    at += length;
  }
  endPlain();
  return Buffer.from(parts);
}

/** Four letters, the length including these eight bytes, the content. */
function icnsBlock(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}

/** An .ico file of the pictures up to 256 pixels, the largest size of the format. */
export function ico(pictures: readonly IconPicture[]): Buffer {
  const taken = pictures.filter(({ size }) => size <= 256);
  // Installers can read small pictures only as bitmaps.
  const images = taken.map((picture) => (picture.size < 256 ? bitmap(picture) : picture.png));
  const head = Buffer.alloc(6 + 16 * taken.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(taken.length, 4);
  let offset = head.length;
  for (const [index, { size }] of taken.entries()) {
    const at = 6 + 16 * index;
    const length = images[index]?.length ?? 0;
    // 256 does not fit into a byte and is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += length;
  }
  return Buffer.concat([head, ...images]);
}

/** A bitmap as icons have it: blue, green, red, alpha from the bottom row up, then a mask that hides nothing. */
function bitmap({ size, pixels }: IconPicture): Buffer {
  const maskRow = Math.ceil(size / 32) * 4;
  const image = Buffer.alloc(40 + size * size * 4 + maskRow * size);
  image.writeUInt32LE(40, 0);
  image.writeInt32LE(size, 4);
  // The height of picture and mask together.
  image.writeInt32LE(size * 2, 8);
  image.writeUInt16LE(1, 12);
  image.writeUInt16LE(32, 14);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const from = ((size - 1 - y) * size + x) * 4;
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(from, from + 4);
      image.set([blue, green, red, alpha], 40 + (y * size + x) * 4);
    }
  return image;
}
