import { z } from 'zod';
import {
  accountStateSchema,
  amountSchema,
  daySchema,
  grantKindSchema,
  instantSchema,
  noteSchema,
  overagePriceSchema,
  paidSchema,
  planPriceSchema,
  readErrorSchema,
  rolloverSchema,
  scopeSchema,
  tagsSchema,
} from '../model/index.ts';
import { done, mutation } from './contract.ts';

/** An id, an unambiguous label, `provider/label`, or a provider with one account. */
export const accountReference = z.string().min(1);
const credentialValues = z.record(z.string(), z.string());

/**
 * Field id → value, stored in the vault; or field id → environment variable, of which only the name is stored. `near`: you agree
 * that an address in your own network, which you entered, is asked.
 */
const givenCredential = z.discriminatedUnion('from', [
  z.object({ from: z.literal('values'), values: credentialValues, near: z.boolean().optional() }),
  z.object({ from: z.literal('environment'), variables: credentialValues, near: z.boolean().optional() }),
]);
export type GivenCredential = z.infer<typeof givenCredential>;

/** Below it, a balance without a limit is low; `none`: no floor. Null or missing: the usual one of the default rules. */
const floorSchema = z
  .union([amountSchema.positive(), z.literal('none')])
  .nullable()
  .optional();

/** Whether the provider may be asked although each check costs credits. It must stay out where checks are free. */
const paidChecks = z.boolean().optional();

const addAccountInput = z.object({
  provider: z.string(),
  /** Missing: the provider's name, or `ScraperAPI 2` if that is taken. */
  label: z.string().optional(),
  credential: givenCredential,
  floor: floorSchema,
  paidChecks,
});
const testCredentialInput = z.object({
  provider: z.string(),
  credential: givenCredential,
  paidChecks,
  /** The account whose credential it will replace. */
  account: accountReference.optional(),
});
const sameKeyInput = testCredentialInput.omit({ paidChecks: true });
const replaceCredentialInput = z.object({ account: accountReference, credential: givenCredential });
/** Null removes a fact; a missing field leaves it unchanged. */
export const editAccountInput = z.object({
  account: accountReference,
  label: z.string().optional(),
  /** All tags, in your order; those that differ only in case are merged. */
  tags: tagsSchema.optional(),
  note: noteSchema.optional(),
  pinned: z.boolean().optional(),
  hidden: z.boolean().optional(),
  plan: z.string().nullable().optional(),
  cycleStart: daySchema.nullable().optional(),
  refill: amountSchema.nonnegative().nullable().optional(),
  rollover: rolloverSchema.nullable().optional(),
  /** A plan's price from a day on; null: no prices at all. */
  price: planPriceSchema.nullable().optional(),
  overage: overagePriceSchema.nullable().optional(),
  floor: floorSchema,
  paused: z.boolean().optional(),
  /** Milliseconds; refused below what the provider allows automatic checks. Null: the provider's usual interval. */
  intervalMs: z.number().int().positive().nullable().optional(),
  paidChecks,
});
const revealCredentialInput = z.object({ account: accountReference, passphrase: z.string().optional() });
const orderAccountsInput = z.object({ accounts: z.array(accountReference).min(1) });
const renameTagInput = z.object({ from: z.string().min(1), to: z.string().min(1) });
const addGrantInput = z.object({
  account: accountReference,
  amount: amountSchema.positive(),
  kind: grantKindSchema.exclude(['refill']).default('topup'),
  grantedAt: instantSchema.optional(),
  /** Missing: the provider's lifetime of top-ups applies. Null: never. */
  expiresAt: instantSchema.nullable().optional(),
  paid: paidSchema.optional(),
});
const removeGrantInput = z.object({ account: accountReference, grant: z.string() });
export const logUsageInput = z.object({
  account: accountReference,
  amount: amountSchema.nonnegative(),
  at: instantSchema.optional(),
  /** Repeated calls with the same id are recorded once. */
  id: z.string().max(200).optional(),
  /** An error code from the provider, such as `daily_credit_cap_exceeded`. */
  error: z.string().max(100).optional(),
});
/** Another account with the same key. */
export const sameKeySchema = z.object({ account: z.string(), provider: z.string(), label: z.string() });
const testResultSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    /** `ScraperAPI accepts this credential.` */
    summary: z.string(),
    /** What it read, such as `58,127 of 100,000 credits left`; null: no balance. */
    balance: z.string().nullable(),
    /** What it can see. */
    scope: scopeSchema,
    sameAs: sameKeySchema.nullable(),
  }),
  z.object({
    ok: z.literal(false),
    error: readErrorSchema.extend({ advice: z.string() }),
    /** The provider does not accept it, or it is of another kind; otherwise nobody could tell. */
    rejected: z.boolean(),
    sameAs: sameKeySchema.nullable(),
  }),
]);

