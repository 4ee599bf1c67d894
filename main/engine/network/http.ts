/**
 * Node's own HTTP. Not by `import`, which reads each export of a module: with its `WebSocket`, Node loads all of its fetch,
 * 12 MB that a process without a page and without an account never needs (Node 24.21, November 2026).
 */
export const { Agent, createServer, request, STATUS_CODES, validateHeaderName, validateHeaderValue } =
  process.getBuiltinModule('node:http');
