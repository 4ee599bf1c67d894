import { z } from 'zod';
import { plainAddress } from '../../../../shared/address.ts';
import { channelFields } from '../../../../shared/alerts/channel-fields.ts';
import type { ChannelKind, Severity } from '../../../../shared/model/index.ts';
import { parseField, tagsText } from '../../../components/form/parse.ts';

/** What you type in a channel's dialog. */
export interface ChannelDraft {
  label: string;
  minSeverity: Severity;
  /** Separated by commas. */
  tags: string;
  /** Texts by field id; untouched fields are missing. */
  fields: Record<string, string>;
  /** The address without encryption that you agreed to. If you change it, you are asked again. */
  agreed?: string;
}

export interface ChannelErrors {
  label: string | null;
  tags: string | null;
  fields: Record<string, string>;
}

const labelText = z
  .string()
  .trim()
  .min(1, 'Give it a label, so you can tell it apart.')
  .max(60, 'Keep the label under 61 characters.');

/**
 * The errors of a draft. `kept`: the channel already has values, so all fields may stay empty; values are replaced
 * together.
 */
export function channelErrors(kind: ChannelKind, draft: ChannelDraft, kept: boolean): ChannelErrors {
  const errors: ChannelErrors = {
    label: parseField(labelText, draft.label).error,
    tags: parseField(tagsText, draft.tags).error,
    fields: {},
  };
  if (kept && !isTouched(draft)) return errors;
  for (const { id, label, required } of channelFields[kind])
    if (required && !draft.fields[id]?.trim())
      errors.fields[id] = kept
        ? `Enter the ${label.toLowerCase()}, too: all values are replaced together.`
        : `Enter the ${label.toLowerCase()}.`;
  const plain = plainIn(draft);
  if (plain !== null && !isAgreed(draft)) errors.fields.url = `Turn on “${agreeLabel}” if you want that.`;
  return errors;
}

export const agreeLabel = 'Send without encryption';

/** The address in your own network to which it would send without encryption. */
export const plainIn = ({ fields }: ChannelDraft): URL | null => plainAddress(fields.url ?? '');

/** What is sent along: your consent, where it was asked for. */
export const consentIn = (draft: ChannelDraft): { allowed?: true } =>
  isAgreed(draft) ? { allowed: true } : {};

export const isAgreed = (draft: ChannelDraft): boolean => {
  const plain = plainIn(draft);
  return plain !== null && plain.href === draft.agreed;
};

export const isTouched = ({ fields }: ChannelDraft): boolean =>
  Object.values(fields).some((text) => text.trim() !== '');

export const isSound = ({ label, tags, fields }: ChannelErrors): boolean =>
  label === null && tags === null && Object.keys(fields).length === 0;

export const noErrors: ChannelErrors = { label: null, tags: null, fields: {} };

/** The tags of a draft, as they are sent; those of a faulty draft are none. */
export const tagsIn = ({ tags }: Pick<ChannelDraft, 'tags'>): string[] => tagsText.safeParse(tags).data ?? [];
