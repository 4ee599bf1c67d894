import { useEffect, useRef, useState } from 'react';
import { type AlertKind, type AlertRules, alertKindSchema } from '../../../../shared/model/index.ts';
import {
  type Edits,
  type FieldId,
  fieldTexts,
  hasError,
  isFieldOf,
  noEdits,
  type ReadRules,
  withEdits,
  without,
} from '../../../dialogs/rules/rule-form.ts';
import { api, outcome, useStatePart } from '../../../state/index.ts';

/** How the last change of a rule fares; the message says why it is not kept. */
export type Saving = { state: 'saving' | 'saved' } | { state: 'failed'; message: string };

export interface RuleEdits {
  /** What the rules are with the edits in them, kept or not. */
  read: ReadRules;
  texts: Record<FieldId, string>;
  saving: Partial<Record<AlertKind, Saving>>;
  type(kind: AlertKind, field: FieldId, text: string): void;
  /** Keeps a field's rule, as when the field is left. */
  keep(kind: AlertKind): void;
  turn(kind: AlertKind, enabled: boolean): void;
  /** Puts other rules in the place of all; what was typed is given up. True once they are kept. */
  replaceAll(rules: AlertRules): Promise<boolean>;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * The common rules while they are edited. A rule is kept when one of its fields is left, one after another, so that the
 * last word wins. What cannot be read, or could not be kept, stays as it was typed, whatever state comes in.
 */
export function useRuleEdits(): RuleEdits {
  const { rules } = useStatePart('alerting');
  const [edits, setEdits] = useState<Edits>(noEdits);
  const { saving, mark, send } = useSaving();
  const read = withEdits(rules, edits);

  // An edit that the state has caught up with is over.
  const settled = kindsOf(edits).filter(
    (kind) =>
      saving[kind]?.state === 'saved' && !hasError(read.errors, kind) && same(read.rules[kind], rules[kind]),
  );
  if (settled.length > 0) setEdits(settled.reduce(without, edits));

  const keepIn = (next: Edits, kind: AlertKind) => {
    const composed = withEdits(rules, next);
    if (hasError(composed.errors, kind) && same(composed.rules[kind], rules[kind])) return;
    if (same(composed.rules[kind], rules[kind]) && saving[kind] === undefined) return;
    void send({ [kind]: composed.rules[kind] }, [kind]);
  };
  const change = (next: Edits, kind: AlertKind) => {
    setEdits(next);
    if (saving[kind]?.state === 'saved') mark([kind], null);
  };

  useOnLeave(() => {
    const kinds = kindsOf(edits).filter((kind) => !same(read.rules[kind], rules[kind]));
    for (const kind of kinds)
      void outcome(api.alerts.setRules.mutate({ rules: { [kind]: read.rules[kind] } }));
  });

  return {
    read,
    texts: { ...fieldTexts(rules), ...edits.texts },
    saving,
    type: (kind, field, text) => change({ ...edits, texts: { ...edits.texts, [field]: text } }, kind),
    keep: (kind) => keepIn(edits, kind),
    turn(kind, enabled) {
      const next = { ...edits, enabled: { ...edits.enabled, [kind]: enabled } };
      change(next, kind);
      keepIn(next, kind);
    },
    replaceAll(wanted) {
      const changed = alertKindSchema.options.filter((kind) => !same(rules[kind], wanted[kind]));
      const enabled = Object.fromEntries(alertKindSchema.options.map((kind) => [kind, wanted[kind].enabled]));
      setEdits({ enabled, texts: fieldTexts(wanted) });
      return send(wanted, changed);
    },
  };
}

/** Sends rules one after another, and knows how each fares. */
function useSaving() {
  const [saving, setSaving] = useState<RuleEdits['saving']>({});
  const queue = useRef<Promise<void>>(Promise.resolve());
  const mark = (kinds: readonly AlertKind[], how: Saving | null) =>
    setSaving((old) => {
      const next = { ...old };
      for (const kind of kinds) {
        if (how === null) delete next[kind];
        else next[kind] = how;
      }
      return next;
    });
  const send = async (patch: Partial<AlertRules>, kinds: readonly AlertKind[]): Promise<boolean> => {
    mark(kinds, { state: 'saving' });
    const sent = queue.current.then(() => outcome(api.alerts.setRules.mutate({ rules: patch })));
    queue.current = sent.then(() => {});
    const result = await sent;
    mark(kinds, result.ok ? { state: 'saved' } : { state: 'failed', message: result.error.message });
    return result.ok;
  };
  return { saving, mark, send };
}

/** A page that is left by the keyboard, with the focus still in a field, keeps what was typed there. */
function useOnLeave(keep: () => void): void {
  const latest = useRef(keep);
  useEffect(() => {
    latest.current = keep;
  });
  useEffect(() => () => latest.current(), []);
}

const kindsOf = (edits: Edits): AlertKind[] =>
  alertKindSchema.options.filter(
    (kind) =>
      edits.enabled[kind] !== undefined || Object.keys(edits.texts).some((field) => isFieldOf(kind, field)),
  );
