export * from './current.ts';
