// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  Age,
  Amount,
  Button,
  ConfirmDialog,
  Dialog,
  Field,
  Mark,
  Menu,
  Meter,
  Select,
  Switch,
  TextInput,
  Toasts,
  useToasts,
} from '../../../renderer/components/index.ts';
import { providers } from '../../helpers/states.ts';

afterEach(cleanup);
const credits = { kind: 'credits' } as const;

describe('Amount', () => {
  it('shows the unit, keeps it for readers in a cell, and does not call the unknown zero', () => {
    render(<Amount amount={1240.5} unit={credits} size="hero" />);
    expect(document.body.textContent).toBe('1,240.5 credits');
    cleanup();
    render(<Amount amount={18.44} unit={{ kind: 'money', code: 'USD' }} size="cell" />);
    expect(document.body.textContent).toBe('$18.44');
    cleanup();
    render(<Amount amount={null} unit={credits} size="row" />);
    expect(document.body.textContent).toBe('unknown');
  });

  it.each([
    [0.0004, '0.0004'],
    [12_345_678_901, '12,345,678,901'],
    [-999_999_999_999_999, '-999,999,999,999,999'],
  ])('writes %d whole', (amount, text) => {
    render(<Amount amount={amount} unit={credits} size="cell" />);
    expect(screen.getByText(text)).toBeDefined();
  });
});

describe('Age', () => {
  const seen = (hidden: boolean) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  };

  it('stays current while the page is visible, and has no timer while it is hidden', () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 9), toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    try {
      render(<Age at={Date.UTC(2026, 10, 21, 8, 58)} prefix="read" />);
      const text = () => document.body.textContent;
      expect(text()).toBe('read 2 min ago');
      act(() => vi.advanceTimersByTime(60_000));
      expect(text()).toBe('read 3 min ago');
      act(() => seen(true));
      expect(vi.getTimerCount()).toBe(0);
      vi.setSystemTime(Date.UTC(2026, 10, 21, 10, 58));
      expect(text()).toBe('read 3 min ago');
      act(() => seen(false));
      expect(text()).toBe('read 2 hr ago');
      cleanup();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      seen(false);
      vi.useRealTimers();
    }
  });
});

describe('Meter', () => {
  const widths = () =>
    [...screen.getByRole('meter').children]
      .map((part) => part.getAttribute('style') ?? '')
      .filter((style) => style.includes('%') && !style.includes('position'));

  it('says its value in words and draws kinds in order', () => {
    render(
      <Meter
        label="Credits"
        valueText="75 of 100 credits left"
        max={100}
        tone="ok"
        segments={[
          { amount: 25, kind: 'topup' },
          { amount: 40, kind: 'plan' },
          { amount: 10, kind: 'plan' },
        ]}
      />,
    );
    const meter = screen.getByRole('meter', { name: 'Credits' });
    expect(meter.getAttribute('aria-valuetext')).toBe('75 of 100 credits left');
    expect(meter.getAttribute('aria-valuenow')).toBe('75');
    expect(widths()).toEqual(['width: 50%;', 'width: 25%;']);
  });

  it('never draws beyond the whole, nor less than nothing', () => {
    const segments = [
      { amount: 90, kind: 'plan' as const },
      { amount: 30, kind: 'topup' as const },
      { amount: -5, kind: 'lapse' as const },
    ];
    render(<Meter label="Credits" valueText="much" max={100} tone="ok" segments={segments} />);
    expect(widths()).toEqual(['width: 90%;', 'width: 10%;']);
  });
});

describe('Button', () => {
  it('ignores presses while busy but keeps the focus', async () => {
    const pressed = vi.fn();
    render(
      <Button busy onClick={pressed}>
        Refresh
      </Button>,
    );
    const button = screen.getByRole('button', { name: 'Refresh' });
    await userEvent.click(button);
    expect(pressed).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute('aria-busy')).toBe('true');
  });
});

