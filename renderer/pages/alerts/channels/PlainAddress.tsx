import { plainQuestion } from '../../../../shared/address.ts';
import { Switch } from '../../../components/form/Switch.tsx';
import { agreeLabel, type ChannelDraft, isAgreed, plainIn } from './channel-form.ts';

interface PlainAddressProps {
  draft: ChannelDraft;
  onChange: (draft: ChannelDraft) => void;
}

/** Asks whether alerts may go to an address in your own network without encryption. */
export function PlainAddress({ draft, onChange }: PlainAddressProps) {
  const plain = plainIn(draft);
  if (plain === null) return null;
  const { agreed: _, ...rest } = draft;
  return (
    <Switch
      label={agreeLabel}
      hint={plainQuestion(plain)}
      checked={isAgreed(draft)}
      onChange={(on) => onChange(on ? { ...rest, agreed: plain.href } : rest)}
    />
  );
}
