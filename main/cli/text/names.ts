import type { Account, ProviderInfo } from '../../../shared/model/index.ts';
import { accountTitle, labelBeside } from '../../../shared/names.ts';
import { plain } from './table.ts';

/** `#client X #crawler`; empty: it has none. */
export const tagWords = (tags: readonly string[]): string => tags.map((tag) => `#${plain(tag)}`).join(' ');

/** An account in a sentence: `scraperapi “production”`, or `ScraperAPI` where the label says no more. */
export const accountWords = (
  { provider, label }: Pick<Account, 'provider' | 'label'>,
  { name }: Pick<ProviderInfo, 'name'>,
): string => plain(labelBeside(name, label) === label ? `${provider} “${label}”` : accountTitle(name, label));
