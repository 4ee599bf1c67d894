// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { useLostFocus } from '../../../renderer/app/hooks/useLostFocus.ts';

afterEach(cleanup);

function Page() {
  useLostFocus();
  const [isThere, setThere] = useState(true);
  return (
    <main>
      <h1 tabIndex={-1}>Heading</h1>
      {isThere && (
        <p>
          <button type="button" onClick={() => setThere(false)}>
            Acknowledge
          </button>
        </p>
      )}
      <button type="button">Other</button>
    </main>
  );
}
const focused = () => document.activeElement?.textContent;

it('moves the focus to the heading when the control that has it goes away', async () => {
  render(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
  await expect.poll(focused).toBe('Heading');
});

it('leaves the focus where it already is', async () => {
  render(<Page />);
  const other = screen.getByRole('button', { name: 'Other' });
  screen.getByRole('button', { name: 'Acknowledge' }).focus();
  other.focus();
  screen.getByRole('button', { name: 'Acknowledge' }).click();
  await expect.poll(() => screen.queryByRole('button', { name: 'Acknowledge' })).toBeNull();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(document.activeElement).toBe(other);
});

it('does not take the focus from a page that nobody has entered, or that was left on purpose', async () => {
  render(<Page />);
  const acknowledge = screen.getByRole('button', { name: 'Acknowledge' });
  acknowledge.focus();
  acknowledge.blur();
  await new Promise((resolve) => setTimeout(resolve, 0));
  acknowledge.click();
  await expect.poll(() => screen.queryByRole('button', { name: 'Acknowledge' })).toBeNull();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(document.activeElement).toBe(document.body);
});
