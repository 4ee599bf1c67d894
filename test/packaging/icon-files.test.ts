import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { root } from './packed.ts';

// The icons of the packages, taken apart again: every picture in a container is the one that the single files show.

const out = join(root, 'out');
const drawn = (size: number) => PNG.sync.read(readFileSync(join(out, 'icons', `${size}x${size}.png`)));

/** The blocks of an .icns file by their names. */
function blocksOf(file: Buffer): Map<string, Buffer> {
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  const blocks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
    blocks.set(file.toString('latin1', at, at + 4), file.subarray(at + 8, at + file.readUInt32BE(at + 4)));
  return blocks;
}

/** Undoes Apple's run lengths. */
function unpacked(content: Buffer): number[] {
  const bytes: number[] = [];
  for (let at = 0; at < content.length; ) {
    const head = content[at] ?? 0;
    if (head < 128) bytes.push(...content.subarray(at + 1, at + head + 2));
    else bytes.push(...Array<number>(head - 125).fill(content[at + 1] ?? 0));
    at += head < 128 ? head + 2 : 2;
  }
  return bytes;
}

describe('the icon for macOS', () => {
  const blocks = blocksOf(readFileSync(join(out, 'icon.icns')));

  it('has every size, the small ones at single and at double density', () => {
    expect([...blocks.keys()].sort()).toEqual(
      ['ic04', 'ic05', 'ic07', 'ic08', 'ic09', 'ic10', 'ic11', 'ic12', 'ic13', 'ic14'].sort(),
    );
  });

  it.each([
    ['ic04', 16],
    ['ic05', 32],
  ])('has the pixels of %s as alpha, red, green and blue', (name, size) => {
    const block = blocks.get(name) ?? Buffer.alloc(0);
    expect(block.toString('latin1', 0, 4)).toBe('ARGB');
    const bytes = unpacked(block.subarray(4));
    expect(bytes).toHaveLength(size * size * 4);
    const pixels = drawn(size).data;
    const channels = [3, 0, 1, 2].flatMap((at) => [...pixels].filter((_, index) => index % 4 === at));
    expect(bytes).toEqual(channels);
  });

  it.each([
    ['ic11', 32],
    ['ic12', 64],
    ['ic07', 128],
    ['ic13', 256],
    ['ic08', 256],
    ['ic14', 512],
    ['ic09', 512],
    ['ic10', 1024],
  ])('has %s as a PNG of %i pixels', (name, size) => {
    const picture = PNG.sync.read(blocks.get(name) ?? Buffer.alloc(0));
    expect([picture.width, picture.height]).toEqual([size, size]);
    expect(picture.data.equals(drawn(size).data)).toBe(true);
  });
});

describe('the icon for Windows', () => {
  const file = readFileSync(join(out, 'icon.ico'));
  const sizes = [16, 24, 32, 48, 64, 128, 256];

  it('has every size up to 256 pixels, each with its pixels', () => {
    expect(file.readUInt16LE(4)).toBe(sizes.length);
    for (const [index, size] of sizes.entries()) {
      const entry = 6 + 16 * index;
      expect(file.readUInt8(entry)).toBe(size % 256);
      const at = file.readUInt32LE(entry + 12);
      const image = file.subarray(at, at + file.readUInt32LE(entry + 8));
      const pixels = drawn(size).data;
      if (size === 256) expect(PNG.sync.read(image).data.equals(pixels)).toBe(true);
      else
        for (let y = 0; y < size; y += 1)
          for (let x = 0; x < size; x += 1) {
            const from = 40 + ((size - 1 - y) * size + x) * 4;
            const [blue, green, red, alpha] = image.subarray(from, from + 4);
            expect([red, green, blue, alpha]).toEqual([
              ...pixels.subarray((y * size + x) * 4, (y * size + x) * 4 + 4),
            ]);
          }
    }
  });
});
