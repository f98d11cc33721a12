import { createHash } from 'node:crypto';
import type { ClusterMap, Connection, MapEnd, MapEntry } from '#netpol/engine';
import { toPortRanges } from '#netpol/kernel';

const MOST_ROWS = 1_000;

/**
 * A hash of what a map says: its ends, its totals, and its rows, of which very large maps give every
 * so-manieth. Two readings of one cluster have the same, in whatever form it was written.
 */
export function fingerprint(map: ClusterMap): string {
  const hash = createHash('sha256');
  const form = connectionForms();
  for (const end of map.ends) hash.update(`${endForm(end)}\n`);
  hash.update(JSON.stringify(map.totals()));
  const step = Math.ceil(map.ends.length / MOST_ROWS);
  for (let from = 0; from < map.ends.length; from += step) {
    hash.update(`${from}: ${map.row(from).map(entryForm(form)).join(' ')}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

function endForm(end: MapEnd): string {
  if (end.kind === 'pods') {
    return end.pods.map(({ namespace, name }) => `${namespace}/${name}`).join(' ');
  }
  const { 4: four, 6: six } = end.addresses;
  return [...four, ...six].map(([first, last]) => `${first}-${last}`).join(' ');
}

function entryForm(form: (connection: Connection) => string) {
  return ({ end, connection }: MapEntry) => `${end}=${form(connection)}`;
}

/** A short name for every different connection, in the order in which they are met. */
function connectionForms(): (connection: Connection) => string {
  const known = new Map<Connection, string>();
  const names = new Map<string, string>();
  return (connection) => {
    const same = known.get(connection);
    if (same !== undefined) return same;
    const { allowed, undecided, reasons } = connection;
    const open = reasons.map(({ id, ports }) => [id, toPortRanges(ports)]);
    const text = JSON.stringify([toPortRanges(allowed), toPortRanges(undecided), open]);
    const name = names.get(text) ?? String(names.size);
    names.set(text, name);
    known.set(connection, name);
    return name;
  };
}
