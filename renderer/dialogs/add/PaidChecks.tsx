import { formatQuantity } from '../../../shared/format.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { checkCostSentence } from '../../../shared/paid-checks.ts';
import { Switch } from '../../components/form/Switch.tsx';

/** Asks whether a provider may be asked, where each check costs something; nothing where checks are free. */
export function PaidChecks({
  provider,
  checked,
  onChange,
}: {
  provider: ProviderInfo;
  checked: boolean;
  onChange: (on: boolean) => void;
}) {
  const { checkCost, unit, refresh } = provider;
  if (checkCost === 0) return null;
  return (
    <Switch
      label={`Check automatically (each costs ${formatQuantity(checkCost, unit)})`}
      hint={`${checkCostSentence(provider, refresh.usualMs)} Off: the account is added, and nothing is asked.`}
      checked={checked}
      onChange={onChange}
    />
  );
}
