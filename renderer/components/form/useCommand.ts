import { useCallback, useState } from 'react';
import type { CommandError, Result } from '../../../shared/model/index.ts';
import { outcome } from '../../state/index.ts';

export interface Command {
  busy: boolean;
  /** Why the last command failed, as a sentence. */
  error: string | null;
  /** Runs a command. Returns null if it failed; `error` then says why, unless `isTold` has: beside a field, say. */
  run<Value>(
    command: () => Promise<Result<Value, CommandError>>,
    isTold?: (error: CommandError) => boolean,
  ): Promise<Value | null>;
}

/** Runs one command at a time and keeps its outcome as state, for the form that sends it. */
export function useCommand(): Command {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run: Command['run'] = useCallback(async (command, isTold = () => false) => {
    setBusy(true);
    setError(null);
    const result = await outcome(command());
    setBusy(false);
    if (result.ok) return result.value;
    if (!isTold(result.error)) setError(result.error.message);
    return null;
  }, []);
  return { busy, error, run };
}
