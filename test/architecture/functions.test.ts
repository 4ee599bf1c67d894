import { describe, expect, it } from 'vitest';
import { functionsOf, sourcesIn } from './facts.ts';

/** The most lines of a function, without the JSX in it. We aim at 60. */
const most = 80;

/** Functions that may be longer, each with the reason. */
const exceptions: Record<string, string> = {};

/** `path name` of every function that is too long. */
function tooLong(path: string, source: string): string[] {
  return functionsOf(path, source)
    .filter(({ lines }) => lines > most)
    .map(({ name }) => `${path} ${name}`.trim());
}

const long = [...sourcesIn('main', 'renderer', 'shared', 'scripts', 'bench')].flatMap(([path, source]) =>
  tooLong(path, source),
);

describe('functions', () => {
  it(`have at most ${most} lines outside JSX`, () => {
    expect(long.filter((name) => !Object.hasOwn(exceptions, name))).toEqual([]);
  });

  it('are excepted only while they are longer', () => {
    expect(Object.keys(exceptions).filter((name) => !long.includes(name))).toEqual([]);
  });

  const lines = (count: number, line = 'f();') => `${line}\n`.repeat(count);
  const jsx = `return (\n<ul>\n${lines(40, '<li />')}</ul>\n);\n`;

  it.each([
    ['a declaration', `function a() {\n${lines(80)}}`, 'a'],
    ['an arrow function', `const a = () => {\n${lines(80)}};`, 'a'],
    ['a method', `const o = {\na() {\n${lines(80)}},\n};`, 'a'],
    ['one with a long function inside', `function a() {\nreturn () => {\n${lines(79)}};\n}`, 'a'],
    ['a component', `function a() {\n${lines(80)}${jsx}}`, 'a'],
    ['one without a name', `f(() => {\n${lines(80)}});`, ''],
  ])('would be seen: %s', (_, source, name) => {
    expect(tooLong('a.tsx', source)).toContain(`a.tsx ${name}`.trim());
  });

  it('may have JSX besides', () => {
    expect(tooLong('a.tsx', `function a() {\n${lines(70)}${jsx}}`)).toEqual([]);
  });
});
