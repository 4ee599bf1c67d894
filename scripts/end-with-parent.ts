/**
 * Asks this process to end (SIGTERM) once the one that started it is gone. A `kill` of npm ends the shell between npm
 * and a script, but not the script, which would go on unseen with its port taken.
 */
export function endWithParent(): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
