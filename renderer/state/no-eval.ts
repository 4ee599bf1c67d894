import { config } from 'zod';

// The page's content security policy forbids code from strings, and zod's attempt at it would be reported.
config({ jitless: true });
