import { render, screen } from '@testing-library/react';
import { z } from 'zod';
import { App } from '../../../../renderer/app/App.tsx';
import type { EngineApi } from '../../../../shared/api/engine.ts';
import { spendGroupSchema } from '../../../../shared/api/money.ts';
import { type AppState, ok } from '../../../../shared/model/index.ts';
import { spendReport, statement } from '../../../helpers/spend.ts';
import { account, appState, pool } from '../../../helpers/states.ts';
import { connect, type TestEngine } from '../../engine.ts';

// The app at its page Spend, with the reports of the helpers behind it.

/** The accounts of the reports. */
export const spending = (rest: Partial<AppState> = {}): AppState =>
  appState(
    [
      account('a1', 'crustdata', 'production', { tags: ['Nordhaus'] }),
      account('a2', 'crustdata', 'research', { tags: ['Nordhaus'] }),
      account('a3', 'capsolver', 'solver', { pools: [pool(31.2, { unit: { kind: 'money', code: 'USD' } })] }),
      account('a5', 'spidra', 'spidra'),
    ],
    rest,
  );

const groupOf = (input: unknown) => z.object({ by: spendGroupSchema }).parse(input).by;

/** Opens a page of the app, and waits for its heading. */
export async function open(
  state: AppState = spending(),
  answers: Partial<EngineApi> = {},
  path = '#/spend',
): Promise<TestEngine> {
  window.location.hash = path;
  const engine = connect(state, {
    spend: async (input) => ok(spendReport(groupOf(input))),
    statement: async () => ok(statement),
    ...answers,
  });
  render(<App />);
  await screen.findByRole('heading', { level: 1 });
  return engine;
}

/** What was sent of a command, in its order. */
export const sent = (engine: TestEngine, command: string): unknown[] =>
  engine.calls.filter((call) => call.command === command).map(({ input }) => input);

/** All that the page says. */
export const said = (): string => document.body.textContent ?? '';
