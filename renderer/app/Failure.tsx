import { Component, type ReactNode } from 'react';
import { Button, Notice } from '../components/index.ts';

/** Stands in for a page that could not be shown, so that the others still can. Give it a key per page. */
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
        title="This page could not be shown."
        action={<Button onClick={() => window.location.reload()}>Load it again</Button>}
      >
        Nothing is lost: Fuelgauge goes on in the background. The other pages may still work.
      </Notice>
    );
  }
}
