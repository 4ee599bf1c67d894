import { isIP, isIPv6 } from 'node:net';

/** Where a server listens, and by which names it is reached besides. */
export interface Place {
  port: number;
  /** Default: this computer alone. */
  address?: string | undefined;
  /** With a port where it is not a usual one, such as those of your own proxy with TLS. */
  names?: readonly string[] | undefined;
}

export const loopback = '127.0.0.1';

const wildcards: readonly string[] = ['0.0.0.0', '::'];

/** An address without its port, as URLs write it. */
const inUrl = (address: string): string => (isIPv6(address) ? `[${address}]` : address);

/** Whether only programs on this computer reach it. */
export const isOwn = (address: string): boolean => address.startsWith('127.') || address === '::1';

/** An address of a network card, or all of them. Null: it is none. */
export function addressToListenOn(written: string): string | null {
  const address = written.trim().replace(/^\[(.*)\]$/, '$1');
  if (address === 'localhost') return loopback;
  return isIP(address) === 0 ? null : address;
}

/** A name as the Host header has it; null: it is none. */
export function hostName(written: string): string | null {
  const name = written.trim().toLowerCase();
  const url = `http://${name}`;
  return /^[a-z0-9.:[\]-]+$/.test(name) && URL.canParse(url) && new URL(url).host === name ? name : null;
}

/** `http://127.0.0.1:PORT`: where this computer's browser finds it. */
export const originOf = ({ port, address = loopback }: Place): string =>
  `http://${inUrl(wildcards.includes(address) ? loopback : address)}:${port}`;

const hostOf = (name: string, port: number): string[] =>
  URL.canParse(`http://${name}:${port}`) ? [new URL(`http://${name}:${port}`).host] : [];

/** The Host values that it accepts. Any other is a foreign name that points here (DNS rebinding). */
export function ownHosts({ port, address = loopback, names = [] }: Place): ReadonlySet<string> {
  const own = [loopback, 'localhost', ...(wildcards.includes(address) ? [] : [inUrl(address)])];
  return new Set([...[...own, ...names].flatMap((name) => hostOf(name, port)), ...names]);
}
