import { formatDuration } from '../format.ts';
import { plainText } from '../plain-text.ts';
import { minuteMs } from '../time/index.ts';
import { type Definition, fieldsOf, isCommand } from './definition.ts';
import { baseField, commandWords, urlOf } from './read-definition.ts';

/** What a provider of your own asks or runs, as its author wrote it: one line each, `Asks` and `GET https://…`, say. */
export function whatItDoes(definition: Definition): { name: string; words: string }[] {
  const fields = fieldsOf(definition);
  const lines = isCommand(definition)
    ? [{ name: 'Runs', words: commandWords(definition) }]
    : [
        { name: 'Asks', words: `${definition.request.method} ${definition.request.address}` },
        { name: 'Sends', words: sentWords(definition) },
      ];
  const needs = fields.map(({ label }) => label).join(', ') || 'no key';
  const variables = fields.flatMap(({ env }) => env).join(', ');
  const every = formatDuration(definition.intervalMinutes * minuteMs);
  return [
    ...lines,
    { name: 'Needs', words: needs },
    { name: 'Variables', words: variables },
    { name: 'Checks', words: `every ${every}` },
  ]
    .filter(({ words }) => words !== '')
    .map(({ name, words }) => ({ name, words: plainText(words) }));
}

function sentWords({ request }: Extract<Definition, { request: unknown }>): string {
  const headers = Object.keys(request.headers);
  const body = request.body !== undefined ? ['a JSON body'] : request.form !== undefined ? ['a form'] : [];
  return [...headers, ...body].join(', ');
}

/** Where a credential goes: a host, an address that you enter, or a program. */
export function destinationOf(definition: Definition): string {
  if (isCommand(definition)) return commandWords(definition);
  const base = baseField(definition);
  return base === null ? (urlOf(definition)?.host ?? '') : `the address in “${base}”`;
}
