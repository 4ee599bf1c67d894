import { useState } from 'react';
import { effectiveRules } from '../../../shared/alerts/index.ts';
import { alertKinds } from '../../../shared/alerts/kinds.ts';
import type { AccountState, AlertKind } from '../../../shared/model/index.ts';
import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { Select, useToasts } from '../../components/index.ts';
import { api, outcome, useStatePart } from '../../state/index.ts';
import styles from './AccountRulesDialog.module.css';
import { choicesOf, ownRules, type RuleChoice } from './account-rules.ts';
import { RuleFields } from './RuleFields.tsx';
import { type Edits, fieldTexts, hasError, ruleFields, ruleGroups } from './rule-form.ts';

interface AccountRulesDialogProps {
  open: boolean;
  onClose: () => void;
  account: AccountState;
  name: string;
}

/** Where one account differs from the default rules. */
export function AccountRulesDialog(props: AccountRulesDialogProps) {
  return <AccountRulesForm key={useOpening(props.open)} {...props} />;
}

/** A budget is no account's: its rules are the same for all. */
const isOfAccounts = (kind: AlertKind): boolean => alertKinds[kind].scope !== 'common';

const choices: readonly RuleChoice[] = ['common', 'own', 'off'];

function AccountRulesForm({ open, onClose, account, name }: AccountRulesDialogProps) {
  const { rules: common } = useStatePart('alerting');
  const own = account.alertSettings.rules;
  const [chosen, setChosen] = useState(() => choicesOf(own));
  const [texts, setTexts] = useState<Edits['texts']>({});
  const command = useCommand();
  const { push } = useToasts();
  const read = ownRules(common, own, chosen, texts);
  const shown = { ...fieldTexts(effectiveRules(common, account.alertSettings)), ...texts };

  const save = (rules: typeof own) => api.alerts.setAccountRules.mutate({ account: account.id, rules });
  const submit = async () => {
    if (Object.keys(read.errors).length > 0) return;
    if ((await command.run(() => save(read.rules))) === null) return;
    push({ text: `Alert rules for ${name} saved.`, undo: () => void outcome(save(own)) });
    onClose();
  };
  const label = (kind: AlertKind, choice: RuleChoice): string => {
    if (choice === 'off') return 'Off';
    if (choice === 'common') return `Default (${common[kind].enabled ? 'on' : 'off'})`;
    return ruleFields(kind).length === 0 ? 'On' : 'Custom';
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={`Alert rules for ${name}`}
      description="Anything you leave on “Default” follows the rules for all accounts."
      submitLabel="Save"
      onSubmit={() => void submit()}
      busy={command.busy}
      error={command.error}
    >
      <div className={styles.choices}>
        {ruleGroups.flatMap(({ kinds }) =>
          kinds.filter(isOfAccounts).map((kind) => (
            <div key={kind} className={styles.choice}>
              <Select
                label={alertKinds[kind].name}
                value={chosen[kind] ?? 'common'}
                options={choices.map((value) => ({ value, label: label(kind, value) }))}
                onChange={(value) => {
                  const choice = choices.find((candidate) => candidate === value);
                  if (choice !== undefined) setChosen({ ...chosen, [kind]: choice });
                }}
              />
              {chosen[kind] === 'own' && (
                <RuleFields
                  kind={kind}
                  texts={shown}
                  errors={hasError(read.errors, kind) ? read.errors : {}}
                  onType={(field, text) => setTexts({ ...texts, [field]: text })}
                  scope="account"
                />
              )}
            </div>
          )),
        )}
      </div>
    </FormDialog>
  );
}
