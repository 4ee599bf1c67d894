import { z } from 'zod';
import { customProviderSchema } from '../custom/definition.ts';
import { readErrorSchema } from '../model/index.ts';
import { done, mutation, query } from './contract.ts';

/** A definition as it was written: what is wrong with it is an error in words, not a fault of the call. */
const written = z.json();

const tryProviderInput = z.object({
  definition: written,
  /** Field id → value. */
  values: z.record(z.string(), z.string()),
  /** You agree that it may ask a private address, or run its program. */
  allowed: z.boolean().optional(),
});
export type TryProviderInput = z.output<typeof tryProviderInput>;

export const trialSchema = z.object({
  name: z.string(),
  /** What came back, with the credential masked; null: nothing did. */
  answer: z.object({ status: z.number().int().nullable(), text: z.string() }).nullable(),
  /** What each expression found in it. */
  values: z.array(
    z.object({
      field: z.string(),
      expression: z.string(),
      found: z.string().nullable(),
      wrong: z.string().nullable(),
    }),
  ),
  /** `12.50 USD left`; null: there is no reading. */
  balance: z.string().nullable(),
  error: readErrorSchema.nullable(),
});
export type Trial = z.output<typeof trialSchema>;

const addProviderInput = z.object({
  definition: written,
  allowed: z.boolean().optional(),
  /** Replaces the one with this id that you have added. */
  replace: z.boolean().optional(),
});
export type AddProviderInput = z.output<typeof addProviderInput>;

/** Commands about providers that you describe yourself. */
export const providerCommands = {
  /** Asks once, as described, and stores nothing. Without your consent to what needs it, it fails with the question. */
  tryProvider: mutation(tryProviderInput, trialSchema),
  addProvider: mutation(addProviderInput, z.object({ id: z.string(), name: z.string() })),
  /** Fails while an account uses it. */
  removeProvider: mutation(z.object({ id: z.string() }), done),
  listOwnProviders: query(z.void(), z.array(customProviderSchema)),
};
