import { reachability } from '../../../../lib/testing';
import { policy, service, workload } from '../../../support/cluster-from';

/** A text of several documents. */
export function yaml(...documents: readonly string[]): string {
  return documents.join('\n---\n');
}

const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}';

/** Everything in `shop` is isolated; only the api reaches the database, on 5432. */
export const SHOP: string = yaml(
  NAMESPACE,
  workload('shop/web', { http: 8080 }),
  workload('shop/api', { http: 8080 }),
  workload('shop/db', { pg: 5432 }),
  service('shop/db', '{selector: {app: db}, ports: [{name: sql, port: 6432, targetPort: pg}]}'),
  policy('shop/deny', '{podSelector: {}, policyTypes: [Ingress, Egress]}'),
  policy(
    'shop/api-out',
    '{podSelector: {matchLabels: {app: api}}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 5432}]}]}',
  ),
  policy(
    'shop/db-in',
    '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}]}',
  ),
);

/** A rule that opens the database to every pod of its namespace, on the metrics port. */
export const WIDE: string = yaml(
  policy(
    'shop/wide',
    '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {}}], ports: [{port: 9187}]}]}',
  ),
  policy(
    'shop/out',
    '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}], ports: [{port: 9187}]}]}',
  ),
);

/** The shop, to ask about. */
export const shop = (): ReturnType<typeof reachability> => reachability(SHOP);

/** What an assertion that fails says. */
export function failure(assertion: () => unknown): string {
  try {
    assertion();
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
  return 'it did not fail';
}
