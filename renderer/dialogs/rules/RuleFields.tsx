import type { RuleField } from '../../../shared/alerts/rule-fields.ts';
import type { AlertKind } from '../../../shared/model/index.ts';
import { Row } from '../../components/form/Stack.tsx';
import { Field, TextInput } from '../../components/index.ts';
import { type FieldId, type ReadRules, ruleFields } from './rule-form.ts';

export interface RuleFieldsProps {
  kind: AlertKind;
  texts: Record<FieldId, string>;
  errors: ReadRules['errors'];
  onType: (field: FieldId, text: string) => void;
  /** Called when a field loses the focus, or on Enter. */
  onCommit?: () => void;
  /** The default rules, or those of one account. */
  scope: NonNullable<RuleField['scope']>;
}

/** The values of one rule, if it has any. */
export function RuleFields({ kind, texts, errors, onType, onCommit, scope }: RuleFieldsProps) {
  const fields = ruleFields(kind).filter(({ field }) => field.scope === undefined || field.scope === scope);
  if (fields.length === 0) return null;
  return (
    <Row>
      {fields.map(({ id, field: { label, hint } }) => (
        <Field key={id} label={label} hint={hint} error={errors[id]}>
          <TextInput
            inputMode={hint === null ? 'numeric' : 'text'}
            autoComplete="off"
            value={texts[id]}
            onChange={(event) => onType(id, event.currentTarget.value)}
            onBlur={onCommit}
            onKeyDown={(event) => {
              if (event.key === 'Enter') onCommit?.();
            }}
          />
        </Field>
      ))}
    </Row>
  );
}
