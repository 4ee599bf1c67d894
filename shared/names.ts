// What an account is called, and which account a name means.

/** What makes up the names of an account. */
export interface Named {
  id: string;
  provider: string;
  label: string;
}

/** Names that look the same are the same. */
export const comparable = (name: string): string => name.trim().normalize('NFKC').toLowerCase();

/**
 * The accounts that a name can mean, whatever the case: an id; else a label, `provider/label`, or a provider at which there is
 * no other account. If these mean different accounts, the name means all of them: scripts must not reach another account
 * because somebody chose a label. A provider with several accounts means them all, if nothing else fits.
 */
export function accountsNamed<Of extends Named>(accounts: readonly Of[], name: string): Of[] {
  const byId = accounts.find(({ id }) => id === name);
  if (byId) return [byId];
  const wanted = comparable(name);
  const there = accounts.filter(({ provider }) => comparable(provider) === wanted);
  const named = accounts.filter(
    (account) =>
      comparable(account.label) === wanted ||
      comparable(pathOf(account)) === wanted ||
      (there.length === 1 && account === there[0]),
  );
  return named.length > 0 ? named : there;
}

/** `crustdata/production`: names one account at one provider. */
export const pathOf = ({ provider, label }: Omit<Named, 'id'>): string => `${provider}/${label}`;

/** A label that no account of the provider has yet: the provider's name, then `ScraperAPI 2`, and so on. */
export function freeLabel(
  { id, name }: { id: string; name: string },
  accounts: readonly Omit<Named, 'id'>[],
): string {
  const taken = new Set(
    accounts.filter(({ provider }) => provider === id).map(({ label }) => comparable(label)),
  );
  for (let label = name, number = 2; ; label = `${name} ${number}`, number += 1)
    if (!taken.has(comparable(label))) return label;
}

/**
 * The label of an account whose key was pasted or imported. `rest`: what its variable says besides the provider, such as
 * `PROD`, which becomes `prod`; a number alone counts on from the provider's name. Null, or taken: as without it.
 */
export function labelOfKey(
  provider: { id: string; name: string },
  rest: string | null,
  accounts: readonly Omit<Named, 'id'>[],
): string {
  const usual = freeLabel(provider, accounts);
  if (rest === null) return usual;
  const wanted = /^\d+$/.test(rest) ? `${provider.name} ${rest}` : rest.toLowerCase();
  const label = freeLabel({ id: provider.id, name: wanted }, accounts);
  return label === wanted ? label : usual;
}

/** What a label adds to its provider's name: `2` of “ScraperAPI 2”; null: nothing. */
export function labelBeside(providerName: string, label: string): string | null {
  if (comparable(label) === comparable(providerName)) return null;
  const start = `${comparable(providerName)} `;
  return comparable(label).startsWith(start) ? label.trim().slice(start.length).trim() || null : label;
}

/** `Crustdata, production`, or `Crustdata 2`: the provider's name once. */
export const accountTitle = (providerName: string, label: string): string =>
  titleOf(providerName, label, `${providerName}, ${label}`);

/** `Crustdata (production)`, or `Crustdata 2`. */
export const titleInBrackets = (providerName: string, label: string): string =>
  titleOf(providerName, label, `${providerName} (${label})`);

/** `Crustdata “production”`, or `Crustdata 2`. */
export const titleInQuotes = (providerName: string, label: string): string =>
  titleOf(providerName, label, `${providerName} “${label}”`);

function titleOf(providerName: string, label: string, both: string): string {
  const beside = labelBeside(providerName, label);
  if (beside === null) return providerName;
  return beside === label ? both : `${providerName} ${beside}`;
}
