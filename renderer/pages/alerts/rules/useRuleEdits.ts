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

/** Whether the last change of a rule was saved; the message says why not. */
export type Saving = { state: 'saving' | 'saved' } | { state: 'failed'; message: string };

export interface RuleEdits {
  /** The rules with the edits applied, saved or not. */
  read: ReadRules;
  texts: Record<FieldId, string>;
  saving: Partial<Record<AlertKind, Saving>>;
  type(kind: AlertKind, field: FieldId, text: string): void;
  /** Saves a rule, as when one of its fields loses the focus. */
  save(kind: AlertKind): void;
  toggle(kind: AlertKind, enabled: boolean): void;
  /** Replaces all rules and drops unsaved edits. True once they are saved. */
  replaceAll(rules: AlertRules): Promise<boolean>;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * The default rules while you edit them. A rule is saved when one of its fields loses the focus; saves run one after
 * another, so that the last one wins. Invalid or unsaved text stays as you typed it, whatever state arrives.
 */
export function useRuleEdits(): RuleEdits {
  const { rules } = useStatePart('alerting');
  const [edits, setEdits] = useState<Edits>(noEdits);
  const { saving, mark, send } = useSaving();
  const read = withEdits(rules, edits);

  // Once the state has caught up with an edit, the edit is done.
  const settled = kindsOf(edits).filter(
    (kind) =>
      saving[kind]?.state === 'saved' && !hasError(read.errors, kind) && same(read.rules[kind], rules[kind]),
  );
  if (settled.length > 0) setEdits(settled.reduce(without, edits));

  const saveIn = (next: Edits, kind: AlertKind) => {
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
    save: (kind) => saveIn(edits, kind),
    toggle(kind, enabled) {
      const next = { ...edits, enabled: { ...edits.enabled, [kind]: enabled } };
      change(next, kind);
      saveIn(next, kind);
    },
    replaceAll(wanted) {
      const changed = alertKindSchema.options.filter((kind) => !same(rules[kind], wanted[kind]));
      const enabled = Object.fromEntries(alertKindSchema.options.map((kind) => [kind, wanted[kind].enabled]));
      setEdits({ enabled, texts: fieldTexts(wanted) });
      return send(wanted, changed);
    },
  };
}

/** Sends rules one after another, and tracks the status of each. */
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

/** Saves what is typed when you leave the page by keyboard, with the focus still in a field. */
function useOnLeave(save: () => void): void {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => () => latest.current(), []);
}

const kindsOf = (edits: Edits): AlertKind[] =>
  alertKindSchema.options.filter(
    (kind) =>
      edits.enabled[kind] !== undefined || Object.keys(edits.texts).some((field) => isFieldOf(kind, field)),
  );
