import { registerHooks } from 'node:module';

// `node --import` this before the built main bundle: it is given the stand-in wherever it asks for `electron`.
const standIn = new URL('stand-in/index.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
