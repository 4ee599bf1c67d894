import { Channels } from './Channels.tsx';
import { Preview } from './Preview.tsx';
import { QuietHours } from './QuietHours.tsx';
import { Rules } from './Rules.tsx';
import { useQuietHours } from './useQuietHours.ts';
import { useRuleEdits } from './useRuleEdits.ts';

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
