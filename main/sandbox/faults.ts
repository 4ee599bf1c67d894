import { z } from 'zod';
import { type SandboxProvider, sandboxProviders } from './scenarios.ts';

export const faultKindSchema = z.enum(['401', '403', '429', '500', 'slow', 'html', 'cut', 'empty']);
export const faultSchema = z.strictObject({
  provider: z.enum(sandboxProviders),
  /** Default: every key of the provider. */
  key: z.string().optional(),
  fault: faultKindSchema,
  /** Default: until cleared. */
  times: z.number().int().positive().optional(),
  /** For `slow`: how long to delay the answer, in milliseconds. The default is longer than the app's time-out. */
  delayMs: z.number().int().positive().max(600_000).default(20_000),
});
export type Fault = z.infer<typeof faultSchema>;

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
  /** The oldest fault that applies to a request. Counts down its `times`. */
  take(provider: SandboxProvider, key: string): Fault | null;
}

/** The faults that the sandbox should show. */
export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => {
      faults = [...faults, fault];
    },
    clear: () => {
      faults = [];
    },
    list: () => faults,
    take(provider, key) {
      const found = faults.find(
        (fault) => fault.provider === provider && (fault.key === undefined || fault.key === key),
      );
      if (!found) return null;
      if (found.times !== undefined)
        faults = faults.flatMap((fault) => {
          if (fault !== found) return [fault];
          return fault.times === undefined || fault.times <= 1 ? [] : [{ ...fault, times: fault.times - 1 }];
        });
      return found;
    },
  };
}
