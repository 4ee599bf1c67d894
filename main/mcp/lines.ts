import { Transform, type TransformCallback } from 'node:stream';

const newline = 0x0a;

/**
 * Passes on whole lines of up to `longest` bytes, and leaves out longer ones, so that nobody who writes without an end fills the
 * memory. `onTooLong` is told of each.
 */
export function wholeLines(longest: number, onTooLong: () => void): Transform {
  let parts: Buffer[] = [];
  let size = 0;
  const take = (part: Buffer) => {
    size += part.length;
    if (size <= longest) parts.push(part);
    else parts = [];
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      let from = 0;
      for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
        take(chunk.subarray(from, end + 1));
        if (size <= longest) this.push(Buffer.concat(parts));
        else onTooLong();
        parts = [];
        size = 0;
        from = end + 1;
      }
      take(chunk.subarray(from));
      done();
    },
  });
}
