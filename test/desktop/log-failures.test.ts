import { EventEmitter } from 'node:events';
import { beforeEach, expect, it, vi } from 'vitest';
import { logFailures } from '../../main/desktop/windows/log-failures.ts';
import type { Log } from '../../main/engine/log.ts';

const electron = vi.hoisted(() => ({ app: null as EventEmitter | null }));
vi.mock('electron', () => ({
  get app() {
    return electron.app;
  },
}));

class Contents extends EventEmitter {
  getURL = () => 'app://fuelgauge/index.html#/account/secret-project';
}

let app: EventEmitter;
let lines: [level: string, event: string, data: object][];
beforeEach(() => {
  app = new EventEmitter();
  electron.app = app;
  lines = [];
  const write =
    (level: string) =>
    (event: string, data: object = {}) =>
      void lines.push([level, event, data]);
  const log: Log = {
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    registerSecret: () => {},
    forgetSecret: () => {},
    forgetAccount: () => {},
    close: () => {},
  };
  logFailures(log);
});

it('writes which page or process failed and why, and nothing that it held', () => {
  const contents = new Contents();
  app.emit('web-contents-created', {}, contents);
  app.emit('render-process-gone', {}, contents, { reason: 'oom', exitCode: 9 });
  app.emit(
    'child-process-gone',
    {},
    { type: 'Utility', name: 'Network Service', reason: 'killed', exitCode: 1 },
  );
  contents.emit('unresponsive');
  contents.emit('responsive');
  contents.emit('did-fail-load', {}, -2, 'ERR_FAILED', 'app://fuelgauge/index.html#/account/secret-project');
  expect(lines).toEqual([
    ['error', 'page-gone', { page: '/index.html', reason: 'oom', exitCode: 9 }],
    ['warn', 'process-gone', { process: 'Network Service', reason: 'killed', exitCode: 1 }],
    ['warn', 'page-hangs', { page: '/index.html' }],
    ['info', 'page-answers-again', { page: '/index.html' }],
    ['error', 'page-not-loaded', { page: '/index.html', reason: 'ERR_FAILED' }],
  ]);
});

it('takes a navigation that a newer one replaced for no failure', () => {
  const contents = new Contents();
  app.emit('web-contents-created', {}, contents);
  contents.emit('did-fail-load', {}, -3, 'ERR_ABORTED');
  expect(lines).toEqual([]);
});
