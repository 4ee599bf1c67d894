import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { usualPort } from '../../main/server/listen.ts';
import lock from '../../package-lock.json' with { type: 'json' };
import { dockerfile, execForm, healthCheck } from './dockerfile.ts';

// No Docker runs where this was written, so the files are held to what can be read in them. docs/server.md says what was tried.

const { before, stages } = dockerfile();
const [build = [], image = []] = stages;
const of = (stage: typeof image, wanted: string) =>
  stage.filter(({ name }) => name === wanted).map(({ text }) => text);

it('builds on the Node that the project runs on, and runs on the same', () => {
  expect(stages).toHaveLength(2);
  expect(before).toEqual([
    { name: 'ARG', text: `NODE=node:${lock.packages['node_modules/node'].version}-trixie-slim` },
  ]);
  expect([of(build, 'FROM'), of(image, 'FROM')]).toEqual([['$NODE AS build'], ['$NODE']]);
});

it('starts every program itself, without a shell, so that signals reach it', () => {
  for (const { name, text } of [...build, ...image])
    if (['RUN', 'CMD', 'ENTRYPOINT'].includes(name)) execForm(text);
  expect(healthCheck()[0]).toBe('node');
});

it('runs as a user who is not root and owns nothing but the data folder', () => {
  const names = image.map(({ name }) => name);
  expect(of(image, 'USER')).toEqual(['1000:1000']);
  expect(names.slice(names.indexOf('USER')).filter((name) => ['RUN', 'COPY'].includes(name))).toEqual([]);
  for (const copied of of(image, 'COPY')) expect(copied).toMatch(/^--from=build \/build\/(out\/|[pL])/);
  expect(of(image, 'ENV')).toEqual(['FUELGAUGE_HOME=/data']);
  expect(of(image, 'VOLUME')).toEqual(['["/data"]']);
  expect(image.map(({ text }) => text).filter((text) => text.includes('--owner'))).toEqual([
    '["install", "--directory", "--owner=1000", "--group=1000", "--mode=700", "/data"]',
  ]);
});

it('takes from the checkout what a build needs, and nothing that could hold a key', () => {
  const lines = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => !/^(#|$)/.test(line));
  expect(lines[0]).toBe('*');
  expect(lines.filter((line) => line.startsWith('!'))).toEqual(
    ['LICENSE', 'package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig*.json']
      .concat('main', 'renderer', 'shared')
      .map((name) => `!${name}`),
  );
  expect(of([...build, ...image], 'ADD')).toEqual([]);
  expect(of([...build, ...image], 'ARG')).toEqual([]);
});

it('listens, is asked and is shown on one port', () => {
  expect(of(image, 'EXPOSE')).toEqual([String(usualPort)]);
  expect(execForm(of(image, 'CMD')[0] ?? '')).toContain(String(usualPort));
  expect(healthCheck().at(-1)).toContain(`http://127.0.0.1:${usualPort}/healthz`);
});

const serviceSchema = z.looseObject({
  image: z.string(),
  read_only: z.boolean(),
  tmpfs: z.array(z.string()),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  privileged: z.undefined().optional(),
  cap_add: z.undefined().optional(),
  network_mode: z.undefined().optional(),
  ports: z.array(z.string()),
  volumes: z.array(z.string()),
  secrets: z.array(z.string()),
  environment: z.record(z.string(), z.string()).default({}),
});
const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
  volumes: z.record(z.string(), z.null()),
});
/** electron-updater brings it; it has no types of its own. */
const { load } = z
  .looseObject({ load: z.custom<(text: string) => unknown>((found) => typeof found === 'function') })
  .parse(createRequire(import.meta.url)('js-yaml'));
const compose = composeSchema.parse(load(readFileSync('deploy/compose.yml', 'utf8')));

it.each(Object.entries(compose.services))('confines %s', (_, service) => {
  expect(service).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    restart: 'unless-stopped',
  });
  expect(service.image).not.toMatch(/latest/);
  for (const port of service.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  // What it may write is a volume with a name; what is of the checkout is for reading.
  for (const volume of service.volumes) {
    const [source = '', , mode] = volume.split(':');
    if (source.startsWith('.')) expect(mode).toBe('ro');
    else expect(compose.volumes).toHaveProperty(source);
  }
  for (const secret of service.secrets) expect(compose.secrets).toHaveProperty(secret);
});

it('gives secrets as files alone, none of which git or Docker takes along', () => {
  const environments = Object.values(compose.services).flatMap(({ environment }) =>
    Object.entries(environment),
  );
  for (const [name, value] of environments)
    if (/TOKEN|PASS|KEY/.test(name)) expect(value).toMatch(/^\/run\/secrets\//);
  for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\//);
  expect(readFileSync('.gitignore', 'utf8')).toContain('\ndeploy/secrets/\n');
});
