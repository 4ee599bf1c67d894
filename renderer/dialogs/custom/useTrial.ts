import { useState } from 'react';
import type { Trial } from '../../../shared/api/providers.ts';
import type { CommandError, Result } from '../../../shared/model/index.ts';
import { useCommand } from '../../components/form/useCommand.ts';
import { api } from '../../state/index.ts';
import { forTrial, type Json } from './draft.ts';

/** A question that must be agreed to, and what is done then. */
interface Question {
  text: string;
  goOn(): void;
}

/** Tests and saves a definition, and asks you before it does what needs your consent. */
export function useTrial() {
  const command = useCommand();
  const [trial, setTrial] = useState<Trial | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const [agreed, setAgreed] = useState<string | null>(null);

  /** Runs a command without your consent, and again with it once you gave it. */
  const withConsent = async <Value>(
    run: (allowed: boolean) => Promise<Result<Value, CommandError>>,
    done: (value: Value) => void,
  ) => {
    let asked: string | null = null;
    const first = await command.run(
      () => run(false),
      ({ kind, message }) => {
        if (kind === 'needs-consent') asked = message;
        return kind === 'needs-consent';
      },
    );
    if (first !== null) return done(first);
    const text: string | null = asked;
    if (text === null) return;
    const goOn = async () => {
      setQuestion(null);
      setAgreed(text);
      const second = await command.run(() => run(true));
      if (second !== null) done(second);
    };
    if (agreed === text) await goOn();
    else setQuestion({ text, goOn: () => void goOn() });
  };

  return {
    command,
    trial,
    question,
    refuse: () => setQuestion(null),
    test: (written: Json, values: Record<string, string>) => {
      setTrial(null);
      return withConsent(
        (allowed) => api.tryProvider.mutate({ definition: forTrial(written), values, allowed }),
        setTrial,
      );
    },
    save: (written: Json, replace: boolean, done: (added: { id: string; name: string }) => void) =>
      withConsent((allowed) => api.addProvider.mutate({ definition: written, allowed, replace }), done),
  };
}
