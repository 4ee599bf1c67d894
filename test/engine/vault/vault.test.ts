import { createCipheriv, createDecipheriv } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Decrypter, Encrypter } from 'age-encryption';
import { describe, expect, it, vi } from 'vitest';
import { createMemoryVault } from '../../../main/engine/vault/memory.ts';
import { createPassphraseVault } from '../../../main/engine/vault/passphrase.ts';
import { createSystemVault, type SystemCipher } from '../../../main/engine/vault/system.ts';
import type { Vault } from '../../../main/engine/vault/vault.ts';
import { fail, ok } from '../../../shared/model/index.ts';
import { filesWith, temporaryHome } from '../../helpers/folder.ts';
import { createQuickVault } from '../../helpers/vault.ts';

// A busy machine may need long.
vi.setConfig({ testTimeout: 60_000 });

const passphrase = 'an invented passphrase';
const secret = 'sk-invented-0123456789abcdef';

const key = Buffer.alloc(32, 7);
const iv = Buffer.alloc(16, 9);
/** In the place of Electron's safeStorage, which needs Electron. */
const systemCipher: SystemCipher = {
  encrypt: async (text) => {
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    return Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  },
  decrypt: async (bytes) => {
    const decipher = createDecipheriv('aes-256-gcm', key, iv);
    try {
      decipher.setAuthTag(bytes.subarray(-16));
      const text = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString();
      return ok({ text, isOutdated: false });
    } catch {
      return fail('damaged');
    }
  },
  warningAbout: () => null,
};

describe.each<[string, (home: string) => Vault]>([
  ['memory', () => createMemoryVault()],
  ['passphrase', (home) => createQuickVault(join(home, 'credentials.age'))],
  ['system', (home) => createSystemVault(join(home, 'credentials.system'), systemCipher)],
])('the %s vault', (kind, create) => {
  it('keeps, replaces and removes values by account, and none in the clear', async () => {
    const home = temporaryHome();
    const vault = create(home);
    expect(vault.kind).toBe(kind);
    expect((await vault.unlock(passphrase)).ok).toBe(true);
    expect(vault.state()).toBe('open');
    expect(await vault.get('a1')).toEqual({ ok: true, value: null });
    expect((await vault.set('a1', { key: secret })).ok).toBe(true);
    expect((await vault.set('a2', { key: 'other', id: '7' })).ok).toBe(true);
    expect((await vault.set('a1', { key: `${secret}-new` })).ok).toBe(true);
    expect(await vault.get('a1')).toEqual({ ok: true, value: { key: `${secret}-new` } });
    expect((await vault.remove('a1')).ok).toBe(true);
    expect((await vault.remove('unknown')).ok).toBe(true);
    expect(await vault.get('a1')).toEqual({ ok: true, value: null });
    expect(await vault.get('a2')).toEqual({ ok: true, value: { key: 'other', id: '7' } });
    expect(filesWith(home, secret)).toEqual([]);
    expect(filesWith(home, passphrase)).toEqual([]);
  });
});

