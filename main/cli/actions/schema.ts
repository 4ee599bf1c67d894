import { findDocument, type JsonDocument, jsonDocuments, jsonSchemaOf } from '../../../shared/json/index.ts';
import { nearest } from '../../../shared/nearest.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { shown } from '../input/values.ts';
import { print } from '../terminal.ts';
import { layout } from '../text/table.ts';

/** Lists the documents, or prints the schema of one. */
export function printSchema(name: string | undefined): Outcome {
  const all = Object.entries<JsonDocument>(jsonDocuments);
  if (name === undefined) {
    print(layout(all.map(([each, { about }]) => ({ cells: [each, about] }))));
    return { ok: true, value: exitCodes.done };
  }
  const found = findDocument(name);
  if (found === null) {
    const near = nearest(
      name,
      all.map(([each]) => each),
    );
    const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
    return badInput(`There is no JSON ‘${shown(name)}’.${meant} \`fuelgauge schema\` lists all.`);
  }
  print(JSON.stringify(jsonSchemaOf(name, found), null, 2));
  return { ok: true, value: exitCodes.done };
}
