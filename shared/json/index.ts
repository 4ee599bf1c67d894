import { z } from 'zod';
import { backupSchema } from '../backup/format.ts';
import { definitionSchema } from '../custom/definition.ts';
import { keyImportReportSchema } from '../key-import-report.ts';
import { barJsonSchema, i3blocksSchema, waybarSchema } from '../model/bar-json.ts';
import { statusJsonSchema } from '../model/status-json.ts';
import { accountsJsonSchema, addedJsonSchema, removedJsonSchema } from './accounts.ts';
import { alertsJsonSchema } from './alerts.ts';
import { backupImportJsonSchema } from './backup.ts';
import { hostsJsonSchema, intervalsJsonSchema, preferencesJsonSchema, tagsJsonSchema } from './care.ts';
import { channelKindsJsonSchema, channelsJsonSchema } from './channels.ts';
import { checkJsonSchema } from './check.ts';
import { doctorJsonSchema } from './doctor.ts';
import { estimateJsonSchema, operationsJsonSchema } from './estimate.ts';
import { forecastJsonSchema, historyJsonSchema, logJsonSchema } from './history.ts';
import { budgetsJsonSchema, spendJsonSchema } from './money.ts';
import { leaveOutUnportablePattern } from './portable.ts';
import { ownProvidersJsonSchema, providersJsonSchema, providerTestJsonSchema } from './providers.ts';
import { plansJsonSchema, ratesJsonSchema, statementJsonSchema } from './rates.ts';
import { accountJsonSchema, errorJsonSchema, eventJsonSchema, usageJsonSchema } from './read-api.ts';
import { previewJsonSchema, quietJsonSchema, rulesJsonSchema, weeklyJsonSchema } from './rules.ts';
import { timelineJsonSchema } from './timeline.ts';
import { tokensJsonSchema } from './tokens.ts';

// Every JSON that we print for scripts, by name. Loaded only by those who need a schema.

export interface JsonDocument {
  /** What prints it, in one line. */
  about: string;
  schema: z.ZodType;
  /** It is a file that people write, too: it may leave out what has a default. */
  isWritten?: boolean;
}

export const jsonDocuments = {
  status: { about: 'status --json, GET /v1/status', schema: statusJsonSchema },
  'json-line': { about: 'status --format json-line', schema: barJsonSchema },
  waybar: { about: 'status --format waybar', schema: waybarSchema },
  i3blocks: { about: 'status --format i3blocks', schema: i3blocksSchema },
  accounts: { about: 'accounts --json', schema: accountsJsonSchema },
  added: { about: 'add --json', schema: addedJsonSchema },
  removed: { about: 'removed --json', schema: removedJsonSchema },
  providers: { about: 'providers --json', schema: providersJsonSchema },
  account: { about: 'GET /v1/accounts/ID', schema: accountJsonSchema },
  check: { about: 'GET /v1/check', schema: checkJsonSchema },
  event: { about: 'an event of GET /v1/events', schema: eventJsonSchema },
  usage: { about: 'POST /v1/usage', schema: usageJsonSchema },
  error: { about: 'any error of /v1/…', schema: errorJsonSchema },
  history: { about: 'history --json, GET /v1/accounts/ID/history', schema: historyJsonSchema },
  log: { about: 'log ACCOUNT --list --json', schema: logJsonSchema },
  forecast: { about: 'forecast FILE --json', schema: forecastJsonSchema },
  estimate: { about: 'estimate … --json', schema: estimateJsonSchema },
  operations: { about: 'estimate --provider NAME --json, without a job', schema: operationsJsonSchema },
  spend: { about: 'spend --json', schema: spendJsonSchema },
  budgets: { about: 'budget --json', schema: budgetsJsonSchema },
  statement: { about: 'statement --json', schema: statementJsonSchema },
  plans: { about: 'plans ACCOUNT --json', schema: plansJsonSchema },
  rates: { about: 'rates --json', schema: ratesJsonSchema },
  alerts: { about: 'alerts --json', schema: alertsJsonSchema },
  rules: { about: 'rules --json', schema: rulesJsonSchema },
  'rules-preview': { about: 'rules preview --json', schema: previewJsonSchema },
  quiet: { about: 'quiet --json', schema: quietJsonSchema },
  weekly: { about: 'weekly --json', schema: weeklyJsonSchema },
  channels: { about: 'channels --json', schema: channelsJsonSchema },
  'channel-kinds': { about: 'channels kinds --json', schema: channelKindsJsonSchema },
  timeline: { about: 'timeline --json', schema: timelineJsonSchema },
  tags: { about: 'tags --json', schema: tagsJsonSchema },
  interval: { about: 'interval --json', schema: intervalsJsonSchema },
  preferences: { about: 'preferences --json', schema: preferencesJsonSchema },
  hosts: { about: 'hosts --json', schema: hostsJsonSchema },
  'own-provider': {
    about: 'provider show, and the file of provider add',
    schema: definitionSchema,
    isWritten: true,
  },
  'own-providers': { about: 'provider list --json', schema: ownProvidersJsonSchema },
  'provider-test': { about: 'provider test --json', schema: providerTestJsonSchema },
  import: { about: 'import --json, of keys', schema: keyImportReportSchema },
  'backup-import': { about: 'import --json, of a backup', schema: backupImportJsonSchema },
  backup: { about: 'export', schema: backupSchema },
  doctor: { about: 'doctor --json', schema: doctorJsonSchema },
  tokens: { about: 'token --list --json', schema: tokensJsonSchema },
} satisfies Record<string, JsonDocument>;
export type JsonName = keyof typeof jsonDocuments;

/** Null: there is none of this name. */
export const findDocument = (name: string): JsonDocument | null =>
  Object.entries<JsonDocument>(jsonDocuments).find(([each]) => each === name)?.[1] ?? null;

/** JSON Schema (draft 2020-12) of a document. What it does not name is allowed, because a later version may print more. */
export function jsonSchemaOf(name: string, { about, schema, isWritten = false }: JsonDocument) {
  return {
    $id: `urn:fuelgauge:json:${name}:1`,
    title: about,
    ...z.toJSONSchema(schema, {
      io: isWritten ? 'input' : 'output',
      override({ jsonSchema }) {
        if (!isWritten && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
        leaveOutUnportablePattern({ jsonSchema });
      },
    }),
  };
}
