import { useState } from 'react';
import { Stack } from '../../components/form/Stack.tsx';
import { Button, CopyText, Dialog, Notice, Switch, useToasts } from '../../components/index.ts';
import { api, outcome, useAppState } from '../../state/index.ts';

/** Makes the address from which a calendar program reads the timeline again and again: shown once. */
export function SubscribeDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Subscribe in your calendar">
      <Subscription />
    </Dialog>
  );
}

function Subscription() {
  const { usageEndpoint, mode } = useAppState();
  const [token, setToken] = useState<string | null>(null);
  const [reminders, setReminders] = useState(false);
  const toasts = useToasts();
  const tell = (result: { ok: true } | { ok: false; error: { message: string } }) => {
    if (!result.ok) toasts.push({ text: result.error.message });
  };
  if (mode === 'demo') return <p>The demo has no calendar to subscribe to. Leave it first.</p>;
  if (usageEndpoint === null)
    return (
      <Stack>
        <p>Fuelgauge does not answer other programs on this computer yet, such as your calendar.</p>
        <div>
          <Button
            onClick={async () => tell(await outcome(api.setPreferences.mutate({ usageListener: true })))}
          >
            Answer programs on this computer
          </Button>
        </div>
      </Stack>
    );

  const make = async () => {
    const made = await outcome(api.makeToken.mutate({ kind: 'calendar' }));
    tell(made);
    if (made.ok) setToken(made.value.token);
  };
  if (token === null)
    return (
      <Stack>
        <p>
          Your calendar program reads the timeline from an address and keeps up with it, as long as Fuelgauge
          runs. Whoever has the address can read the timeline, and nothing else.
        </p>
        <div>
          <Button variant="primary" onClick={() => void make()}>
            Make the address
          </Button>
        </div>
      </Stack>
    );
  const address = new URL('/v1/calendar.ics', usageEndpoint.address);
  address.searchParams.set('token', token);
  if (reminders) address.searchParams.set('reminders', 'true');
  return (
    <Stack>
      <Notice tone="ok" title="Copy it now: you will not see it again.">
        You can revoke it in the settings, under “Scripts”.
      </Notice>
      <Switch
        label="With reminders"
        hint="A day before a run-out may come, or something expires."
        checked={reminders}
        onChange={setReminders}
      />
      <CopyText label="Address" text={address.href} />
    </Stack>
  );
}