describe('the passphrase vault', () => {
  const at = (home: string) => join(home, 'credentials.age');

  it('is unset, then open; written with the first credential; then locked until the passphrase is given', async () => {
    const home = temporaryHome();
    const vault = createQuickVault(at(home));
    expect(vault.state()).toBe('unset');
    expect(await vault.get('a1')).toMatchObject({ ok: false, error: { kind: 'locked' } });
    expect(await vault.set('a1', { key: secret })).toMatchObject({ ok: false, error: { kind: 'locked' } });
    expect(await vault.unlock('')).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
    expect(vault.state()).toBe('unset');
    await vault.unlock(passphrase);
    expect(vault.state()).toBe('open');
    expect(existsSync(at(home))).toBe(false);
    await vault.set('a1', { key: secret });

    const next = createQuickVault(at(home));
    expect(next.state()).toBe('locked');
    expect(await next.get('a1')).toMatchObject({ ok: false, error: { kind: 'locked' } });
    expect(await next.remove('a1')).toMatchObject({ ok: false, error: { kind: 'locked' } });
    expect(await next.unlock('another passphrase')).toMatchObject({
      ok: false,
      error: { kind: 'wrong-passphrase' },
    });
    expect(next.state()).toBe('locked');
    expect((await next.unlock(passphrase)).ok).toBe(true);
    expect(await next.get('a1')).toEqual({ ok: true, value: { key: secret } });
    // A wrong try later does not close it.
    expect((await next.unlock('another passphrase')).ok).toBe(false);
    expect(next.state()).toBe('open');
  });

  it('writes an age file for its owner alone, with its predecessor beside it', async () => {
    const home = temporaryHome();
    const vault = createPassphraseVault(at(home));
    await vault.unlock(passphrase);
    await vault.set('a1', { key: secret });
    const first = readFileSync(at(home));
    await vault.set('a2', { key: secret });
    expect(first.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 16\n/);
    expect(readFileSync(`${at(home)}.bak`)).toEqual(first);
    for (const file of [at(home), `${at(home)}.bak`]) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(home).sort()).toEqual(['credentials.age', 'credentials.age.bak', 'lock.db']);
  });

  it('sees and keeps what another one wrote', async () => {
    const home = temporaryHome();
    const one = createQuickVault(at(home));
    const two = createQuickVault(at(home));
    await one.unlock(passphrase);
    await two.unlock(passphrase);
    await Promise.all([one.set('a1', { key: 'first-0001' }), two.set('a2', { key: 'second-0002' })]);
    expect(await two.get('a1')).toEqual({ ok: true, value: { key: 'first-0001' } });
    await two.set('a1', { key: 'third-0003' });
    expect(await one.get('a1')).toEqual({ ok: true, value: { key: 'third-0003' } });
    expect(await one.get('a2')).toEqual({ ok: true, value: { key: 'second-0002' } });
  });

  it('keeps to the passphrase that was first when two were chosen at once', async () => {
    const home = temporaryHome();
    const one = createQuickVault(at(home));
    const two = createQuickVault(at(home));
    await one.unlock(passphrase);
    await two.unlock('another passphrase');
    await one.set('a1', { key: secret });
    expect(await two.set('a2', { key: secret })).toMatchObject({
      ok: false,
      error: { kind: 'locked' },
    });
    expect(two.state()).toBe('locked');
    expect(await one.get('a1')).toEqual({ ok: true, value: { key: secret } });
  });

  it.each([
    ['truncated in its header', (file: string) => truncateSync(file, 30)],
    ['truncated in its body', (file: string) => truncateSync(file, statSync(file).size - 5)],
    ['emptied', (file: string) => truncateSync(file, 0)],
    ['overwritten', (file: string) => writeFileSync(file, 'hello')],
  ])('names a file that was %s and leaves it alone', async (_, harm) => {
    const home = temporaryHome();
    const vault = createQuickVault(at(home));
    await vault.unlock(passphrase);
    await vault.set('a1', { key: secret });
    harm(at(home));
    const harmed = readFileSync(at(home));
    for (const result of [
      await vault.get('a1'),
      await vault.set('a1', { key: 'new-value' }),
      await vault.remove('a1'),
      await createQuickVault(at(home)).unlock(passphrase),
    ])
      expect(result).toMatchObject({ ok: false, error: { message: expect.stringContaining(at(home)) } });
    expect(readFileSync(at(home))).toEqual(harmed);
  });
});

