import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';

const manifestSchema = z.object({ homepage: z.url({ protocol: /^https$/ }) });

/** The project's page, which the release workflow names in the package; null: this build has only a placeholder. */
export function homepage(): string | null {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8'));
    const page = manifestSchema.parse(manifest).homepage;
    return new URL(page).hostname.endsWith('.invalid') ? null : page;
  } catch {
    return null;
  }
}