/** `forGood`: it does not rest, and cannot be restored. Also of an account that rests already. */
const removeAccountInput = z.object({ account: accountReference, forGood: z.boolean().optional() });
const restoredSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** Its label before, if another account has that one now. */
  renamedFrom: z.string().nullable(),
});

/** As Markdown. */
const reportSchema = z.object({ text: z.string() });

export type ReportInput = { account: string; again?: boolean | undefined };
export type AddAccountInput = z.output<typeof addAccountInput>;
export type TestCredentialInput = z.output<typeof testCredentialInput>;
export type SameKeyInput = z.output<typeof sameKeyInput>;
export type ReplaceCredentialInput = z.output<typeof replaceCredentialInput>;
export type EditAccountInput = z.output<typeof editAccountInput>;
export type RemoveAccountInput = z.output<typeof removeAccountInput>;
export type Restored = z.output<typeof restoredSchema>;
export type RevealCredentialInput = z.output<typeof revealCredentialInput>;
export type OrderAccountsInput = z.output<typeof orderAccountsInput>;
export type AddGrantInput = z.output<typeof addGrantInput>;
export type RemoveGrantInput = z.output<typeof removeGrantInput>;
export type LogUsageInput = z.output<typeof logUsageInput>;
export type TestResult = z.output<typeof testResultSchema>;
export type SameKey = z.output<typeof sameKeySchema>;

/** Commands about accounts, their credentials, and what is known of them. */
export const accountCommands = {
  addAccount: mutation(addAccountInput, accountStateSchema),
  /**
   * Asks the provider once and stores nothing. If you add an account or replace a credential with the same one within ten
   * minutes, what was read becomes its first reading.
   */
  testCredential: mutation(testCredentialInput, testResultSchema),
  /** Whose key it is already, without asking the provider. */
  sameKey: mutation(sameKeyInput, z.object({ sameAs: sameKeySchema.nullable() })),
  replaceCredential: mutation(replaceCredentialInput, accountStateSchema),
  editAccount: mutation(editAccountInput, accountStateSchema),
  /** The stored credential, field id → value, to whoever enters the passphrase of the vault; refused by any other vault. */
  revealCredential: mutation(revealCredentialInput, z.object({ values: credentialValues })),
  /** Puts accounts into your own order. Those that are left out stay behind them, in the order that they have. */
  orderAccounts: mutation(orderAccountsInput, done),
  /** Renames a tag wherever it is: at accounts, budgets and channels. `accounts`: how many have it. */
  renameTag: mutation(renameTagInput, z.object({ accounts: z.number().int() })),
  /** It rests for at least seven days, polled and shown nowhere. Then, or with `forGood` at once, all of it is deleted. */
  removeAccount: mutation(removeAccountInput, done),
  /** Brings back an account that rests, as it was. */
  restoreAccount: mutation(z.object({ account: accountReference }), restoredSchema),
  addGrant: mutation(addGrantInput, accountStateSchema),
  removeGrant: mutation(removeGrantInput, accountStateSchema),
  logUsage: mutation(logUsageInput, accountStateSchema),
  /** Polls an account now, or all of them, respecting each provider's shortest interval. Resolves when all have answered. */
  refresh: mutation(z.object({ account: accountReference.optional() }), done),
  /**
   * Polls an account once and tells the exchange without anything of the account, for an issue. `again`: even though the
   * provider rejected the credential before, which may get you blocked.
   */
  report: mutation(z.object({ account: accountReference, again: z.boolean().optional() }), reportSchema),
};