describe('a credential file that age programs open', () => {
  const at = (home: string) => join(home, 'credentials.age');
  const decrypted = async (file: string) => {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    return JSON.parse(await decrypter.decrypt(readFileSync(file), 'text'));
  };

  it('stays one over all changes, however large, under a new nonce each time', async () => {
    const file = at(temporaryHome());
    const vault = createQuickVault(file);
    await vault.unlock(passphrase);
    const nonces = new Set<string>();
    const header = /^[\s\S]*?\n--- [^\n]*\n/;
    for (const length of [10, 65_400, 65_536, 200_000]) {
      await vault.set('a1', { key: 'k'.repeat(length) });
      expect(await decrypted(file)).toEqual({ version: 1, accounts: { a1: { key: 'k'.repeat(length) } } });
      const text = readFileSync(file, 'latin1');
      const begin = header.exec(text)?.[0].length ?? 0;
      nonces.add(text.slice(begin, begin + 16));
    }
    expect(nonces.size).toBe(4);
  });

  it('may come from an age program, and is changed and opened again', async () => {
    const file = at(temporaryHome());
    const encrypter = new Encrypter();
    encrypter.setPassphrase(passphrase);
    encrypter.setScryptWorkFactor(12);
    writeFileSync(
      file,
      await encrypter.encrypt('{"version":1,"accounts":{"a1":{"key":"of-an-age-program"}}}'),
    );
    const vault = createQuickVault(file);
    expect(await vault.unlock('another')).toMatchObject({ ok: false, error: { kind: 'wrong-passphrase' } });
    expect(await vault.unlock(passphrase)).toEqual({ ok: true, value: undefined });
    await vault.set('a2', { key: secret });
    const accounts = { a1: { key: 'of-an-age-program' }, a2: { key: secret } };
    expect(await decrypted(file)).toEqual({ version: 1, accounts });
    const next = createQuickVault(file);
    await next.unlock(passphrase);
    expect(await next.ids()).toEqual({ ok: true, value: ['a1', 'a2'] });
  });

  it('has nothing in its backup that was removed', async () => {
    const file = at(temporaryHome());
    const vault = createQuickVault(file);
    await vault.unlock(passphrase);
    await vault.set('a1', { key: secret });
    await vault.set('a2', { key: 'another-key' });
    await vault.remove('a1');
    for (const name of [file, `${file}.bak`])
      expect(Object.keys((await decrypted(name)).accounts)).toEqual(['a2']);
  });

  it('is not begun anew after it was lost, unless you say so, and its backup is then kept', async () => {
    const home = temporaryHome();
    const file = at(home);
    const vault = createQuickVault(file);
    await vault.unlock(passphrase);
    await vault.set('a1', { key: secret });
    await vault.set('a2', { key: secret });
    const backup = readFileSync(`${file}.bak`);
    rmSync(file);
    const lost = {
      ok: false,
      error: { message: expect.stringContaining('Rename credentials.age.bak to credentials.age') },
    };
    const next = createQuickVault(file);
    for (const result of [
      await vault.set('a3', { key: secret }),
      await vault.get('a1'),
      await next.unlock('new one'),
    ])
      expect(result).toMatchObject(lost);
    expect(existsSync(file)).toBe(false);
    expect(readFileSync(`${file}.bak`)).toEqual(backup);

    expect((await next.unlock('new one', { startOver: true })).ok).toBe(true);
    await next.set('a3', { key: secret });
    await next.set('a4', { key: secret });
    const kept = readdirSync(home).find((name) => name.startsWith('credentials.age.lost-')) ?? '';
    expect(readFileSync(join(home, kept))).toEqual(backup);
  });

  it('says that it was lost while it was open, and is open again once it is back', async () => {
    const file = at(temporaryHome());
    const vault = createQuickVault(file);
    await vault.unlock(passphrase);
    await vault.set('a1', { key: secret });
    await vault.set('a2', { key: secret });
    expect([vault.state(), vault.lost()]).toEqual(['open', null]);
    renameSync(file, `${file}.elsewhere`);
    // A key that is not there is not a wrong one.
    expect(await vault.get('a1')).toMatchObject({ ok: false, error: { kind: 'locked' } });
    await vi.waitFor(() => expect(vault.state()).toBe('unset'));
    expect(vault.lost()).toBe(
      `The credential file ${file} is missing, but its backup is there. Rename credentials.age.bak to credentials.age.`,
    );
    renameSync(`${file}.elsewhere`, file);
    await vi.waitFor(() => expect([vault.state(), vault.lost()]).toEqual(['open', null]));
    expect(await vault.get('a1')).toEqual({ ok: true, value: { key: secret } });
    rmSync(file);
    await vi.waitFor(() => expect(vault.state()).toBe('unset'));
    expect((await vault.unlock('new one', { startOver: true })).ok).toBe(true);
    expect([vault.state(), vault.lost()]).toEqual(['open', null]);
    expect(await vault.get('a1')).toEqual({ ok: true, value: null });
  });

  it('is not begun anew while accounts need it', async () => {
    const file = at(temporaryHome());
    const vault = createQuickVault(file, () => true);
    expect(await vault.unlock(passphrase)).toMatchObject({
      ok: false,
      error: { kind: 'not-supported', message: expect.stringContaining('--new-vault') },
    });
    expect((await vault.unlock(passphrase, { startOver: true })).ok).toBe(true);
    expect((await vault.set('a1', { key: secret })).ok).toBe(true);
  });

  it.runIf(process.platform !== 'win32')('is no link to a file elsewhere', async () => {
    const home = temporaryHome();
    const outside = join(temporaryHome(), 'outside');
    writeFileSync(outside, 'kept');
    symlinkSync(outside, at(home));
    const vault = createQuickVault(at(home));
    expect(await vault.unlock(passphrase)).toMatchObject({
      ok: false,
      error: { kind: 'not-writable', message: expect.stringContaining('symbolic link') },
    });
    expect(readFileSync(outside, 'utf8')).toBe('kept');
  });
});

