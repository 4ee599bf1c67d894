import type { Shot } from './view.ts';

/** So many pages at once: while one is drawn, another loads. */
const lanes = 2;

/** Does the work for every shot; gives the reasons of what failed, by name. */
export async function forEachShot(
  shots: readonly Shot[],
  work: (shot: Shot) => Promise<void>,
): Promise<Map<string, string>> {
  const failed = new Map<string, string>();
  const left = shots.entries();
  const lane = async () => {
    for (const [at, shot] of left) {
      process.stderr.write(`${at + 1}/${shots.length} ${shot.name}\n`);
      try {
        await work(shot);
      } catch (error) {
        failed.set(shot.name, error instanceof Error ? error.message : String(error));
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return failed;
}
