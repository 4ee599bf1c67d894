/** So many ledgers of money are played for the first time without a pause, each from up to a year of samples. */
const mostAtOnce = 3;

/** Spreads the first play of the ledgers of many accounts, so that nothing else waits for it after a start. */
export interface FirstPlays {
  /** Whether this one may be played now. If not, `onTime` is called once it may. */
  mayPlay(account: string): boolean;
  /** Whether some wait for their turn. */
  isUnderWay(): boolean;
  end(): void;
}

/** `isSpread` false: all at once, for a command that waits for them. */
export function createFirstPlays({
  isSpread,
  isPlayed,
  onTime,
}: {
  isSpread: boolean;
  isPlayed(account: string): boolean;
  onTime(accounts: readonly string[]): void;
}): FirstPlays {
  let played = 0;
  let pause: NodeJS.Immediate | null = null;
  const waiting = new Set<string>();
  const goOn = () => {
    pause = null;
    played = 0;
    const accounts = [...waiting];
    waiting.clear();
    if (accounts.length > 0) onTime(accounts);
  };
  return {
    mayPlay(account) {
      if (!isSpread || isPlayed(account)) return true;
      pause ??= setImmediate(goOn).unref();
      if (played >= mostAtOnce) {
        waiting.add(account);
        return false;
      }
      played += 1;
      return true;
    },
    isUnderWay: () => waiting.size > 0,
    end() {
      if (pause !== null) clearImmediate(pause);
      waiting.clear();
    },
  };
}
