import { existsSync, globSync, readFileSync } from 'node:fs';
import { posix, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const pages = [...globSync('docs/*.md'), 'README.md', 'CONTRIBUTING.md', 'SECURITY.md'].map((path) => ({
  path: path.split(sep).join('/'),
  text: readFileSync(path, 'utf8').replace(/^```.*?^```/gms, ''),
}));

/** Every file of the sources and every folder of one, with a slash in front and, of folders, one behind. */
const known = new Set(
  globSync(['{main,renderer,shared,test,bench,scripts,docs,deploy,build}/**/*.*', '*.*'])
    .map((path) => `/${path.split(sep).join('/')}`)
    .flatMap((file) => [file, ...foldersOf(file)]),
);

function foldersOf(file: string): string[] {
  const folder = posix.dirname(file);
  return folder === '/' ? [] : [`${folder}/`, ...foldersOf(folder)];
}

/** A source file, by its whole path or by the end of it, or a folder with its slash. */
const isPath = (text: string): boolean =>
  /^[\w.-]+(\/[\w.-]+)*(\/|\.(tsx?|mjs|css|md))$/.test(text) && !/^(out|dist)\//.test(text);

const isKnown = (path: string): boolean => [...known].some((file) => file.endsWith(`/${path}`));

/** What stands in backticks in a page and fits, once each. */
function named(text: string, fits: (code: string) => boolean): string[] {
  return [...new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code))].filter(fits);
}

describe.each(pages)('$path', ({ path, text }) => {
  it('names only files and folders that exist', () => {
    expect(named(text, isPath).filter((name) => !isKnown(name))).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const scripts = [...text.matchAll(/\bnpm (?:run (?:-s )?)([\w:-]+)/g)].map(([, script = '']) => script);
    expect(scripts.filter((script) => !(script in packageJson.scripts))).toEqual([]);
  });

  it('names only test projects that exist', () => {
    const config = readFileSync('vitest.config.ts', 'utf8');
    const projects = [...text.matchAll(/--project ([\w-]+)/g)].map(([, project = '']) => project);
    expect(projects.filter((project) => !config.includes(`'${project}'`))).toEqual([]);
  });

  it('links only to pages that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
    const missing = links
      .filter((target) => !target.startsWith('https://'))
      .map((target) =>
        target.replace(/^\.\.\/\.\.\/((?:\.\.\/)*)issues\/new\?template=/, '$1.github/ISSUE_TEMPLATE/'),
      )
      .filter((target) => !existsSync(posix.join(posix.dirname(path), target)));
    expect(missing).toEqual([]);
  });
});
