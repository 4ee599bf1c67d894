import { z } from 'zod';
import { type SandboxProvider, sandboxProviders } from './scenarios.ts';

export const faultKindSchema = z.enum(['401', '403', '429', '500', 'slow', 'html', 'cut', 'empty']);
export const faultSchema = z.strictObject({
  provider: z.enum(sandboxProviders),
  /** Missing: every key of the provider. */
  key: z.string().optional(),
  fault: faultKindSchema,
  /** Missing: until cleared. */
  times: z.number().int().positive().optional(),
  /** For `slow`: how long the answer waits, in milliseconds; the default is longer than the app waits. */
  delayMs: z.number().int().positive().max(600_000).default(20_000),
});
export type Fault = z.infer<typeof faultSchema>;

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
  /** The oldest fault that applies to a request; one with `times` is used up by it. */
  take(provider: SandboxProvider, key: string): Fault | null;
}

/** The faults that the sandbox was asked to show. */
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
