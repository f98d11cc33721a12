/** An intents file that says everything a file can say. */
export const EVERY_FORM = `
intents:
  - name: only the api reaches the database
    only: shop/api
    reaches: shop/db
    ports: [5432]
  - name: nothing reaches metadata
    none: any-pod
    reaches: cloud-metadata
  - name: the batch jobs stay inside
    none: { namespaces: { team: [a, b] }, pods: { tier: batch } }
    reaches: [internet, anywhere]
    ports: [443, 8000-8100/TCP, UDP]
  - every: shop/web
    reaches-only:
      - { to: shop/api, ports: 8080 }
      - { to: { namespace: kube-system, pods: { k8s-app: kube-dns } }, ports: [53/UDP, 53/TCP] }
  - every: [shop/web, shop/Deployment/api]
    reaches: svc/shop/db
    ports: postgres
  - every: any-ip
    reaches: { service: shop/web }
    ports: all
  - every: { workload: shop/StatefulSet/db }
    reaches-nothing: true
  - only:
      - { from: shop/api, ports: [5432] }
      - { from: { namespaces: all, pods: { app: prometheus } }, ports: metrics/TCP }
    reaches: { namespace: shop, pods: { app: [db, replica], matchExpressions: [{ key: old, operator: DoesNotExist }] } }
  - nothing-reaches: { namespace: shop, pods: { matchLabels: { tier: batch } } }
  - closed: { namespace: shop }
  - nothing-else-reaches: { namespaces: all }
  - nothing-else-leaves: shop/db
  - every: { namespace: shop, pods: all }
    resolves-names: true
    severity: warning
    acknowledge: { reason: until the move is done, until: 2027-01-31 }
  - only: [203.0.113.7, 10.0.0.0/8, "2001:db8::/32", { cidr: 192.0.2.0/24, except: [192.0.2.128/25] }]
    reaches: shop/web
    ports: [443/TCP]
`;

/** One intent, as the only one of a file. */
export function fileOf(entry: string): string {
  return `intents:\n  - ${entry.trim().replaceAll('\n', '\n    ')}\n`;
}

/** Intents that cannot be read, by what is wrong with them, and that a schema can tell as well. */
export const MISTAKES: { readonly [what: string]: string } = {
  'a key that does not exist': 'closed: a/b\nseverty: error',
  'no subject': 'reaches: a/b\nports: 80',
  'two subjects': 'closed: a/b\nnone: a/b\nreaches: a/c',
  'two demands': 'every: a/b\nreaches: a/c\nports: 80\nresolves-names: true',
  'no demand': 'every: a/b',
  'a demand of none': 'every: a/b\nreaches-transitively: a/c',
  'nothing to reach': 'only: a/b\nports: 80',
  'no ports': 'every: a/b\nreaches: a/c',
  'no ports of one of several': 'every: a/b\nreaches-only: [{ to: a/c }]',
  'ports beside those of its clients': 'only: [{ from: a/b, ports: 1 }]\nreaches: a/c\nports: 80',
  'a client beside an end': 'only: [{ from: a/b, ports: 1 }, a/d]\nreaches: a/c',
  'every port beside another one': 'every: a/b\nreaches: a/c\nports: [80, all]',
  'ports that say nothing': 'closed: a/b\nports: 80',
  'a demand that is not true': 'every: a/b\nresolves-names: false',
  'an empty list of ends': 'closed: []',
  'an end that is null': 'closed:',
  'an end that is a number': 'closed: 5',
  'a word that is no end': 'closed: any-pods',
  'a name without a namespace': 'closed: api',
  'an end that names nobody': 'closed: {}',
  'an end with a key that does not exist': 'closed: { namspace: shop }',
  'an end that says two things': 'closed: { namespace: shop, service: shop/db }',
  'pods without a namespace': 'closed: { pods: { app: web } }',
  'pods without labels': 'closed: { namespace: shop, pods: {} }',
  'a name that no namespace can have': 'closed: { namespace: My_Shop }',
  'a label that is a number': 'closed: { namespace: shop, pods: { version: 2 } }',
  'a label that is empty': 'closed: { namespace: shop, pods: { app: "" } }',
  'a label with an empty list': 'closed: { namespace: shop, pods: { app: [] } }',
  'an operator that does not exist':
    'closed: { namespace: shop, pods: { matchExpressions: [{ key: a, operator: in, values: [b] }] } }',
  'an operator without its values':
    'closed: { namespace: shop, pods: { matchExpressions: [{ key: a, operator: In }] } }',
  'an operator with values it cannot have':
    'closed: { namespace: shop, pods: { matchExpressions: [{ key: a, operator: Exists, values: [b] }] } }',
  'closed addresses': 'closed: 10.0.0.0/8',
  'addresses that resolve names': 'every: internet\nresolves-names: true',
  'port 0': 'none: a/b\nreaches: a/c\nports: 0',
  'a port of half': 'none: a/b\nreaches: a/c\nports: 1.5',
  'ports that are null': 'none: a/b\nreaches: a/c\nports:',
  'an empty list of ports': 'none: a/b\nreaches: a/c\nports: []',
  'a protocol in lower case': 'none: a/b\nreaches: a/c\nports: 53/udp',
  'a protocol that does not exist': 'none: a/b\nreaches: a/c\nports: 53/ICMP',
  'a severity that does not exist': 'closed: a/b\nseverity: info',
  'a name that is empty': "closed: a/b\nname: ' '",
  'a short reason': 'closed: a/b\nacknowledge: { reason: legacy }',
  'no reason': 'closed: a/b\nacknowledge: { until: 2027-01-31 }',
  'a day of another form':
    'closed: a/b\nacknowledge: { reason: until it is moved, until: 31.01.2027 }',
  'an entry that is no map': 'shop/api',
};
