import { describe, expect, test } from 'vitest';
import { foundBy } from '../support/lint';

/** A policy of namespace shop that selects `app=api`, with this in its spec. */
function policy(spec: string, name = 'api', select = '{ matchLabels: { app: api } }'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
  podSelector: ${select}
${spec.replace(/^\n/, '')}
---
`;
}

const IN = '  ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }]\n';
const OUT = '  egress: [{ to: [{ podSelector: { matchLabels: { app: db } } }] }]\n';
const API = `
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop, labels: { app: api } }
spec: { containers: [{ name: main, image: "api:1" }] }
---
`;

describe('rules that do not count', () => {
  test('are ingress rules of a policy that is about egress', () => {
    expect(foundBy('NP015', policy(`  policyTypes: [Egress]\n${IN}${OUT}`))).toEqual([
      'NP015 rules-that-do-not-count error test.yaml:8 spec.ingress: shop/api has 1 ingress rule that counts for nothing: `policyTypes` leaves Ingress out',
    ]);
  });

  test('are rules without peers as well, and are counted', () => {
    expect(foundBy('NP015', policy('  policyTypes: [Ingress]\n  egress: [{}, {}]'))).toEqual([
      'NP015 rules-that-do-not-count error test.yaml:8 spec.egress: shop/api has 2 egress rules that count for nothing: `policyTypes` leaves Egress out',
    ]);
  });

  test('are not those of a policy without policyTypes: egress rules bring Egress with them', () => {
    expect(foundBy('NP015', policy(`${IN}${OUT}`))).toEqual([]);
  });

  test('are not an empty list of the other direction', () => {
    expect(foundBy('NP015', policy(`  policyTypes: [Ingress]\n${IN}  egress: []`))).toEqual([]);
  });
});

describe('egress rules that isolate ingress', () => {
  test('are an error where the name speaks of egress', () => {
    expect(foundBy('NP016', policy(OUT, 'api-egress'))).toEqual([
      'NP016 egress-rules-isolate-ingress error test.yaml:5 spec: shop/api-egress lists egress rules and no `policyTypes`, and so closes ingress as well',
    ]);
  });

  test('are a warning where a product has egress in its name', () => {
    expect(foundBy('NP016', policy(OUT, 'egress-gateway'))[0]).toContain(' warning ');
  });

  test('are a warning under any other name, also where policyTypes is null', () => {
    expect(foundBy('NP016', policy(`  policyTypes:\n${OUT}`))).toEqual([
      'NP016 egress-rules-isolate-ingress warning test.yaml:5 spec: shop/api lists egress rules and no `policyTypes`, and so closes ingress as well',
    ]);
  });

  test('are meant where an empty ingress is written', () => {
    expect(foundBy('NP016', policy(`  ingress: []\n${OUT}`))).toEqual([]);
  });

  test('cut nobody where a default deny closes ingress anyway', () => {
    const deny = policy('  policyTypes: [Ingress]', 'deny', '{}');
    expect(foundBy('NP016', deny + policy(OUT))).toEqual([]);
  });

  test('do cut where the other policy isolates other pods only', () => {
    const other = policy('  policyTypes: [Ingress]', 'db', '{ matchLabels: { app: db } }');
    expect(foundBy('NP016', other + policy(OUT))).toHaveLength(1);
  });

  test('are no trouble where policyTypes says Egress', () => {
    expect(foundBy('NP016', policy(`  policyTypes: [Egress]\n${OUT}`))).toEqual([]);
  });
});

describe('an empty egress that isolates nothing', () => {
  test('is found as a list and as null', () => {
    for (const empty of ['  egress: []', '  egress:']) {
      expect(foundBy('NP017', policy(empty))).toEqual([
        'NP017 empty-egress-isolates-nothing error test.yaml:7 spec.egress: shop/api writes an empty `egress` and no `policyTypes`, which isolates nobody for egress',
      ]);
    }
  });

  test('is a warning beside ingress rules', () => {
    expect(foundBy('NP017', policy(`${IN}  egress: []`))[0]).toContain(' warning ');
  });

  test('does isolate where policyTypes says so', () => {
    expect(foundBy('NP017', policy('  policyTypes: [Egress]\n  egress: []'))).toEqual([]);
  });

  test('is harmless where another policy isolates the same pods for egress', () => {
    const deny = policy('  policyTypes: [Egress]', 'deny', '{}');
    expect(foundBy('NP017', deny + policy('  egress: []'))).toEqual([]);
  });
});

describe('a direction that is closed by omission', () => {
  const both = '  policyTypes: [Ingress, Egress]\n';

  test('is a warning in a policy whose name speaks of the other direction', () => {
    expect(foundBy('NP018', policy(`${both}${IN}`, 'api-ingress'))).toEqual([
      'NP018 direction-closed-by-omission warning test.yaml:7 spec.policyTypes: shop/api-ingress isolates for egress by `policyTypes` and says nothing about egress, which closes it',
    ]);
  });

  test('is a mere remark where a product has such a word in its name', () => {
    expect(foundBy('NP018', policy(`${both}${IN}`, 'open-telemetry'))[0]).toContain(' info ');
  });

  test('is a mere remark where nothing tells what was meant', () => {
    expect(foundBy('NP018', policy(`${both}${OUT}`))[0]).toContain(' info ');
  });

  test('is meant where the list is written and empty', () => {
    expect(foundBy('NP018', policy(`${both}${IN}  egress: []`))).toEqual([]);
  });

  test('is meant where both lists are left out: that is the default deny', () => {
    expect(foundBy('NP018', policy(both))).toEqual([]);
  });

  test('is opened by another policy that may select the same pods', () => {
    const dns = policy(`  policyTypes: [Egress]\n${OUT}`, 'dns', '{ matchLabels: { dns: "yes" } }');
    expect(foundBy('NP018', policy(`${both}${IN}`) + dns)).toEqual([]);
  });

  test('is not opened by a policy that can never select the same pods', () => {
    const web = policy(`  policyTypes: [Egress]\n${OUT}`, 'web', '{ matchLabels: { app: web } }');
    expect(foundBy('NP018', API + policy(`${both}${IN}`) + web)).toHaveLength(1);
  });
});
