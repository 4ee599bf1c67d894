import { Check, SlidersHorizontal } from 'lucide-react';
import { hiddenWords } from '../../../shared/standing/index.ts';
import { Menu, type MenuItem } from '../../components/controls/Menu.tsx';
import { Button, useToasts } from '../../components/index.ts';
import { api, outcome, useAccounts, usePreferences } from '../../state/index.ts';
import { changeView, useView } from './table/view.ts';

/** How the accounts are shown: their order, how high their rows are, and whether hidden ones are there. */
export function ViewMenu() {
  const accounts = useAccounts();
  const { density } = usePreferences();
  const { sort, showHidden } = useView();
  const { push } = useToasts();
  const setDensity = async (next: typeof density) => {
    const result = await outcome(api.setPreferences.mutate({ density: next }));
    if (!result.ok) push({ text: result.error.message });
  };
  const choice = (label: string, isChosen: boolean, onSelect: () => void): MenuItem => ({
    // Screen readers do not see the sign.
    label: isChosen ? `${label}, chosen` : label,
    shown: label,
    icon: <Check aria-hidden="true" style={{ visibility: isChosen ? 'visible' : 'hidden' }} />,
    onSelect,
  });
  const isMine = sort?.column === 'mine';
  return (
    <Menu
      trigger={
        <Button aria-label="View" title="Order and rows" icon={<SlidersHorizontal aria-hidden="true" />} />
      }
      items={[
        choice('Most urgent first', sort === null, () => changeView({ sort: null })),
        choice('My order', isMine, () => changeView({ sort: { column: 'mine', down: false } })),
        choice(
          'Compact rows',
          density === 'compact',
          () => void setDensity(density === 'compact' ? 'comfortable' : 'compact'),
        ),
        ...(hiddenWords(accounts) === null
          ? []
          : [choice('Show hidden', showHidden, () => changeView({ showHidden: !showHidden }))]),
      ]}
    />
  );
}
