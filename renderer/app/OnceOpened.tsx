import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { Failure } from './Failure.tsx';

/** Renders a lazy dialog from the first time that it is to be open, so that its code is loaded only then. */
export function OnceOpened({ open, children }: { open: boolean; children: (open: boolean) => ReactNode }) {
  const [wasOpened, setOpened] = useState(open);
  if (open && !wasOpened) setOpened(true);
  if (!wasOpened) return null;
  return (
    <Failure>
      <Suspense fallback={null}>
        <ClosedAtFirst open={open}>{children}</ClosedAtFirst>
      </Suspense>
    </Failure>
  );
}

/** A dialog that was closed before moves in, and takes and returns the focus, as at every other time. */
function ClosedAtFirst({ open, children }: { open: boolean; children: (open: boolean) => ReactNode }) {
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return children(open && isThere);
}
