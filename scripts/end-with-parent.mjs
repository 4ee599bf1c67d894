/**
 * Sends SIGTERM to this process once its parent is gone. Killing npm ends the shell between npm and a script, but not the
 * script, which would keep running unnoticed and block its port.
 */
export function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
