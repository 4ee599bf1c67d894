import { setFlagsFromString } from 'node:v8';
import { exitCodes } from './exit.ts';

// The `fuelgauge` command. Everything else is imported once Node is known to be new enough for it.

// V8 lets the part of the heap for new objects grow to 96 MB on machines with much memory, and keeps it. With thousands of
// accounts that is a third of all our memory, and it saves no time that could be measured (Node 24.21, November 2026).
setFlagsFromString('--semi-space-growth-factor=1');

async function main(): Promise<void> {
  // Same as `engines` in package.json. Older versions lack node:sqlite, or warn about it at every start.
  if (Number.parseInt(process.versions.node, 10) < 24) {
    process.stderr.write(`Fuelgauge needs Node 24 or newer; this is ${process.version}.\n`);
    process.exitCode = exitCodes.usage;
    return;
  }
  const { runCommandLine } = await import('./program.ts');
  process.exitCode = await runCommandLine(process.argv.slice(2));
}

async function lastResort(error: unknown): Promise<void> {
  const { recordFault } = await import('./fault.ts');
  const { dataFolder } = await import('../engine/store/home.ts');
  process.stderr.write(`${recordFault(error, dataFolder(process.env))}\n`);
  process.exit(exitCodes.internal);
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader closed the pipe, as `head` does.
  if (error.code === 'EPIPE') process.exit();
  void lastResort(error);
});
process.on('uncaughtException', (error) => void lastResort(error));
main().catch(lastResort);
