import { RotateCcw } from 'lucide-react';
import { alertKinds } from '../../../../shared/alerts/kinds.ts';
import { ruleWords } from '../../../../shared/alerts/rule-words.ts';
import { type AlertKind, defaultAlertRules } from '../../../../shared/model/index.ts';
import { Button, Switch, useToasts } from '../../../components/index.ts';
import { RuleFields } from '../../../dialogs/rules/RuleFields.tsx';
import { ruleGroups } from '../../../dialogs/rules/rule-form.ts';
import { useStatePart } from '../../../state/index.ts';
import { Card, CardRow } from '../Card.tsx';
import { Saved } from '../Saved.tsx';
import { Section } from '../Section.tsx';
import styles from './Rules.module.css';
import type { RuleEdits } from './useRuleEdits.ts';

/** Every default rule with its switch and values. Changes are saved at once. */
export function Rules({ edits }: { edits: RuleEdits }) {
  const { rules } = useStatePart('alerting');
  const { push } = useToasts();
  const isDefault = JSON.stringify(rules) === JSON.stringify(defaultAlertRules);
  const reset = async () => {
    const before = rules;
    if (await edits.replaceAll(defaultAlertRules))
      push({ text: 'Rules reset.', undo: () => void edits.replaceAll(before) });
  };
  return (
    <Section
      title="Default rules"
      detail="They apply to all accounts. You can change them for one account on its page."
      action={
        !isDefault && (
          <Button icon={<RotateCcw aria-hidden="true" />} onClick={() => void reset()}>
            Reset rules
          </Button>
        )
      }
    >
      <Card>
        {ruleGroups.map(({ title, kinds }) => (
          <section key={title} className={styles.group} aria-label={title}>
            <h3 className={styles.groupTitle}>{title}</h3>
            {kinds.map((kind) => (
              <RuleRow key={kind} kind={kind} edits={edits} />
            ))}
          </section>
        ))}
      </Card>
    </Section>
  );
}

function RuleRow({ kind, edits }: { kind: AlertKind; edits: RuleEdits }) {
  const { enabled } = edits.read.rules[kind];
  return (
    <CardRow>
      <Switch
        label={alertKinds[kind].name}
        hint={ruleWords[kind].meaning}
        checked={enabled}
        onChange={(next) => edits.toggle(kind, next)}
      />
      {enabled && (
        <RuleFields
          kind={kind}
          scope="common"
          texts={edits.texts}
          errors={edits.read.errors}
          onType={(field, text) => edits.type(kind, field, text)}
          onCommit={() => edits.save(kind)}
        />
      )}
      <Saved saving={edits.saving[kind]} onRetry={() => edits.save(kind)} />
    </CardRow>
  );
}
