import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { writeWhole } from '../../../main/engine/store/files.ts';
import { dataFolder, prepareHome } from '../../../main/engine/store/home.ts';
import { temporaryHome } from '../../helpers/folder.ts';

// Another process is started; a busy machine may need long for it.
vi.setConfig({ testTimeout: 60_000 });

describe('dataFolder', () => {
  it('is FUELGAUGE_HOME, made absolute, else the system’s place', () => {
    expect(dataFolder({ FUELGAUGE_HOME: '/tmp/a' })).toBe('/tmp/a');
    expect(dataFolder({ FUELGAUGE_HOME: 'b' })).toBe(join(process.cwd(), 'b'));
    expect(dataFolder({ FUELGAUGE_HOME: ' ' })).toMatch(/Fuelgauge/);
  });
});

describe('prepareHome', () => {
  it('makes the folder for its owner alone and leaves nothing in it', () => {
    const folder = join(temporaryHome(), 'a', 'b');
    expect(prepareHome(folder)).toEqual({ ok: true, value: folder });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual([]);
    expect(prepareHome(folder).ok).toBe(true);
  });

  it('says which folder and why when a file is in the way', () => {
    const file = join(temporaryHome(), 'file');
    writeFileSync(file, 'kept');
    for (const folder of [file, join(file, 'below')])
      expect(prepareHome(folder)).toEqual({
        ok: false,
        error: {
          kind: 'not-writable',
          message: `Cannot write to the data folder ${folder}: a file is in the way. Choose another one with FUELGAUGE_HOME.`,
        },
      });
    expect(existsSync(file)).toBe(true);
  });

  it.runIf(process.platform === 'linux')('does not try for ever where no folder can be made', () => {
    expect(prepareHome('/proc/fuelgauge/below')).toMatchObject({
      ok: false,
      error: { kind: 'not-writable' },
    });
  });

  it('says which folder and why when permission is denied', () => {
    const folder = temporaryHome();
    chmodSync(folder, 0o500);
    // The superuser may write everywhere, so the question is asked as somebody else where the tests run as one.
    const script = `import { prepareHome } from ${JSON.stringify(join(process.cwd(), 'main/engine/store/home.ts'))};
      ${process.getuid?.() === 0 ? 'process.setuid(65534);' : ''}
      process.stdout.write(JSON.stringify(prepareHome(process.argv[1])));`;
    const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script, folder]).toString();
    expect(JSON.parse(answer)).toMatchObject({
      ok: false,
      error: {
        kind: 'not-writable',
        message: expect.stringContaining(`Cannot write to the data folder ${folder}: permission denied`),
      },
    });
    chmodSync(folder, 0o700);
  });

  it.runIf(process.platform !== 'win32')('narrows a folder that others can use', () => {
    const folder = temporaryHome();
    chmodSync(folder, 0o777);
    expect(prepareHome(folder).ok).toBe(true);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it.runIf(process.platform !== 'win32')('refuses a folder for everyone, and leaves it to them', () => {
    const folder = temporaryHome();
    for (const mode of [0o1777, 0o1770, 0o1775]) {
      chmodSync(folder, mode);
      expect(prepareHome(folder)).toEqual({
        ok: false,
        error: {
          kind: 'not-writable',
          message: `${folder} is shared with other users of this computer. Choose a folder of your own with FUELGAUGE_HOME.`,
        },
      });
      expect(statSync(folder).mode & 0o7777).toBe(mode);
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it.runIf(process.getuid?.() === 0)('refuses the folder of another user, and says what to do', () => {
    const folder = temporaryHome();
    chownSync(folder, 65534, 65534);
    expect(prepareHome(folder)).toMatchObject({
      ok: false,
      error: {
        message: `${folder} belongs to another user of this computer (user id 65534). Run Fuelgauge as that user (in Docker: --user 65534), or make the folder yours. Choose a folder of your own with FUELGAUGE_HOME.`,
      },
    });
  });

  it('removes what killed processes left, and nothing else', () => {
    const folder = temporaryHome();
    const ended = spawnSync(process.execPath, ['--version']).pid;
    const left = [`settings.json.${ended}.tmp`, `credentials.age.bak.${ended}.tmp`, `.write-check-${ended}`];
    const kept = [`notes.${ended}.tmp`, `settings.json.${process.ppid}.tmp`, 'settings.json', 'history.db'];
    for (const name of [...left, ...kept]) writeFileSync(join(folder, name), '');
    expect(prepareHome(folder).ok).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(kept.sort());
  });

  it.runIf(process.platform !== 'win32')('does not write through a link in the place of its check', () => {
    const folder = temporaryHome();
    const outside = join(temporaryHome(), 'outside');
    writeFileSync(outside, 'kept');
    symlinkSync(outside, join(folder, `.write-check-${process.pid}`));
    symlinkSync(outside, join(folder, `settings.json.${process.pid}.tmp`));
    expect(prepareHome(folder).ok).toBe(true);
    writeWhole(join(folder, 'settings.json'), 'new');
    expect(readFileSync(outside, 'utf8')).toBe('kept');
    expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toBe('new');
  });
});
