import { Channels } from './channels/Channels.tsx';
import { Preview } from './preview/Preview.tsx';
import { QuietHours } from './rules/QuietHours.tsx';
import { Rules } from './rules/Rules.tsx';
import { useQuietHours } from './rules/useQuietHours.ts';
import { useRuleEdits } from './rules/useRuleEdits.ts';

/** Who carries alerts, when they may speak, what they are about, and what all of it would have meant lately. */
export function AlertSettings() {
  const rules = useRuleEdits();
  const quietHours = useQuietHours();
  return (
    <>
      <Channels />
      <QuietHours edits={quietHours} />
      <Rules edits={rules} />
      <Preview rules={rules.read} quietHours={quietHours} />
    </>
  );
}
