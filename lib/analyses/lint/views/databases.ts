import { once } from '../../../kernel';
import type { Policy, Rule } from '../../../model';
import type { Examined } from '../check';
import { opensPort } from './port-entries';
import { subjectsOf } from './subjects';

/** Where a store of data answers that nobody means for everyone. TCP, as registered or documented. */
const STORES: ReadonlyMap<number, string> = new Map([
  [1433, 'Microsoft SQL Server'],
  [1521, 'Oracle Database'],
  [2379, 'etcd'],
  [3306, 'MySQL'],
  [5432, 'PostgreSQL'],
  [5984, 'CouchDB'],
  [6379, 'Redis'],
  [9042, 'Cassandra'],
  [9200, 'Elasticsearch'],
  [11_211, 'memcached'],
  [26_257, 'CockroachDB'],
  [27_017, 'MongoDB'],
]);

/** A port of a store, and who usually answers there. */
export interface Store {
  readonly port: number;
  readonly name: string;
}

/** The stores that a rule opens: on ports that its pods declare, or that it names one by one. */
export function storesOpenedBy(examined: Examined, policy: Policy, rule: Rule): readonly Store[] {
  const declared = declaredBy(examined)(policy);
  return [...STORES]
    .filter(([port]) => opensPort(rule, 'TCP', port))
    .filter(([port]) => declared.has(port) || isNamed(rule, port))
    .map(([port, name]) => ({ port, name }));
}

const declaredBy = once((examined: Examined) =>
  once((policy: Policy): ReadonlySet<number> => {
    const ports = subjectsOf(examined, policy).flatMap(({ pod }) => pod.ports);
    return new Set(ports.filter(({ protocol }) => protocol === 'TCP').map(({ port }) => port));
  }),
);

function isNamed({ ports }: Rule, port: number): boolean {
  return ports.some((each) => each.kind === 'range' && each.first === port && each.last === port);
}

/** `5432/TCP, where PostgreSQL usually answers`: one line each. */
export function storeLines(stores: readonly Store[]): readonly string[] {
  return stores.map(({ port, name }) => `opens ${port}/TCP, where ${name} usually answers`);
}
