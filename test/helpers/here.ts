import { vi } from 'vitest';
import { runCommandLine } from '../../main/cli/program.ts';
import { expectPrinted } from './printed-json.ts';
import type { CliResult } from './run-cli.ts';

/**
 * Runs a command in this process, which is much faster than starting one. It has no standard input. Any JSON that it prints for
 * scripts must be as its schema says.
 */
export async function runHere(
  home: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<CliResult> {
  let stdout = '';
  let stderr = '';
  const written = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  const complained = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += String(text);
    return true;
  });
  vi.stubEnv('FUELGAUGE_HOME', home);
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  try {
    const code = await runCommandLine(args);
    expectPrinted(args, stdout);
    return { code, stdout, stderr };
  } finally {
    written.mockRestore();
    complained.mockRestore();
    vi.unstubAllEnvs();
  }
}
