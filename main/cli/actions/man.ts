import packageJson from '../../../package.json' with { type: 'json' };
import { exitCodes, type Outcome } from '../exit.ts';
import { manPage } from '../manual/man-page.ts';
import { print } from '../terminal.ts';

export async function printManPage(program: Parameters<typeof manPage>[0]): Promise<Outcome> {
  print(manPage(program, packageJson.version).trimEnd());
  return { ok: true, value: exitCodes.done };
}
