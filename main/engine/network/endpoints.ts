import { badInput, type CommandError, ok, type Result } from '../../../shared/model/index.ts';

/**
 * Reads `FUELGAUGE_ENDPOINT_<PROVIDER>` (upper case, `-` as `_`): origins to use in place of providers, plain http on loopback only. The error
 * message names the variable.
 */
export function endpointsFromEnvironment(
  env: Record<string, string | undefined>,
): Result<Record<string, string>, CommandError> {
  const endpoints: Record<string, string> = {};
  for (const [variable, given] of Object.entries(env)) {
    const [, name] = /^FUELGAUGE_ENDPOINT_([A-Z0-9_]+)$/.exec(variable) ?? [];
    const value = given?.trim();
    if (name === undefined || !value) continue;
    const url = URL.canParse(value) ? new URL(value) : null;
    const bare =
      url && url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password ? url : null;
    if (bare?.protocol !== 'http:' || !['127.0.0.1', 'localhost', '[::1]'].includes(bare.hostname))
      return badInput(
        `${variable} must be an address on this machine, without a path, such as http://127.0.0.1:4100.`,
      );
    endpoints[name.toLowerCase().replaceAll('_', '-')] = bare.origin;
  }
  return ok(endpoints);
}
