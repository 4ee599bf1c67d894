// The page's content security policy forbids code from strings, and the browser would report zod's attempt. zod takes up
// what it finds here when it is loaded, which is after the first paint (zod 4.6: `core.ts`, read in November 2026).
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