describe('the system vault', () => {
  const at = () => join(temporaryHome(), 'credentials.system');
  /** A vault with a key in it. */
  const filled = async (file: string, cipher: SystemCipher = systemCipher) => {
    const vault = createSystemVault(file, cipher);
    expect(await vault.set('a1', { key: secret })).toEqual({ ok: true, value: undefined });
    return vault;
  };

  it('asks for no key before there is something to decrypt', () => {
    const never = async () => fail('refused' as const);
    const vault = createSystemVault(at(), { ...systemCipher, decrypt: never });
    expect([vault.state(), vault.isEmpty(), vault.warning]).toEqual(['open', true, null]);
  });

  it.each([
    ['unavailable', /keychain is locked. Unlock it/],
    ['refused', /does not let Fuelgauge use the keychain/],
    ['damaged', /is damaged and was not changed/],
  ] as const)(
    'says that a key is %s, keeps the file, and opens once it can be decrypted',
    async (why, words) => {
      const file = at();
      await filled(file);
      const bytes = readFileSync(file);
      let helps = false;
      const vault = createSystemVault(file, {
        ...systemCipher,
        decrypt: async (sealed) => (helps ? systemCipher.decrypt(sealed) : fail(why)),
      });
      expect(await vault.unlock('')).toMatchObject({
        ok: false,
        error: { message: expect.stringMatching(words) },
      });
      expect(vault.state()).toBe('locked');
      expect(await vault.get('a1')).toMatchObject({ ok: false });
      expect(await vault.set('a2', { key: 'other' })).toMatchObject({ ok: false });
      expect(readFileSync(file)).toEqual(bytes);
      helps = true;
      expect(await vault.unlock('')).toEqual({ ok: true, value: undefined });
      expect(vault.state()).toBe('open');
      expect(await vault.get('a1')).toEqual({ ok: true, value: { key: secret } });
    },
  );

  it('is locked while the keychain keeps it waiting', async () => {
    const file = at();
    await filled(file);
    const answer = Promise.withResolvers<void>();
    const vault = createSystemVault(file, {
      ...systemCipher,
      decrypt: (sealed) => answer.promise.then(() => systemCipher.decrypt(sealed)),
    });
    const opened = vault.unlock('');
    expect(vault.state()).toBe('locked');
    answer.resolve();
    expect((await opened).ok).toBe(true);
    expect(vault.state()).toBe('open');
  });

  it('says so when the system encrypts nothing, and stores nothing', async () => {
    const file = at();
    const encrypt = async () => {
      throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.');
    };
    const vault = createSystemVault(file, { ...systemCipher, encrypt });
    expect(await vault.set('a1', { key: secret })).toMatchObject({
      ok: false,
      error: { kind: 'not-supported', message: expect.stringMatching(/did not encrypt your keys/) },
    });
    expect(existsSync(file)).toBe(false);
  });

  it('warns by what was encrypted, and encrypts it and its backup anew once there is a better key', async () => {
    const file = at();
    let mark = 'weak:';
    const cipher: SystemCipher = {
      encrypt: async (text) => Buffer.from(mark + text),
      decrypt: async (bytes) => {
        const text = bytes.toString();
        return ok({ text: text.slice(text.indexOf(':') + 1), isOutdated: !text.startsWith(mark) });
      },
      warningAbout: (bytes) => (bytes.toString().startsWith('weak:') ? 'Weak.' : null),
    };
    const vault = await filled(file, cipher);
    expect(vault.warning).toBe('Weak.');
    await vault.set('a2', { key: 'other' });
    mark = 'strong:';
    const next = createSystemVault(file, cipher);
    expect((await next.unlock('')).ok).toBe(true);
    expect(next.warning).toBeNull();
    for (const path of [file, `${file}.bak`])
      expect(Buffer.from(readFileSync(path, 'utf8'), 'base64').toString()).toMatch(/^strong:/);
    expect(await next.get('a1')).toEqual({ ok: true, value: { key: secret } });
  });

  it('names a file that it cannot read and leaves it alone', async () => {
    const file = join(temporaryHome(), 'credentials.system');
    writeFileSync(file, 'AAAA');
    const vault = createSystemVault(file, systemCipher);
    expect(await vault.set('a1', { key: secret })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining(file) },
    });
    expect(readFileSync(file, 'utf8')).toBe('AAAA');
  });
});
