import { useState } from 'react';
import { useAdding } from '../app/adding.ts';
import { Button, EmptyState } from '../components/index.ts';
import { Page } from '../dashboard/Page.tsx';
import { useAppState, useWritingContext } from '../state/index.ts';
import { Answer } from './Answer.tsx';
import styles from './EstimatePage.module.css';
import { JobForm } from './JobForm.tsx';
import { answerOf, type Form, findPlace, operationOf, ownPrice, placesOf } from './job.ts';

/** What a planned job would cost; the answer follows what is typed. */
export function EstimatePage() {
  const state = useAppState();
  const here = useWritingContext();
  const add = useAdding();
  const places = placesOf(state);
  const [form, setForm] = useState<Form>({
    place: '',
    operation: '',
    count: '1,000',
    credits: '1',
    options: {},
  });

  // Before a choice, and where the chosen account was removed, the first place stands.
  const place = findPlace(state, form.place) ?? findPlace(state, places[0]?.value ?? '');
  if (place === null)
    return (
      <Page title="Estimate">
        <EmptyState
          title="There is nothing to estimate with yet."
          action={<Button onClick={() => add()}>Add an account</Button>}
        >
          With an account, this page says what a job would cost and whether the balance covers it.
        </EmptyState>
      </Page>
    );
  const current: Form = {
    ...form,
    place: place.account ? `account:${place.account.id}` : `provider:${place.provider.id}`,
    operation:
      form.operation === ownPrice
        ? ownPrice
        : ((operationOf(place, form) ?? place.operations[0])?.id ?? ownPrice),
  };
  const { answer, errors } = answerOf(state, place, current, here);
  const operation = operationOf(place, current);
  return (
    <Page title="Estimate" detail="What a planned job would cost, and whether the balance covers it.">
      <div className={styles.page}>
        <div className={styles.columns}>
          <JobForm
            places={places}
            place={place}
            operation={operation}
            form={current}
            errors={errors}
            onChange={(change) => setForm({ ...current, ...change })}
          />
          {answer === null ? (
            <p className={styles.waiting} role="status">
              The answer comes once every field can be read.
            </p>
          ) : (
            <Answer
              answer={answer}
              place={place}
              operation={operation}
              here={here}
              onOptions={(options) => setForm({ ...current, options: { ...current.options, ...options } })}
              onAccount={(id) => setForm({ ...current, place: `account:${id}` })}
            />
          )}
        </div>
      </div>
    </Page>
  );
}
