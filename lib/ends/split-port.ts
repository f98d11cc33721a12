import { parseAddress, parseCidr } from '../kernel';

/** An end of a flow as written: its name, and the port behind it. */
export interface WrittenEnd {
  readonly name: string;
  readonly port: string | undefined;
}

/** Cuts `shop/db:5432`, `[2001:db8::1]:443` and `shop/db[db-0]:dns/UDP` at the colon before the port. */
export function splitPort(text: string): WrittenEnd {
  const bracketed = /^\[([^\]]+)\](?::(.+))?$/.exec(text);
  if (bracketed !== null) return { name: bracketed[1] ?? '', port: bracketed[2] };
  if (parseAddress(text) !== undefined || parseCidr(text) !== undefined) {
    return { name: text, port: undefined };
  }
  const colon = text.indexOf(':');
  if (colon < 0) return { name: text, port: undefined };
  return { name: text.slice(0, colon), port: text.slice(colon + 1) };
}
