import { expect, it } from 'vitest';
import { type PowerState, paceOf } from '../../../shared/desktop/power.ts';

const awake: PowerState = { suspended: false, locked: false, online: true, saving: false };

it.each([
  ['awake', awake, false, { polling: true, stretch: 1 }],
  ['saving power', { ...awake, saving: true }, false, { polling: true, stretch: 3 }],
  ['asleep', { ...awake, suspended: true }, true, { polling: false, stretch: 1 }],
  ['without a network', { ...awake, online: false }, true, { polling: false, stretch: 1 }],
  ['locked', { ...awake, locked: true }, false, { polling: false, stretch: 1 }],
  [
    'locked, while alerts reach you elsewhere',
    { ...awake, locked: true },
    true,
    { polling: true, stretch: 3 },
  ],
] as const)('%s', (_name, power, away, expected) => {
  expect(paceOf(power, away)).toEqual(expected);
});
