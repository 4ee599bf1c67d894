import { type ReactNode, useId } from 'react';
import {
  capSentence,
  cheaperSentence,
  costSentence,
  coverSentence,
  grantWords,
  type JobPlan,
  missingSentence,
  moneySentence,
  packageSentence,
  spreadSentence,
} from '../../../shared/estimate/index.ts';
import { formatAmount, formatDay, formatInstant, type WritingContext } from '../../../shared/format.ts';
import type { Operation, Unit } from '../../../shared/model/index.ts';
import { eventDate, expiry, monthWords } from '../../../shared/time/index.ts';
import { ExternalLink } from '../../components/controls/ExternalLink.tsx';
import { Button } from '../../components/index.ts';
import styles from './EstimatePage.module.css';
import type { Answer as JobAnswer, Place } from './job.ts';
import { RangeBar } from './RangeBar.tsx';

export interface AnswerProps {
  answer: JobAnswer;
  place: Place;
  /** Null: a custom price. */
  operation: Operation | null;
  context: WritingContext;
  /** Applies the options of a cheaper way. */
  onOptions: (options: Record<string, string>) => void;
  onAccount: (id: string) => void;
}

/** The answer: a sentence first, then the details behind it. */
export function Answer({ answer, place, operation, context, onOptions, onAccount }: AnswerProps) {
  const { cost, chosen, order } = answer;
  const plan = chosen?.plan ?? null;
  const missing = missingSentence(cost);
  const cap = plan === null ? null : capSentence(plan, cost.unit, context.zone, context);
  const later = plan === null ? null : spreadSentence(plan, context.now, context.zone);
  const money = chosen === null ? null : moneySentence(chosen.account, chosen.plan, cost.unit, context);
  const packages =
    chosen === null || operation !== null ? null : packageSentence(chosen.account, cost.unit, context);
  const [first] = order;
  const better = first !== undefined && first !== chosen && first.can === 'yes' ? first : null;
  return (
    <div>
      <div role="status">
        <p className={styles.sentence}>{costSentence(cost, context)}</p>
        {missing !== null && <p className={styles.cover}>{missing}</p>}
        {chosen === null ? (
          <p className={styles.cover}>Add an account to see whether its balance covers it.</p>
        ) : (
          <p className={[styles.cover, styles[toneOf(chosen.plan)]].join(' ')}>
            {coverSentence(cost, chosen.account, chosen.plan, context)}
          </p>
        )}
        {chosen !== null && money !== null && <p className={styles.cover}>{money}</p>}
        {packages !== null && <p className={styles.cover}>{packages}</p>}
        {cap !== null && <p className={[styles.cover, styles.watch].join(' ')}>{cap}</p>}
        {later !== null && <p className={styles.cover}>{later}</p>}
      </div>
      <RangeBar cost={cost} left={plan?.left ?? null} context={context} />
      {better !== null && (
        <Section title="Use another account first">
          <div className={styles.row}>
            <p>{better.reason}</p>
            <Button onClick={() => onAccount(better.account.id)}>Use “{better.account.label}”</Button>
          </div>
        </Section>
      )}
      {plan !== null && plan.covered !== 'no' && plan.draws.some(({ grant }) => grant !== null) && (
        <Draws plan={plan} unit={cost.unit} context={context} />
      )}
      {plan !== null && plan.steps.length > 1 && plan.doneAt !== null && (
        <Steps plan={plan} unit={cost.unit} context={context} />
      )}
      {cost.cheaper.length > 0 && (
        <Section title="What would make it cheaper">
          <ul className={styles.ways}>
            {cost.cheaper.map((way) => {
              const { job } = way;
              // A button can apply options; a smaller count is for you to decide.
              const options = job.kind === 'operation' && job.count === cost.count ? job.options : null;
              return (
                <li key={way.advice} className={styles.row}>
                  <p>{cheaperSentence(way, cost.unit, context)}</p>
                  {options !== null && (
                    <Button aria-label={`Apply: ${way.advice}`} onClick={() => onOptions(options)}>
                      Apply
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        </Section>
      )}
      {!(chosen === null && operation === null) && (
        <p className={styles.notes}>
          {cost.notes.join(' ')}
          {operation !== null && (
            <>
              {' '}
              <ExternalLink href={operation.source.url}>Price list</ExternalLink>
              {(place.card?.generations.length ?? 0) > 1 && ` ${place.generation?.label}`}, read in{' '}
              {monthWords(operation.source.readOn)}.
            </>
          )}
        </p>
      )}
    </div>
  );
}

function toneOf(plan: JobPlan): 'ok' | 'watch' | 'critical' | 'unknown' {
  if (plan.covered === 'no') return 'critical';
  if (plan.covered === 'unknown') return 'unknown';
  return plan.shortAtMost === null ? 'ok' : 'watch';
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h2 id={heading} className={styles.heading}>
        {title}
      </h2>
      {children}
    </section>
  );
}

/** The grants that would pay for it, in the order they are spent. */
function Draws({ plan, unit, context }: { plan: JobPlan; unit: Unit; context: WritingContext }) {
  return (
    <Section title="Taken from">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Grant</th>
            <th scope="col" className={styles.amount}>
              Amount
            </th>
            <th scope="col">Expires</th>
          </tr>
        </thead>
        <tbody>
          {plan.draws.map(({ grant, amount }) => (
            <tr key={grant?.id ?? 'rest'}>
              <th scope="row">
                <span
                  className={[styles.swatch, grant?.kind === 'refill' ? styles.plan : styles.topup].join(' ')}
                  aria-hidden="true"
                />
                {grantWords(grant)}
              </th>
              <td className={styles.amount}>{formatAmount(amount, unit, context)}</td>
              <td>
                {grant?.expiresAt == null
                  ? 'no date'
                  : eventDate(expiry(grant.expiresAt, grant.provenance), context)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const shownSteps = 5;

/** How it could be spread over resets and refills. */
function Steps({ plan, unit, context }: { plan: JobPlan; unit: Unit; context: WritingContext }) {
  const shown = plan.steps.length > shownSteps ? plan.steps.slice(0, shownSteps - 1) : plan.steps;
  const rest = plan.steps.length - shown.length;
  return (
    <Section title="Spread out">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col" className={styles.amount}>
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ at, amount }) => (
            <tr key={at}>
              <th scope="row">{at === context.now ? 'now' : formatInstant(at, context.zone)}</th>
              <td className={styles.amount}>{formatAmount(amount, unit, context)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && plan.doneAt !== null && (
        <p className={styles.more}>
          and {rest} more until {formatDay(plan.doneAt, context.zone, context.now)}
        </p>
      )}
    </Section>
  );
}
