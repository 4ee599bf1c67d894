import { pluralOf } from '../../../shared/estimate/index.ts';
import { unitWord } from '../../../shared/format.ts';
import type { ChoiceOption, Operation, RateOption } from '../../../shared/model/index.ts';
import { AmountField } from '../../components/form/Field.tsx';
import { Select, Switch } from '../../components/index.ts';
import styles from './EstimatePage.module.css';
import { type Form, ownPrice, type Place } from './job.ts';
import type { Prices } from './useRateCard.ts';

export interface JobFormProps {
  places: { value: string; label: string }[];
  /** While prices load, there are no jobs to choose from. */
  prices: Prices['state'];
  place: Place;
  /** Null: a custom price. */
  operation: Operation | null;
  form: Form;
  errors: { count?: string; credits?: string; options: Record<string, string> };
  onChange: (change: Partial<Form>) => void;
}

/** The job: the account, the operation, how many, and its options. */
export function JobForm({ places, prices, place, operation, form, errors, onChange }: JobFormProps) {
  const counted = operation === null ? 'calls' : pluralOf(operation.unit);
  const setOption = (id: string) => (value: string) =>
    onChange({ options: { ...form.options, [id]: value } });
  return (
    <form className={styles.form} aria-label="Planned job" onSubmit={(event) => event.preventDefault()}>
      <Select
        label="Account"
        value={form.place}
        options={places}
        onChange={(value) => onChange({ place: value })}
      />
      {prices !== 'loading' && (
        <>
          <Select
            label="Job"
            value={form.operation}
            options={[
              ...place.operations.map(({ id, name }) => ({ value: id, label: name })),
              { value: ownPrice, label: 'Calls at a custom price' },
            ]}
            hint={
              prices === 'ready' && place.operations.length === 0
                ? `Fuelgauge does not know the prices of ${place.provider.name}.`
                : undefined
            }
            onChange={(value) => onChange({ operation: value })}
          />
          <AmountField
            label={`Number of ${counted}`}
            error={errors.count}
            unit={null}
            value={form.count}
            onChange={(count) => onChange({ count })}
          />
          {operation === null && (
            <AmountField
              label="Price of one call"
              hint={place.unit.kind === 'money' ? `In ${place.unit.code}.` : `In ${unitWord(place.unit, 2)}.`}
              error={errors.credits}
              unit={place.unit}
              value={form.credits}
              onChange={(credits) => onChange({ credits })}
            />
          )}
          {operation?.options.map((option) => (
            <Option
              key={option.id}
              option={option}
              value={form.options[option.id] ?? ''}
              error={errors.options[option.id]}
              onChange={setOption(option.id)}
            />
          ))}
        </>
      )}
    </form>
  );
}

function Option({
  option,
  value,
  error,
  onChange,
}: {
  option: RateOption;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  if (option.kind === 'number')
    return (
      <AmountField
        label={option.label}
        hint={option.hint}
        error={error}
        unit={null}
        placeholder={option.usual === null ? 'unknown' : String(option.usual)}
        value={value}
        onChange={onChange}
      />
    );
  if (isSwitch(option))
    return (
      <Switch
        label={option.label}
        checked={(value || option.usual) === 'yes'}
        onChange={(checked) => onChange(checked ? 'yes' : 'no')}
      />
    );
  return (
    <Select
      label={option.label}
      value={option.choices.some(({ id }) => id === value) ? value : (option.usual ?? '')}
      options={[
        ...(option.usual === null ? [{ value: '', label: 'Not sure, or some of each' }] : []),
        ...option.choices.map(({ id, label }) => ({ value: id, label })),
      ]}
      onChange={onChange}
    />
  );
}

/** Whether a switch can show it: a yes or no with a default. Without a default, "not sure" is a third choice. */
function isSwitch({ choices, usual }: ChoiceOption): boolean {
  return usual !== null && choices.length === 2 && choices.every(({ id }) => id === 'yes' || id === 'no');
}
