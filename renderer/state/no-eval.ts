import { config } from 'zod';

// The page's content security policy forbids code from strings, and the browser would report zod's attempt.
config({ jitless: true });
