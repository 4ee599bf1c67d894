import { type CommandError, fail, ok, type Result } from '../../shared/model/index.ts';
import { pathOf } from '../../shared/names.ts';
import { statusJson } from '../../shared/status-json.ts';
import type { Session } from '../cli/compose.ts';
import { hostsOf, quietJson, quietText } from './quiet.ts';
import { accountOf, viewOf } from './tool.ts';

// Accounts as resources: what a person attaches to a conversation.

const all = 'fuelgauge://accounts';
const mimeType = 'application/json';
/** Others are read by their address. */
const mostListed = 200;

export const accountTemplate = {
  uriTemplate: `${all}/{id}`,
  name: 'account',
  title: 'An account',
  description: 'One account as in `fuelgauge status --json`, by its id.',
  mimeType,
};

/** All accounts as one resource, and each as its own. */
export function listResources(session: Session) {
  const { state } = viewOf(session);
  const hosts = hostsOf(state);
  return [
    {
      uri: all,
      name: 'accounts',
      title: 'All accounts',
      description: 'As `fuelgauge status --json`.',
      mimeType,
    },
    ...state.accounts.slice(0, mostListed).map((account) => ({
      uri: `${all}/${account.id}`,
      name: account.id,
      title: quietText(pathOf(account), hosts),
      mimeType,
    })),
  ];
}

/** The content of a resource as JSON. */
export function readResource(
  session: Session,
  uri: string,
): Result<{ mimeType: string; text: string }, CommandError> {
  const view = viewOf(session);
  const hosts = hostsOf(view.state);
  const json = (value: unknown) => ok({ mimeType, text: JSON.stringify(quietJson(value, hosts), null, 2) });
  if (uri === all) return json(statusJson(view.state));
  const id = uri.startsWith(`${all}/`) ? uri.slice(all.length + 1) : null;
  if (id === null)
    return fail({ kind: 'bad-input', message: `There is no such resource. They are ${all} and ${all}/ID.` });
  const found = accountOf(view, id);
  if (!found.ok) return fail({ ...found.error, message: quietText(found.error.message, hosts) });
  return json(statusJson({ ...view.state, accounts: [found.value.account] }).accounts[0]);
}
