import { type CheckWords, checksCalled, isDay, noSuchCheck, SHORTEST_REASON } from '../kernel';
import type { Ignored } from './configuration';
import type { Setting } from './setting';

const KEYS = ['id', 'namespace', 'name', 'kind', 'reason', 'until'] as const;
const SCOPE = ['namespace', 'name', 'kind'] as const;

const EXAMPLE = "[{ id: NP104, namespace: shop, reason: 'why that is right' }]";

/** What a project accepts: `{ id, namespace?, name?, kind?, reason, until? }`. */
export function readIgnore(setting: Setting, checks: readonly CheckWords[]): readonly Ignored[] {
  return setting.items('`ignore`', EXAMPLE).flatMap((entry) => readEntry(entry, checks) ?? []);
}

function readEntry(entry: Setting, checks: readonly CheckWords[]): Ignored | undefined {
  const { source } = entry;
  const expires = entry.field('expires');
  if (expires !== undefined) {
    const message = 'an entry of `ignore` has no key `expires`, did you mean `until`?';
    return expires.refuse('config/unknown-key', message, `use ${KEYS.join(', ')}`);
  }
  if (!entry.hasOnly(KEYS, 'an entry of `ignore`')) return undefined;
  const id = readId(entry, checks);
  const reason = readReason(entry);
  const until = entry.field('until');
  const last = until === undefined ? {} : readUntil(until);
  const scope = SCOPE.map((key) => [key, entry.field(key)?.text(`\`${key}\``, 'shop')] as const);
  if (id === undefined || reason === undefined || last === undefined) return undefined;
  const said = scope.filter(([, text]) => text !== undefined);
  return { id, reason, ...last, ...Object.fromEntries(said), source };
}

function readId(entry: Setting, checks: readonly CheckWords[]): string | undefined {
  const field = entry.field('id');
  if (field === undefined) {
    return entry.refuse(
      'config/acknowledgement',
      'an entry of `ignore` has no `id`',
      'add id: NP104',
    );
  }
  const id = field.text('`id`', 'NP104');
  if (id === undefined || checksCalled(id, checks).length > 0) return id;
  return field.refuse(
    'config/unknown-word',
    noSuchCheck(id, checks),
    'run netpol checks for the list',
  );
}

function readReason(entry: Setting): string | undefined {
  const field = entry.field('reason');
  const value = field?.value;
  if (typeof value === 'string' && value.trim().length >= SHORTEST_REASON) return value;
  const found = field === undefined ? 'is missing' : `is ${field.shown()}`;
  const message = `\`reason\` ${found}, not a text of at least ${SHORTEST_REASON} characters`;
  return (field ?? entry).refuse('config/acknowledgement', message, 'say why that is right');
}

function readUntil(until: Setting): { readonly until: string } | undefined {
  if (isDay(until.value)) return { until: until.value };
  const message = `\`until\` is ${until.shown()}, not a day`;
  return until.refuse('config/acknowledgement', message, 'write 2027-03-31');
}
