import { registerHooks } from 'node:module';

// `node --import` this before the built main bundle: it is given the stand-in wherever it asks for `electron`, and is told
// the computer that the test names, before any module asks which it is.

const { STAND_IN_PLATFORM, STAND_IN_RESOURCES, STAND_IN_PROGRAM } = process.env;
const tell = (name: string, value: string | undefined) => {
  if (value) Object.defineProperty(process, name, { value });
};
tell('platform', STAND_IN_PLATFORM);
tell('resourcesPath', STAND_IN_RESOURCES);
tell('execPath', STAND_IN_PROGRAM);

const standIn = new URL('stand-in/index.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
