import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { writeWhole } from '../../../main/engine/store/files.ts';
import { openHistory } from '../../../main/engine/store/history.ts';
import { dataFolder, prepareHome } from '../../../main/engine/store/home.ts';
import { openSettings } from '../../../main/engine/store/settings.ts';
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

const nobody = 65534;
/** What `prepareHome` answers to another user, in a process of theirs; null: to the one who runs the tests. */
function askedAs(uid: number | null, folder: string): unknown {
  const script = `import { prepareHome } from ${JSON.stringify(join(process.cwd(), 'main/engine/store/home.ts'))};
    ${uid === null ? '' : `process.setgroups([]); process.setgid(${uid}); process.setuid(${uid});`}
    process.stdout.write(JSON.stringify(prepareHome(process.argv[1])));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script, folder]).toString());
}

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
    expect(askedAs(process.getuid?.() === 0 ? nobody : null, folder)).toMatchObject({
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

  describe.runIf(process.getuid?.() === 0)('of users of one computer', () => {
    /** A folder with an owner, a group and rights, in one that everybody can enter. */
    const folderOf = (uid: number, gid: number, mode: number, parent = temporaryHome()) => {
      chmodSync(parent, 0o755);
      const folder = join(parent, 'data');
      mkdirSync(folder);
      chownSync(folder, uid, gid);
      chmodSync(folder, mode);
      return folder;
    };
    const refusal = (folder: string, why: string) => ({
      ok: false,
      error: {
        kind: 'not-writable',
        message: `${folder} ${why} Choose a folder of your own with FUELGAUGE_HOME.`,
      },
    });

    it('takes the superuser’s folder, also from their group, unless everyone can write in it', () => {
      const group = folderOf(0, nobody, 0o2770);
      expect(askedAs(nobody, group)).toEqual({ ok: true, value: group });
      expect(statSync(group).mode & 0o7777).toBe(0o2770);
      const everyone = folderOf(0, 0, 0o777);
      expect(askedAs(nobody, everyone)).toEqual(
        refusal(everyone, 'can be changed by every user of this computer.'),
      );
    });

    it('refuses another user’s folder, whatever its rights', () => {
      for (const mode of [0o700, 0o777]) {
        const folder = folderOf(1234, nobody, mode);
        const why = 'belongs to another user of this computer (user id 1234).';
        expect(askedAs(nobody, folder)).toEqual(refusal(folder, why));
        expect(statSync(folder).mode & 0o777).toBe(mode);
      }
    });

    it('takes and narrows your own one inside a folder for everyone, sticky or not', () => {
      for (const mode of [0o1777, 0o777]) {
        const parent = temporaryHome();
        const folder = folderOf(nobody, nobody, 0o777, parent);
        chmodSync(parent, mode);
        expect(askedAs(nobody, folder)).toEqual({ ok: true, value: folder });
        expect(statSync(folder).mode & 0o777).toBe(0o700);
      }
    });

    it('follows your link and the superuser’s, and judges where it leads; no other link', () => {
      for (const [owner, isFollowed] of [
        [nobody, true],
        [0, true],
        [1234, false],
      ] as const) {
        const folder = folderOf(nobody, nobody, 0o755);
        const link = join(dirname(folder), 'link');
        symlinkSync(folder, link);
        lchownSync(link, owner, owner);
        const why = `is reached by a link of another user (${link}).`;
        for (const name of [link, join(link, 'below')]) {
          expect(askedAs(nobody, name)).toEqual(isFollowed ? { ok: true, value: name } : refusal(name, why));
        }
        expect(statSync(folder).mode & 0o777).toBe(isFollowed ? 0o700 : 0o755);
        expect(readdirSync(folder)).toEqual(isFollowed ? ['below'] : []);
      }
      const foreign = folderOf(1234, 1234, 0o777);
      const link = join(dirname(foreign), 'link');
      symlinkSync(foreign, link);
      expect(askedAs(nobody, link)).toMatchObject({
        ok: false,
        error: { message: expect.stringContaining('belongs to another user') },
      });
    });

    it('opens no file of another user there, and leaves it as it is', () => {
      const folder = temporaryHome();
      for (const name of ['settings.json', 'history.db']) {
        const file = join(folder, name);
        writeFileSync(file, 'theirs', { mode: 0o666 });
        chownSync(file, nobody, nobody);
        const opened = name === 'settings.json' ? openSettings(folder) : openHistory(file);
        expect(opened).toMatchObject({
          ok: false,
          error: { message: expect.stringContaining('it belongs to another user of this computer') },
        });
        expect(readFileSync(file, 'utf8')).toBe('theirs');
      }
    });

    it('follows no settings that another user puts in place of yours while it runs', () => {
      const folder = temporaryHome();
      const opened = openSettings(folder);
      if (!opened.ok) throw new Error(opened.error.message);
      const file = join(folder, 'settings.json');
      const theirs = { ...opened.value.get(), lastAccountNumber: 99 };
      rmSync(file);
      writeFileSync(file, JSON.stringify(theirs));
      expect(opened.value.fromFile().lastAccountNumber).toBe(99);
      writeFileSync(file, JSON.stringify({ ...theirs, lastAccountNumber: 100 }));
      chownSync(file, nobody, nobody);
      expect(opened.value.fromFile().lastAccountNumber).toBe(0);
      expect(opened.value.read().ok).toBe(false);
      opened.value.close();
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
