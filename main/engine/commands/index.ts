import type { ApiOf } from '../../../shared/api/contract.ts';
import type { engineCommands } from '../../../shared/api/engine.ts';
import type { EngineParts } from '../parts.ts';
import { addAccount, editAccount, orderAccounts } from './accounts.ts';
import { exportBackup, importBackup } from './backup.ts';
import { removeBudget, setBudget } from './budgets.ts';
import { readCatalogue } from './catalogue.ts';
import { replaceCredential, unlock } from './credentials.ts';
import { addGrant, removeGrant } from './grants.ts';
import { exportHistory, readForecast, readHistory } from './history.ts';
import { removeRate, setCurrency, setRate } from './money.ts';
import { changePassphrase, keepInKeyring, resetPassphrase } from './passphrase.ts';
import { refresh } from './polling.ts';
import { dismissNotice, setPreferences } from './preferences.ts';
import { priceGrant } from './price-grant.ts';
import { addProvider, listOwnProviders, removeProvider, tryProvider } from './providers.ts';
import { readRateCard } from './rate-card.ts';
import { removeAccount, restoreAccount } from './removal.ts';
import { report } from './report.ts';
import { revealCredential } from './reveal.ts';
import { exportSpend, fitPlans, makeStatement, spend } from './spend.ts';
import { renameTag } from './tags.ts';
import { findSameKey, testCredential } from './test-credential.ts';
import { listTokens, makeToken, makeUsageToken, revokeToken } from './tokens.ts';
import { correctDay, listUses, logUsage, removeUse } from './usage.ts';

/** The commands of the contract (`shared/api/`), each implemented by a function of the engine's parts. */
export function createCommands(parts: EngineParts): ApiOf<typeof engineCommands> {
  return {
    addAccount: (input) => addAccount(parts, input),
    testCredential: (input) => testCredential(parts, input),
    sameKey: (input) => findSameKey(parts, input),
    replaceCredential: (input) => replaceCredential(parts, input),
    editAccount: (input) => editAccount(parts, input),
    revealCredential: (input) => revealCredential(parts, input),
    orderAccounts: (input) => orderAccounts(parts, input),
    renameTag: (input) => renameTag(parts, input),
    removeAccount: (input) => removeAccount(parts, input),
    restoreAccount: (input) => restoreAccount(parts, input),
    addGrant: (input) => addGrant(parts, input),
    removeGrant: (input) => removeGrant(parts, input),
    logUsage: (input) => logUsage(parts, input),
    listUses: (input) => listUses(parts, input),
    removeUse: (input) => removeUse(parts, input),
    correctDay: (input) => correctDay(parts, input),
    refresh: (input) => refresh(parts, input),
    report: (input) => report(parts, input),
    history: (input) => readHistory(parts, input),
    exportHistory: (input) => exportHistory(parts, input),
    forecast: (input) => readForecast(parts, input),
    catalogue: () => readCatalogue(parts),
    tryProvider: (input) => tryProvider(parts, input),
    addProvider: (input) => addProvider(parts, input),
    spend: (input) => spend(parts, input),
    statement: (input) => makeStatement(parts, input),
    exportSpend: (input) => exportSpend(parts, input),
    planFit: (input) => fitPlans(parts, input),
    priceGrant: (input) => priceGrant(parts, input),
    setBudget: (input) => setBudget(parts, input),
    removeBudget: (input) => removeBudget(parts, input),
    setCurrency: (input) => setCurrency(parts, input),
    setRate: (input) => setRate(parts, input),
    removeRate: (input) => removeRate(parts, input),
    removeProvider: (input) => removeProvider(parts, input),
    listOwnProviders: () => listOwnProviders(parts),
    exportBackup: (input) => exportBackup(parts, input),
    importBackup: (input) => importBackup(parts, input),
    rateCard: (input) => readRateCard(input),
    unlock: (input) => unlock(parts, input),
    changePassphrase: (input) => changePassphrase(parts, input),
    resetPassphrase: (input) => resetPassphrase(parts, input),
    keepInKeyring: (input) => keepInKeyring(parts, input),
    setPreferences: (input) => setPreferences(parts, input),
    dismissNotice: (input) => dismissNotice(parts, input),
    makeUsageToken: () => makeUsageToken(parts),
    makeToken: (input) => makeToken(parts, input),
    listTokens: () => listTokens(parts),
    revokeToken: (input) => revokeToken(parts, input),
  };
}
