import type { Command } from 'commander';
import type { Run } from './run.ts';

/** The schemas of all JSON that is printed. */
export function registerSchema(program: Command, run: Run): void {
  program
    .command('schema')
    .description('list what is printed as JSON, or print its JSON Schema')
    .argument('[name]', 'such as status')
    .addHelpText(
      'after',
      `
A schema is JSON Schema, draft 2020-12. Keys are only ever added to what it describes.

Examples:
  fuelgauge schema
  fuelgauge schema status > status.schema.json`,
    )
    .action((name: string | undefined) =>
      run(async () => (await import('../actions/schema.ts')).printSchema(name)),
    );
}
