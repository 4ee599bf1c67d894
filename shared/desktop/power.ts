/** What the system says about its power and network. */
export interface PowerState {
  suspended: boolean;
  locked: boolean;
  online: boolean;
  /** On battery, saving power, or too warm. */
  saving: boolean;
}

export interface Pace {
  polling: boolean;
  /** Polling intervals are multiplied by this, 1 or more. */
  stretch: number;
}

const savingStretch = 3;
const lockedStretch = 3;

/**
 * How to poll. Polling stops while the computer is asleep or offline. It also stops behind a locked screen, unless alerts
 * reach you on another channel (`away`): then it goes on, slower.
 */
export function paceOf(power: PowerState, away: boolean): Pace {
  if (power.suspended || !power.online) return { polling: false, stretch: 1 };
  if (power.locked && !away) return { polling: false, stretch: 1 };
  return {
    polling: true,
    stretch: Math.max(power.saving ? savingStretch : 1, power.locked ? lockedStretch : 1),
  };
}
