// Installs what is missing before an npm script runs.
import { ensureInstalled } from './installation.mjs';

process.exitCode = (await ensureInstalled()) ? 0 : 1;
