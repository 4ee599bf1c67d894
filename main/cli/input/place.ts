import { type CommandError, ok, type Result, type Settings } from '../../../shared/model/index.ts';
import { addressToListenOn, hostName, isOwn, type Place } from '../../server/place.ts';
import { badInput } from '../exit.ts';
import { optional, parsePort, shown } from './values.ts';

export interface PlaceOptions {
  port?: string;
  listen?: string;
  host?: string[];
}

/** Where browser mode is to be reached. */
export function placeFrom({ port, listen, host = [] }: PlaceOptions): Result<Partial<Place>, CommandError> {
  const read = optional(port, parsePort);
  if (!read.ok) return read;
  const address = optional(listen, parseAddress);
  if (!address.ok) return address;
  const names: string[] = [];
  for (const written of host) {
    const name = hostName(written);
    if (name === null)
      return badInput(
        `‘${shown(written)}’ is not a name. Write it as in the address: fuelgauge.example.com.`,
      );
    names.push(name);
  }
  return ok({ port: read.value, address: address.value, names });
}

function parseAddress(written: string): Result<string, CommandError> {
  const address = addressToListenOn(written);
  return address === null
    ? badInput(
        `‘${shown(written)}’ is not an address of this computer, such as 192.168.1.5; 0.0.0.0 means all.`,
      )
    : ok(address);
}

/** Whether other computers reach it. */
export const isOpen = ({ address }: Partial<Place>): boolean => address !== undefined && !isOwn(address);

/** Why nobody else may reach it: there is no token that you have made. Null: they may. */
export function whyNotOpen(
  { tokens }: Pick<Settings, 'tokens'>,
  signInToken: string | null,
): Result<never, CommandError> | null {
  if (signInToken !== null || tokens.some(({ kind }) => kind === 'read')) return null;
  return badInput(
    'Before other computers may reach Fuelgauge, make a token for them: fuelgauge token --read. Or keep one that signs browsers in, in the file that FUELGAUGE_SIGN_IN_TOKEN_FILE names.',
  );
}
