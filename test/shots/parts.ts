import { diffArrays } from 'diff';
import { z } from 'zod';

// The parts of a page as lines of text, and what differs between two lists of them. Nothing here depends on how a browser
// draws: a part is its words, its place and its colours.

const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
type Box = z.infer<typeof boxSchema>;

const partSchema = z.object({
  /** How many parts are around it. */
  depth: z.number(),
  /** Its role where the page gives one, otherwise its tag. */
  kind: z.string(),
  text: z.string(),
  /** Left, top, width and height in whole CSS pixels, within the part around it. */
  box: boxSchema,
  /** Of its own text within its own box; null: it has none. */
  ink: boxSchema.nullable(),
  /** Colours, font, opacity and states by name. */
  look: z.record(z.string(), z.string()),
});
export type Part = z.infer<typeof partSchema>;
export const partsSchema = z.array(partSchema);

const boxText = ([x, y, width, height]: Box) => `${x},${y} ${width}×${height}`;
const fills = (ink: Box, [, , width, height]: Box) => boxText(ink) === boxText([0, 0, width, height]);

/** One line for each part, deeper ones further in. Text that fills its box has no place of its own. */
export const writeParts = (parts: readonly Part[]): string =>
  parts
    .map(({ depth, kind, text, box, ink, look }) => {
      const words = [
        kind,
        ...(text === '' ? [] : [JSON.stringify(text)]),
        boxText(box),
        ...(ink === null ? [] : [fills(ink, box) ? 'text' : `text ${boxText(ink)}`]),
        ...Object.entries(look).map(([name, value]) => `${name}=${value}`),
      ];
      return `${' '.repeat(depth)}${words.join(' ')}\n`;
    })
    .join('');

const box = String.raw`(-?\d+),(-?\d+) (\d+)×(\d+)`;
const line = new RegExp(
  String.raw`^( *)(\S+)(?: ("(?:[^"\\]|\\.)*"))? ${box}( text(?: ${box})?)?((?: \w+=\S+)*)$`,
);

/** Reads what `writeParts` wrote; throws on anything else. */
export const readParts = (text: string): Part[] =>
  text
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => {
      const found = line.exec(row);
      if (!found) throw new Error(`This is no part: ${row}`);
      const [, indent = '', kind, said = '""', ...rest] = found;
      const own = rest.slice(0, 4).map(Number);
      const inner = rest.slice(5, 9);
      return partSchema.parse({
        depth: indent.length,
        kind,
        text: JSON.parse(said),
        box: own,
        ink:
          rest[4] === undefined ? null : inner[0] === undefined ? [0, 0, ...own.slice(2)] : inner.map(Number),
        look: Object.fromEntries(
          (rest[9] ?? '')
            .split(' ')
            .slice(1)
            .map((pair) => pair.split('=')),
        ),
      });
    });

/** A browser may round a place, or the width of a word, the other way. */
const tolerance = 1;
const sides = ['left', 'top', 'width', 'height'] as const;

const nameOf = ({ kind, text }: Part) => {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return short === '' ? kind : `${kind} “${short}”`;
};

/** What differs in a part that both lists have. */
function changesOf(before: Part, after: Part): string[] {
  const changes: string[] = [];
  const change = (what: string, was: unknown, is: unknown) => changes.push(`${what} was ${was}, is ${is}`);
  if (before.text !== after.text) change('text', `“${before.text}”`, `“${after.text}”`);
  const compare = (of: string, was: Box, is: Box) => {
    for (const [at, side] of sides.entries()) {
      const [a = 0, b = 0] = [was[at], is[at]];
      if (Math.abs(a - b) > tolerance) change(`${of}${side}`, a, b);
    }
  };
  compare('', before.box, after.box);
  if (before.ink && after.ink) compare('text’s ', before.ink, after.ink);
  for (const name of new Set([...Object.keys(before.look), ...Object.keys(after.look)])) {
    const [was = 'none', is = 'none'] = [before.look[name], after.look[name]];
    if (was !== is) change(name, was, is);
  }
  return changes;
}

const isSame = (a: Part, b: Part) => a.kind === b.kind && a.text === b.text;

interface Run {
  /** Where it begins in the first list. */
  from: number;
  gone: Part[];
  come: Part[];
}

/** What differs where the lists have nothing alike. Parts of one kind and depth have other words; the rest is gone, or new. */
function changesOfRun({ from, gone, come }: Run): string[] {
  const left = [...come];
  const told: string[] = [];
  let missing: Part | null = null;
  for (const [at, part] of gone.entries()) {
    // What was within a missing part goes without saying.
    if (missing && part.depth > missing.depth) continue;
    const twin = left.findIndex(({ kind, depth }) => kind === part.kind && depth === part.depth);
    const [found] = twin < 0 ? [] : left.splice(twin, 1);
    missing = found ? null : part;
    told.push(
      ...(found ? tell(part, found, from + at) : [`Line ${from + at + 1}, ${nameOf(part)}: is missing.`]),
    );
  }
  return [...told, ...left.map((part) => `After line ${from + gone.length}, ${nameOf(part)}: is new.`)];
}

const tell = (before: Part, after: Part, at: number): string[] => {
  const changes = changesOf(before, after);
  return changes.length > 0 ? [`Line ${at + 1}, ${nameOf(before)}: ${changes.join('; ')}.`] : [];
};

/** What differs between two lists, a sentence for each part, with its line in the first; empty: nothing. */
export function differences(before: Part[], after: Part[]): string[] {
  const told: string[] = [];
  let run: Run = { from: 0, gone: [], come: [] };
  let to = 0;
  for (const { removed, added, value } of diffArrays(before, after, { comparator: isSame })) {
    if (removed) run.gone = value;
    else if (added) run.come = value;
    else {
      told.push(...changesOfRun(run));
      const from = run.from + run.gone.length;
      to += run.come.length;
      // The values are those of one list: what stands beside them in the other has the same words, but perhaps not the same place.
      for (const at of value.keys()) {
        const [was, is] = [before[from + at], after[to + at]];
        if (was && is) told.push(...tell(was, is, from + at));
      }
      run = { from: from + value.length, gone: [], come: [] };
      to += value.length;
    }
  }
  return [...told, ...changesOfRun(run)];
}
