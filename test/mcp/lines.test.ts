import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wholeLines } from '../../main/mcp/lines.ts';

/** What comes out of the chunks, and how many lines were too long. */
async function through(longest: number, chunks: readonly string[]) {
  let tooLong = 0;
  const lines = wholeLines(longest, () => {
    tooLong += 1;
  });
  for (const chunk of chunks) lines.write(chunk);
  lines.end();
  const out: Buffer[] = [];
  for await (const chunk of lines) out.push(chunk);
  return { text: Buffer.concat(out).toString(), tooLong };
}

it('a line that is too long is left out, and those around it are not', async () => {
  expect(await through(10, ['one\ntw', 'o\n', 'x'.repeat(9), 'x'.repeat(9), '\nthree\nrest'])).toEqual({
    text: 'one\ntwo\nthree\n',
    tooLong: 1,
  });
});

it('however the input is cut, the same lines come out', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n') })), async (chunks) => {
      const whole = chunks.join('').split('\n').slice(0, -1);
      const kept = whole.filter((line) => line.length < 4);
      expect(await through(4, chunks.filter(Boolean))).toEqual({
        text: kept.map((line) => `${line}\n`).join(''),
        tooLong: whole.length - kept.length,
      });
    }),
  );
});