describe('Field', () => {
  it('ties label, hint and error to its input', () => {
    render(
      <Field label="API key" hint="On the dashboard." error="Type the key.">
        <TextInput />
      </Field>,
    );
    const input = screen.getByLabelText('API key');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const described = (input.getAttribute('aria-describedby') ?? '').split(' ');
    const text = described.map((id) => document.getElementById(id)?.textContent).join(' ');
    expect(text).toContain('On the dashboard.');
    expect(text).toContain('Type the key.');
  });
});

describe('Select and Switch', () => {
  it('hand on what was chosen', async () => {
    const chosen = vi.fn();
    render(
      <>
        <Select
          label="Theme"
          value="light"
          onChange={chosen}
          options={[
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
        <Switch label="Pause" checked={false} onChange={chosen} />
      </>,
    );
    await userEvent.selectOptions(screen.getByLabelText('Theme'), 'Dark');
    await userEvent.click(screen.getByRole('switch', { name: 'Pause' }));
    expect(chosen.mock.calls).toEqual([['dark'], [true]]);
  });
});

describe('Dialog', () => {
  function Example({ onConfirm }: { onConfirm?: () => void }) {
    const [open, setOpen] = useState(false);
    const close = () => setOpen(false);
    return (
      <>
        <Button onClick={() => setOpen(true)}>Open</Button>
        {onConfirm ? (
          <ConfirmDialog
            open={open}
            onClose={close}
            onConfirm={onConfirm}
            title="Remove it?"
            text="This cannot be undone."
            confirmLabel="Remove"
            danger
          />
        ) : (
          <Dialog open={open} onClose={close} title="Rename" description="Only here.">
            <input aria-label="Name" />
          </Dialog>
        )}
      </>
    );
  }

  it('opens with its name and text, closes with Escape, and gives the focus back', async () => {
    render(<Example />);
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    const dialog = await screen.findByRole('dialog', { name: 'Rename' });
    expect(dialog.textContent).toContain('Only here.');
    await vi.waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Open'));
  });

  it('confirms only on its own button, and starts on the way back', async () => {
    const confirmed = vi.fn();
    render(<Example onConfirm={confirmed} />);
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    await screen.findByRole('alertdialog', { name: 'Remove it?' });
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
    await userEvent.keyboard('{Enter}');
    expect(confirmed).not.toHaveBeenCalled();
    await userEvent.click(await screen.findByRole('button', { name: 'Open' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Remove' }));
    expect(confirmed).toHaveBeenCalledOnce();
  });
});

describe('Menu', () => {
  it('runs the item that the keyboard chose', async () => {
    const renamed = vi.fn();
    const removed = vi.fn();
    render(
      <Menu
        trigger={<Button>More</Button>}
        items={[
          { label: 'Rename', onSelect: renamed },
          { label: 'Remove', onSelect: removed, danger: true },
        ]}
      />,
    );
    screen.getByRole('button', { name: 'More' }).focus();
    await userEvent.keyboard('{Enter}');
    await screen.findByRole('menuitem', { name: 'Remove' });
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Rename'));
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(renamed).not.toHaveBeenCalled();
    expect(removed).toHaveBeenCalledOnce();
  });
});

describe('Toasts', () => {
  it('say what was done and undo it once', async () => {
    const undone = vi.fn();
    function Page() {
      const toasts = useToasts();
      return <Button onClick={() => toasts.push({ text: 'Paused.', undo: undone })}>Pause</Button>;
    }
    render(
      <Toasts>
        <Page />
      </Toasts>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
    expect((await screen.findAllByText('Paused.')).length).toBeGreaterThan(0);
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(undone).toHaveBeenCalledOnce();
  });
});

describe('Mark', () => {
  it('gives each of the first five providers a ground of its own', () => {
    render(providers.map((provider) => <Mark key={provider.id} provider={provider} />));
    const grounds = [...document.querySelectorAll('[aria-hidden="true"]')].map((mark) => mark.className);
    expect(new Set(grounds).size).toBe(providers.length);
  });
});
