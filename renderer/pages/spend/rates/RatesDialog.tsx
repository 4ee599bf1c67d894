import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { decimalSchema } from '../../../../shared/model/index.ts';
import { readAmount } from '../../../../shared/read-amount.ts';
import { dayOf } from '../../../../shared/time/index.ts';
import { Button } from '../../../components/controls/Button.tsx';
import { Dialog } from '../../../components/feedback/Dialog.tsx';
import { Notice } from '../../../components/feedback/Notice.tsx';
import { Field, TextInput } from '../../../components/form/Field.tsx';
import { useOpening } from '../../../components/form/FormDialog.tsx';
import { dayText, parseField } from '../../../components/form/parse.ts';
import { Select } from '../../../components/form/Select.tsx';
import { Pair, Stack } from '../../../components/form/Stack.tsx';
import { useCommand } from '../../../components/form/useCommand.ts';
import { currenciesToOffer, decimalText, isCurrency } from '../../../dialogs/price/money.ts';
import { api, useNow, useStatePart } from '../../../state/index.ts';
import styles from './RatesDialog.module.css';

export interface RatesDialogProps {
  open: boolean;
  onClose: () => void;
  /** Those that the page tells. */
  currencies: readonly string[];
}

/** The currency of totals, and the rates that you entered. No rate is fetched. */
export function RatesDialog(props: RatesDialogProps) {
  return <Rates key={useOpening(props.open)} {...props} />;
}

function Rates({ open, onClose, currencies }: RatesDialogProps) {
  const { currency, rates } = useStatePart('money');
  const command = useCommand();
  const choose = (chosen: string) =>
    command.run(() => api.setCurrency.mutate({ currency: chosen === '' ? null : chosen }));
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Currency and rates"
      description="Fuelgauge adds amounts of different currencies only at rates that you enter. It never fetches one."
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <Stack>
        <Select
          label="Totals in"
          value={currency ?? ''}
          onChange={(chosen) => void choose(chosen)}
          options={[
            { value: '', label: 'Each currency for itself' },
            ...currenciesToOffer([...(currency === null ? [] : [currency]), ...currencies]).map((value) => ({
              value,
              label: value,
            })),
          ]}
        />
        {rates.length > 0 && (
          <ul className={styles.rates}>
            {rates.map(({ from, to, rate, on }) => (
              <li key={`${from} ${to}`}>
                1 {from} = {rate} {to}, on {on}
                <Button
                  variant="quiet"
                  icon={<Trash2 aria-hidden="true" />}
                  aria-label={`Remove the rate from ${from} to ${to}`}
                  onClick={() => void command.run(() => api.removeRate.mutate({ from, to }))}
                />
              </li>
            ))}
          </ul>
        )}
        {currency !== null && <NewRate to={currency} currencies={currencies} command={command} />}
        {command.error !== null && (
          <Notice tone="critical" title="That did not work">
            {command.error}
          </Notice>
        )}
      </Stack>
    </Dialog>
  );
}

function NewRate({
  to,
  currencies,
  command,
}: {
  to: string;
  currencies: readonly string[];
  command: ReturnType<typeof useCommand>;
}) {
  const today = dayOf(useNow());
  const [from, setFrom] = useState(currencies.find((code) => code !== to) ?? '');
  const [rate, setRate] = useState('');
  const [on, setOn] = useState(today);
  const [errors, setErrors] = useState<{ from: string | null; rate: string | null; on: string | null }>({
    from: null,
    rate: null,
    on: null,
  });
  const save = async () => {
    const code = from.trim().toUpperCase();
    const read = readAmount(rate);
    const exact = decimalSchema.safeParse(read.ok ? decimalText(read.amount) : '');
    const day = parseField(dayText, on);
    const wrong = {
      from: isCurrency(code) && code !== to ? null : 'Enter another currency by its three letters.',
      rate: exact.success && read.ok && read.amount > 0 ? null : 'Enter a rate above zero, such as 1.08.',
      on: day.error ?? (on > today ? 'Choose today or an earlier day.' : null),
    };
    setErrors(wrong);
    if (wrong.from !== null || wrong.rate !== null || wrong.on !== null || !exact.success) return;
    const done = await command.run(() => api.setRate.mutate({ from: code, to, rate: exact.data, on }));
    if (done !== null) setRate('');
  };
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Pair>
        <Field label="One of" error={errors.from}>
          <TextInput
            maxLength={3}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value.toUpperCase())}
          />
        </Field>
        <Field label={`is worth, in ${to}`} error={errors.rate}>
          <TextInput
            inputMode="decimal"
            placeholder="1.08"
            value={rate}
            onChange={(event) => setRate(event.currentTarget.value)}
          />
        </Field>
      </Pair>
      <Field label="On" error={errors.on}>
        <TextInput
          type="date"
          max={today}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
      </Field>
      <Button type="submit" busy={command.busy}>
        Save the rate
      </Button>
    </form>
  );
}
