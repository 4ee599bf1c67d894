import { useCallback, useState } from 'react';
import type { CommandError, Result } from '../../../shared/model/index.ts';
import { outcome } from '../../state/index.ts';

export interface Command {
  busy: boolean;
  /** Why the last command was not carried out, as a sentence. */
  error: string | null;
  /** Carries a command out; null when it failed, and `error` then says why. */
  run<Value>(command: () => Promise<Result<Value, CommandError>>): Promise<Value | null>;
}

/** One command at a time, with its outcome as state of the form that sent it. */
export function useCommand(): Command {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = useCallback(async <Value>(command: () => Promise<Result<Value, CommandError>>) => {
    setBusy(true);
    setError(null);
    const result = await outcome(command());
    setBusy(false);
    if (result.ok) return result.value;
    setError(result.error.message);
    return null;
  }, []);
  return { busy, error, run };
}
