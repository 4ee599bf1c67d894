import { ensureBuilt } from '../../scripts/build.ts';

/** Builds what the browser is to see, once before all end-to-end tests. */
export default async function setup(): Promise<void> {
  if (!(await ensureBuilt())) throw new Error('The app could not be built; the lines above say why.');
}
