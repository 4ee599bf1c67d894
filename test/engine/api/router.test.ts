import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import type { ApiContext } from '../../../main/engine/api/procedures.ts';
import { type AppRouter, appRouter } from '../../../main/engine/api/router.ts';
import { alertCommands, channelCommands } from '../../../shared/api/alerts.ts';
import type { CommandResult, Contract } from '../../../shared/api/contract.ts';
import { desktopCommands } from '../../../shared/api/desktop.ts';
import { engineCommands } from '../../../shared/api/engine.ts';
import { type AccountState, ok } from '../../../shared/model/index.ts';
import { type House, openHouse } from '../../server/helpers.ts';

let house: House;
beforeEach(() => {
  house = openHouse();
});
afterEach(() => house.close());

const callerOf = (rest: Partial<ApiContext> = {}) =>
  appRouter.createCaller({ engine: () => house.engine, demo: null, ...rest });
const addScrapio = {
  provider: 'scrapio',
  label: 'main',
  credential: { from: 'values' as const, values: {} },
};

describe('the router', () => {
  it('has every command of the contract', () => {
    const paths = (commands: Contract, prefix = '') => Object.keys(commands).map((name) => prefix + name);
    expect(Object.keys(appRouter._def.procedures).sort()).toEqual(
      [
        ...paths(engineCommands),
        ...paths({ ...alertCommands, ...channelCommands }, 'alerts.'),
        ...paths(desktopCommands, 'desktop.'),
        ...['alerts.onNotification', 'onState', 'startDemo', 'state', 'stopDemo'],
      ].sort(),
    );
  });

  it('carries a command to the engine in charge, with the defaults of its input', async () => {
    const api = callerOf();
    const added = await api.addAccount(addScrapio);
    expect(added).toMatchObject({ ok: true, value: { id: 'a1', provider: 'scrapio' } });
    expect(await api.addGrant({ account: 'main', amount: 500 })).toMatchObject({
      ok: true,
      value: { entered: { grants: [{ kind: 'topup', amount: 500 }] } },
    });
    expect(await api.makeUsageToken()).toMatchObject({ ok: true, value: { token: expect.any(String) } });
    expect(await api.alerts.preview({ days: 1 })).toEqual(ok([]));
  });

  it('turns away what does not fit the contract, on its way in and on its way out', async () => {
    await expect(callerOf().addGrant({ account: 'main', amount: -1 })).rejects.toThrow();
    const broken = {
      ...house.engine,
      forecast: async () => ok([{ t: Number.NaN, early: 0, likely: 0, late: 0 }]),
    };
    await expect(
      callerOf({ engine: () => broken }).forecast({ account: 'main', pool: 'credits' }),
    ).rejects.toThrow('Output validation failed');
  });

  it('refuses what only the desktop shell can do elsewhere', async () => {
    expect(await callerOf().desktop.setLaunchAtLogin({ on: true })).toMatchObject({
      ok: false,
      error: { kind: 'not-supported' },
    });
  });

  it('gives its clients the types of the contract', () => {
    type Inputs = inferRouterInputs<AppRouter>;
    type Outputs = inferRouterOutputs<AppRouter>;
    expectTypeOf<Inputs['addGrant']['kind']>().toEqualTypeOf<'topup' | 'package' | 'promotion' | undefined>();
    expectTypeOf<Inputs['makeUsageToken']>().toBeVoid();
    expectTypeOf<Outputs['editAccount']>().toEqualTypeOf<CommandResult<AccountState>>();
  });
});
