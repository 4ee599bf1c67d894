import type { PreferencesPatch } from '../../../shared/api/app.ts';
import {
  type CommandError,
  ok,
  preferencesPatchSchema,
  preferencesSchema,
  type Result,
} from '../../../shared/model/index.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../../../shared/time/index.ts';
import { badInput } from '../exit.ts';
import { shown } from './values.ts';

type Read<Value> = Result<Value, CommandError>;

const unitMs: Record<string, number> = { s: secondMs, m: minuteMs, h: hourMs, d: dayMs };

/** `5` minutes, `30s`, `5m`, `1h`; null: `default`. */
export function readInterval(text: string): Read<number | null> {
  const word = text.trim().toLowerCase();
  if (word === 'default') return ok(null);
  const [, count = '', unit = 'm'] = /^(\d{1,6})\s*([smhd])?(?:in)?$/.exec(word) ?? [];
  const ms = Number(count) * (unitMs[unit] ?? 0);
  if (ms === 0)
    return badInput(`‘${shown(text)}’ is not an interval. Write minutes, such as 5, or 30s, 1h, or default.`);
  return ms > 7 * dayMs ? badInput('Check at least once a week.') : ok(ms);
}

/** Option's name → the preference that it is. Those of the popover and its shortcut are set where they work. */
export const preferenceNames = {
  'hide-amounts': 'maskAmounts',
  paused: 'paused',
  'usage-listener': 'usageListener',
  theme: 'theme',
  density: 'density',
  'tray-text': 'trayText',
} as const;
export type PreferenceName = keyof typeof preferenceNames;

export const isPreference = (name: string): name is PreferenceName => Object.hasOwn(preferenceNames, name);

/** What it can be: `on` and `off`, or words of its own. */
export const choicesOf = (name: PreferenceName): readonly string[] => {
  const { innerType } = preferencesSchema.shape[preferenceNames[name]].def;
  return 'options' in innerType ? innerType.options : ['on', 'off'];
};

/** The change of a preference to a word. */
export function readPreference(name: PreferenceName, text: string): Read<PreferencesPatch> {
  const word = text.trim().toLowerCase();
  const choices = choicesOf(name);
  if (!choices.includes(word))
    return badInput(`‘${shown(text)}’ is not possible for ${name}. Write ${choices.join(' or ')}.`);
  const isSwitch = choices[0] === 'on';
  return ok(preferencesPatchSchema.parse({ [preferenceNames[name]]: isSwitch ? word === 'on' : word }));
}
