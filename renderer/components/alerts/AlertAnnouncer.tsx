import { useEffect, useRef, useState } from 'react';
import { useStore } from '../../state/store.ts';
import { announcedKeys, announcement, begunAlerts } from './announce.ts';

/** Announces an alert to screen readers when it begins, on any page. Alerts from before the page opened, or from the demo before you left it, are not news. */
export function AlertAnnouncer() {
  const state = useStore((store) => store.state);
  const known = useRef<{ mode: string; keys: Set<string> } | null>(null);
  const [announced, setAnnounced] = useState({ text: '', mask: false });
  useEffect(() => {
    if (state === null) return;
    const before = known.current;
    known.current = { mode: state.mode, keys: announcedKeys(state) };
    if (before === null || before.mode !== state.mode) return;
    const begun = begunAlerts(before.keys, state);
    const mask = state.preferences.maskAmounts;
    if (begun.length > 0) setAnnounced({ text: announcement(begun, { mask }), mask });
  }, [state]);
  return (
    <p className="visually-hidden" role="status" aria-label="Alerts">
      {/* After amounts are hidden, an older announcement would still show them. */}
      {announced.mask === state?.preferences.maskAmounts && announced.text}
    </p>
  );
}
