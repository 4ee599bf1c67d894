import { keepHeapSmall } from './engine/heap.ts';

// The desktop app. Everything else is loaded once V8 knows how much memory it may take.

keepHeapSmall();
await import('./desktop/main.ts');
