import { useState } from 'react';
import { Button, EmptyState, Notice } from '../../components/index.ts';
import { Page } from '../../components/page/Page.tsx';
import { useAdding } from '../../dialogs/add/adding.ts';
import { useAppState, useCatalogue, useWritingContext } from '../../state/index.ts';
import { Answer } from './Answer.tsx';
import styles from './EstimatePage.module.css';
import { JobForm } from './JobForm.tsx';
import { answerOf, type Form, findChoice, operationOf, ownPrice, placeOf, placesOf } from './job.ts';
import { useRateCard } from './useRateCard.ts';

/** What a planned job would cost. The answer updates as you type. */
export function EstimatePage() {
  const catalogue = useCatalogue();
  const shown = useAppState();
  // Providers without an account have prices, too.
  const state = catalogue.state === 'ready' ? { ...shown, providers: catalogue.entries } : shown;
  const context = useWritingContext();
  const add = useAdding();
  const places = placesOf(state);
  const [form, setForm] = useState<Form>({
    place: '',
    operation: '',
    count: '1,000',
    credits: '',
    options: {},
  });

  // Before a choice, or after the chosen account was removed, use the first place.
  const choice = findChoice(state, form.place) ?? findChoice(state, places[0]?.value ?? '');
  const providerId = choice?.provider.id ?? '';
  const prices = useRateCard(state.ratedProviders.includes(providerId) ? providerId : null);
  if (choice === null && catalogue.state === 'loading') return <p role="status">Opening…</p>;
  if (choice === null)
    return (
      <Page title="Estimate">
        <EmptyState title="No accounts yet." action={<Button onClick={() => add()}>Add account</Button>}>
          Once you have an account, you see here what a job would cost and whether the balance covers it.
        </EmptyState>
      </Page>
    );
  const place = placeOf(choice, prices.state === 'ready' ? prices.card : null);
  const current: Form = {
    ...form,
    place: place.account ? `account:${place.account.id}` : `provider:${place.provider.id}`,
    operation:
      form.operation === ownPrice
        ? ownPrice
        : ((operationOf(place, form) ?? place.operations[0])?.id ?? ownPrice),
  };
  const { answer, errors } = answerOf(state, place, current, context);
  const operation = operationOf(place, current);
  // A default operation is not stored: another place, or prices that arrive later, have their own.
  const change = (changed: Partial<Form>) => setForm({ ...form, place: current.place, ...changed });
  // A custom price is one of its account's: elsewhere it may be in another unit.
  const move = (to: string) => setForm({ ...form, place: to, operation: '', credits: '' });
  return (
    <Page title="Estimate" detail="What a planned job would cost, and whether the balance covers it.">
      <div className={styles.page}>
        <div className={styles.columns}>
          <JobForm
            places={places}
            prices={prices.state}
            place={place}
            operation={operation}
            form={current}
            errors={errors}
            onChange={(changed) => (changed.place === undefined ? change(changed) : move(changed.place))}
          />
          <div className={styles.answer}>
            {prices.state === 'failed' && (
              <Notice
                tone="critical"
                title={`The prices of ${place.provider.name} could not be loaded`}
                action={<Button onClick={prices.retry}>Try again</Button>}
              >
                {prices.message}
              </Notice>
            )}
            {prices.state === 'loading' ? (
              <p className={styles.waiting} role="status">
                Loading the prices of {place.provider.name}…
              </p>
            ) : answer === null ? (
              <p className={styles.waiting} role="status">
                {operation === null && current.credits.trim() === ''
                  ? `Enter what one call costs at ${place.provider.name} to see the answer.`
                  : 'Fill in every field to see the answer.'}
              </p>
            ) : (
              <Answer
                answer={answer}
                place={place}
                operation={operation}
                context={context}
                onOptions={(options) => change({ options: { ...form.options, ...options } })}
                onAccount={(id) => change({ place: `account:${id}` })}
              />
            )}
          </div>
        </div>
      </div>
    </Page>
  );
}
