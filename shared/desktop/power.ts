/** What the system says about itself. */
export interface PowerState {
  suspended: boolean;
  locked: boolean;
  online: boolean;
  /** On battery, or the system is short of power or too warm. */
  saving: boolean;
}

export interface Pace {
  polling: boolean;
  /** The intervals of polling are stretched by this factor, 1 or more. */
  stretch: number;
}

const savingStretch = 3;
const lockedStretch = 3;

/**
 * How to poll. Nothing is asked while the computer sleeps or has no network. Behind a locked screen nobody looks, so
 * polling stops there too, unless alerts reach the person elsewhere (`away`): then it goes on, slower.
 */
export function paceOf(power: PowerState, away: boolean): Pace {
  if (power.suspended || !power.online) return { polling: false, stretch: 1 };
  if (power.locked && !away) return { polling: false, stretch: 1 };
  return {
    polling: true,
    stretch: Math.max(power.saving ? savingStretch : 1, power.locked ? lockedStretch : 1),
  };
}
