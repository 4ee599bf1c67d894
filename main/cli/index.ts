import { keepHeapSmall } from '../engine/heap.ts';
import { exitCodes } from './exit-codes.ts';

// The `fuelgauge` command. Everything else is imported once Node is known to be new enough for it.

async function main(): Promise<void> {
  // Same as `engines` in package.json. Older versions lack node:sqlite, or warn about it at every start.
  if (Number.parseInt(process.versions.node, 10) < 24) {
    process.stderr.write(`Fuelgauge needs Node 24 or newer; this is ${process.version}.\n`);
    process.exitCode = exitCodes.usage;
    return;
  }
  const args = process.argv.slice(2);
  if (args[0] === 'status' && (await (await import('./quick-status.ts')).quickStatus(args.slice(1)))) return;
  if (args[0] === '__complete') {
    const { answerCompletion } = await import('./completion/answer.ts');
    process.exitCode = await answerCompletion(args.slice(1));
    return;
  }
  if (args[0] === 'serve' || args[0] === 'meter') keepHeapSmall();
  const { runCommandLine } = await import('./program.ts');
  process.exitCode = await runCommandLine(args);
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
