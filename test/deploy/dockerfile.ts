import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Instruction {
  name: string;
  text: string;
}

/** The instructions of deploy/Dockerfile, continued lines joined, without comments; a list per stage. */
export function dockerfile(): {
  before: readonly Instruction[];
  stages: readonly (readonly Instruction[])[];
} {
  const lines = readFileSync('deploy/Dockerfile', 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  const before: Instruction[] = [];
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [name = '', text = ''] = [line.split(' ', 1)[0], line.slice(line.indexOf(' ') + 1)];
    if (name === 'FROM') stages.push([]);
    (stages.at(-1) ?? before).push({ name, text });
  }
  return { before, stages };
}

/** A command in exec form, such as `["node", "--version"]`. */
export const execForm = (text: string): readonly [string, ...string[]] =>
  z.tuple([z.string()], z.string()).parse(JSON.parse(text));

/** The program of the health check, with its arguments. */
export function healthCheck(): readonly [string, ...string[]] {
  const found = dockerfile()
    .stages.at(-1)
    ?.find(({ name }) => name === 'HEALTHCHECK')?.text;
  return execForm(found?.slice(found.indexOf('[')) ?? '');
}
