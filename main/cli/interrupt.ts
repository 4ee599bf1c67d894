import { endPrograms } from '../engine/custom/command.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Until it is called back, Ctrl-C also ends the programs that providers of your own run: they have process groups of their
 * own, which a terminal does not reach. The signal then ends this process as ever, so that a script sees why.
 */
export function endProgramsWithUs(): () => void {
  const leave = () => {
    for (const signal of signals) process.off(signal, end);
  };
  const end = (signal: NodeJS.Signals) => {
    leave();
    endPrograms();
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, end);
  return leave;
}
