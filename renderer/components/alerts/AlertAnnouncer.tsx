import { useEffect, useRef, useState } from 'react';
import { useStore } from '../../state/store.ts';
import { announcement, begunAlerts, toldKeys } from './announce.ts';

/** Speaks an alert to screen readers when it begins, on any page. What held at the first look, or in another world, is not news. */
export function AlertAnnouncer() {
  const state = useStore((store) => store.state);
  const known = useRef<{ mode: string; keys: Set<string> } | null>(null);
  const [said, setSaid] = useState({ text: '', mask: false });
  useEffect(() => {
    if (state === null) return;
    const before = known.current;
    known.current = { mode: state.mode, keys: toldKeys(state) };
    if (before === null || before.mode !== state.mode) return;
    const begun = begunAlerts(before.keys, state);
    const mask = state.preferences.maskAmounts;
    if (begun.length > 0) setSaid({ text: announcement(begun, { mask }), mask });
  }, [state]);
  return (
    <p className="visually-hidden" role="status" aria-label="Alerts">
      {/* What was spoken before amounts were hidden would still tell them. */}
      {said.mask === state?.preferences.maskAmounts && said.text}
    </p>
  );
}
