import { Channels } from './channels/Channels.tsx';
import { Preview } from './preview/Preview.tsx';
import { QuietHours } from './rules/QuietHours.tsx';
import { Rules } from './rules/Rules.tsx';
import { useQuietHours } from './rules/useQuietHours.ts';
import { useRuleEdits } from './rules/useRuleEdits.ts';
import { WeeklySummary } from './weekly/WeeklySummary.tsx';

/** The channels, quiet hours and rules, and a preview of what they would have sent. */
export function AlertSettings() {
  const rules = useRuleEdits();
  const quietHours = useQuietHours();
  return (
    <>
      <Channels />
      <QuietHours edits={quietHours} />
      <WeeklySummary />
      <Rules edits={rules} />
      <Preview rules={rules.read} quietHours={quietHours} />
    </>
  );
}
