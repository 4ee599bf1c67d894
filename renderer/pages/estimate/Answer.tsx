import { type ReactNode, useId } from 'react';
import {
  capSentence,
  cheaperSentence,
  costSentence,
  coverSentence,
  grantWords,
  type JobPlan,
  missingSentence,
  spreadSentence,
} from '../../../shared/estimate/index.ts';
import {
  formatAmount,
  formatDay,
  formatInstant,
  type WritingContext as Here,
} from '../../../shared/format.ts';
import type { Operation, Unit } from '../../../shared/model/index.ts';
import { monthWords } from '../../../shared/time/index.ts';
import { ExternalLink } from '../../components/controls/ExternalLink.tsx';
import { Button } from '../../components/index.ts';
import styles from './EstimatePage.module.css';
import type { Answer as JobAnswer, Place } from './job.ts';
import { RangeBar } from './RangeBar.tsx';

export interface AnswerProps {
  answer: JobAnswer;
  place: Place;
  /** Null: a price of one's own. */
  operation: Operation | null;
  here: Here;
  /** Takes over the options of a cheaper way. */
  onOptions: (options: Record<string, string>) => void;
  onAccount: (id: string) => void;
}

/** The answer: a sentence first, then what it rests on. */
export function Answer({ answer, place, operation, here, onOptions, onAccount }: AnswerProps) {
  const { cost, chosen, order } = answer;
  const plan = chosen?.plan ?? null;
  const missing = missingSentence(cost);
  const cap = plan === null ? null : capSentence(plan, cost.unit, here.zone, here);
  const later = plan === null ? null : spreadSentence(plan, here.now, here.zone);
  const [first] = order;
  const better = first !== undefined && first !== chosen && first.can === 'yes' ? first : null;
  return (
    <div>
      <div role="status">
        <p className={styles.sentence}>{costSentence(cost, here)}</p>
        {missing !== null && <p className={styles.cover}>{missing}</p>}
        {chosen === null ? (
          <p className={styles.cover}>Add an account to see whether its balance covers it.</p>
        ) : (
          <p className={[styles.cover, styles[toneOf(chosen.plan)]].join(' ')}>
            {coverSentence(cost, chosen.account, chosen.plan, here)}
          </p>
        )}
        {cap !== null && <p className={[styles.cover, styles.watch].join(' ')}>{cap}</p>}
        {later !== null && <p className={styles.cover}>{later}</p>}
      </div>
      <RangeBar cost={cost} left={plan?.left ?? null} here={here} />
      {better !== null && (
        <Section title="Use another account first">
          <div className={styles.row}>
            <p>{better.reason}</p>
            <Button onClick={() => onAccount(better.account.id)}>Use “{better.account.label}”</Button>
          </div>
        </Section>
      )}
      {plan !== null && plan.covered !== 'no' && plan.draws.some(({ grant }) => grant !== null) && (
        <Draws plan={plan} unit={cost.unit} here={here} />
      )}
      {plan !== null && plan.steps.length > 1 && plan.doneAt !== null && (
        <Steps plan={plan} unit={cost.unit} here={here} />
      )}
      {cost.cheaper.length > 0 && (
        <Section title="What would make it cheaper">
          <ul className={styles.ways}>
            {cost.cheaper.map((way) => {
              const { job } = way;
              // A smaller number is the person's to decide; an option can be taken over.
              const options = job.kind === 'operation' && job.count === cost.count ? job.options : null;
              return (
                <li key={way.advice} className={styles.row}>
                  <p>{cheaperSentence(way, cost.unit, here)}</p>
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

/** From which grants it would be taken, in the order in which they are spent. */
function Draws({ plan, unit, here }: { plan: JobPlan; unit: Unit; here: Here }) {
  return (
    <Section title="Taken from">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Grant</th>
            <th scope="col" className={styles.amount}>
              Amount
            </th>
            <th scope="col">Lapses</th>
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
              <td className={styles.amount}>{formatAmount(amount, unit, here)}</td>
              <td>{grant?.expiresAt == null ? 'no date' : formatDay(grant.expiresAt, 'UTC', here.now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const shownSteps = 5;

/** How it would be spread over resets and refills. */
function Steps({ plan, unit, here }: { plan: JobPlan; unit: Unit; here: Here }) {
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
              <th scope="row">{at === here.now ? 'now' : formatInstant(at, here.zone)}</th>
              <td className={styles.amount}>{formatAmount(amount, unit, here)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && plan.doneAt !== null && (
        <p className={styles.more}>
          and {rest} more until {formatDay(plan.doneAt, here.zone, here.now)}
        </p>
      )}
    </Section>
  );
}
