import { formatQuantity, unitWord, type Writing } from '../../../shared/format.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { AmountField, Field, TextInput } from '../../components/form/Field.tsx';
import { Select } from '../../components/form/Select.tsx';
import { Pair, Stack } from '../../components/form/Stack.tsx';
import { useWritingContext } from '../../state/index.ts';
import { type FactsDraft, type FactsErrors, type RolloverChoice, unsaidRollover } from './facts.ts';

export interface FactsFieldsProps {
  provider: ProviderInfo;
  draft: FactsDraft;
  errors: FactsErrors;
  today: string;
  onChange(draft: FactsDraft): void;
}

const rollovers: { value: Exclude<RolloverChoice, 'unsaid'>; label: string }[] = [
  { value: 'all', label: 'Roll over' },
  { value: 'none', label: 'Expire' },
  { value: 'upTo', label: 'Roll over up to an amount' },
];

function refillHint(provider: ProviderInfo, planId: string, writing: Writing): string {
  const plan = provider.plans.find((candidate) => candidate.id === planId);
  if (plan === undefined)
    return 'What the plan gives you at the start of each cycle. Leave it empty if you don’t know.';
  if (plan.grant === null)
    return 'The size of this plan is not public. Your invoice or the billing page shows it.';
  return `The plan gives you ${formatQuantity(plan.grant, provider.unit, writing)}. Enter an amount only if yours differs.`;
}

/** Plan, cycle start, refill and rollover. */
export function FactsFields({ provider, draft, errors, today, onChange }: FactsFieldsProps) {
  const context = useWritingContext();
  const change = (part: Partial<FactsDraft>) => onChange({ ...draft, ...part });
  const unit = provider.unit.kind === 'money' ? provider.unit.code : unitWord(provider.unit, 2);
  const plan = provider.plans.find((candidate) => candidate.id === draft.plan);
  return (
    <Stack>
      {provider.plans.length > 0 && (
        <Select
          label="Plan"
          value={draft.plan}
          onChange={(value) => change({ plan: value })}
          options={[
            {
              value: '',
              label: provider.balance === 'reported' ? 'As reported by the provider' : 'Not chosen',
            },
            ...provider.plans.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          hint={plan?.note ?? undefined}
        />
      )}
      <Pair>
        <Field
          label="Billing cycle started on"
          hint="Any day on which a cycle started. The others are counted from it."
          error={errors.cycleStart}
        >
          <TextInput
            type="date"
            max={today}
            value={draft.cycleStart}
            onChange={(event) => change({ cycleStart: event.currentTarget.value })}
          />
        </Field>
        <AmountField
          label={`Refill, in ${unit}`}
          hint={refillHint(provider, draft.plan, context)}
          error={errors.refill}
          unit={provider.unit}
          value={draft.refill}
          onChange={(refill) => change({ refill })}
        />
      </Pair>
      <Select
        label="Unused credits at renewal"
        value={draft.rollover}
        onChange={(value) =>
          change({ rollover: rollovers.find((option) => option.value === value)?.value ?? 'unsaid' })
        }
        options={[{ value: 'unsaid', label: unsaidRollover(provider, draft.plan) }, ...rollovers]}
      />
      {draft.rollover === 'upTo' && (
        <AmountField
          label={`Rollover limit, in ${unit}`}
          error={errors.upTo}
          unit={provider.unit}
          value={draft.upTo}
          onChange={(upTo) => change({ upTo })}
        />
      )}
    </Stack>
  );
}
