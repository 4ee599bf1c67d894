import { Component, type ReactNode } from 'react';
import { Button, Notice } from '../components/index.ts';

/** Replaces a page that crashed, so that the others still work. Give it a key for each page. */
export class Failure extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Notice
        tone="critical"
        title="This page crashed."
        action={<Button onClick={() => window.location.reload()}>Reload</Button>}
      >
        Nothing is lost: Fuelgauge keeps running in the background. The other pages may still work.
      </Notice>
    );
  }
}
