import type { RestingAccount } from '../../../shared/model/index.ts';
import { saveText } from '../../components/controls/save.ts';
import { useToasts } from '../../components/feedback/Toasts.tsx';
import { api, outcome } from '../../state/index.ts';

type Named = Pick<RestingAccount, 'id' | 'provider' | 'label'>;
type Push = ReturnType<typeof useToasts>['push'];

/** Brings a removed account back, and says under which name. */
export async function restore({ id, provider, label }: Named, push: Push): Promise<void> {
  const restored = await outcome(api.restoreAccount.mutate({ account: id }));
  if (!restored.ok) push({ text: restored.error.message });
  else if (restored.value.renamedFrom === null) push({ text: `${provider}, ${label} is restored.` });
  else
    push({
      text: `${provider}, ${label} is restored as “${restored.value.label}”, because another account has its label now.`,
    });
}

/** Saves every balance on record of an account as CSV. */
export function useSaveHistory(): (account: Named) => Promise<void> {
  const { push } = useToasts();
  return async ({ id, provider, label }) => {
    const history = await outcome(api.exportHistory.query({ account: id, format: 'csv' }));
    if (!history.ok) push({ text: history.error.message });
    else if (!history.value.text.includes('\n'))
      push({ text: `There is no history of ${provider}, ${label}.` });
    else saveText(history.value.text, `${fileName(`${provider} ${label}`)}.csv`, 'text/csv');
  };
}

const fileName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase() || 'history';
