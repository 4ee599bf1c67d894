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
 * The accounts that a name can mean: an id, a label, `provider/label`, or the id of a provider, whatever the case. The first
 * of these that fits any account decides.
 */
export function accountsNamed<Of extends Named>(accounts: readonly Of[], name: string): Of[] {
  const byId = accounts.find(({ id }) => id === name);
  if (byId) return [byId];
  const wanted = comparable(name);
  const ways: ((account: Named) => string)[] = [({ label }) => label, pathOf, ({ provider }) => provider];
  for (const way of ways) {
    const found = accounts.filter((account) => comparable(way(account)) === wanted);
    if (found.length > 0) return found;
  }
  return [];
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
