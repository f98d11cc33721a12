import { describe, expect, test } from 'vitest';
import { CHECKS, lint } from '../../lib/analyses';
import { parseManifests } from '../../lib/manifests';
import { buildCluster } from '../../lib/model';
import { portable, profileNamed } from '../../lib/platform';
import { findingLines, foundBy, linted } from '../support/lint';

/** Policies of one namespace, each as its name, whom it selects and its rules. */
function ingressOf(...policies: readonly [name: string, app: string | undefined, rules: string][]) {
  return policies
    .map(
      ([name, app, rules]) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
  podSelector: ${app === undefined ? '{}' : `{ matchLabels: { app: ${app} } }`}
  policyTypes: [Ingress]
  ingress: ${rules}
`,
    )
    .join('---');
}

const DEAD = ['NP301', 'NP302', 'NP303', 'NP304', 'NP305'];

function dead(yaml: string, profile = portable): readonly string[] {
  return findingLines(
    linted(yaml, { profile, checks: CHECKS.filter(({ id }) => DEAD.includes(id)) }),
  );
}

const WEB_8080 =
  '{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 8080 }] }';
const ADMIN_8080 =
  '{ from: [{ podSelector: { matchLabels: { app: admin } } }], ports: [{ port: 8080 }] }';
const BOTH_8080 =
  '{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [web, admin] }] } }], ports: [{ port: 8080 }] }';

describe('NP301 redundant-rule', () => {
  test('finds a rule that two others make up together', () => {
    expect(
      foundBy('NP301', ingressOf(['api', 'api', `[${WEB_8080}, ${ADMIN_8080}, ${BOTH_8080}]`])),
    ).toMatchInlineSnapshot(`
      [
        "NP301 redundant-rule info test.yaml:8 spec.ingress[2]: shop/api ingress[2] changes nothing: shop/api ingress[0] and shop/api ingress[1] let the same through",
      ]
    `);
  });

  test('finds the two blocks that together are a third one', () => {
    const [half, other, all] = ['10.0.0.0/9', '10.128.0.0/9', '10.0.0.0/8'].map(
      (cidr) => `{ from: [{ ipBlock: { cidr: ${cidr} } }] }`,
    );
    const rules = `[${half}, ${other}, ${all}]`;
    expect(foundBy('NP301', ingressOf(['api', 'api', rules]), profileNamed('calico'))).toHaveLength(
      1,
    );
  });

  test('leaves a rule alone that lets in one pod more', () => {
    expect(
      dead(ingressOf(['api', 'api', `[${WEB_8080}, ${BOTH_8080.replace('admin', 'jobs')}]`])),
    ).toEqual([expect.stringContaining('NP303')]);
  });

  test('leaves rules alone that count for other pods', () => {
    const all = `[${WEB_8080}, ${ADMIN_8080}]`;
    expect(dead(ingressOf(['api', 'api', `[${BOTH_8080}]`], ['db', 'db', all]))).toEqual([]);
  });

  test('leaves a rule alone where only a plugin can tell that another one is enough', () => {
    const pods = '{ from: [{ podSelector: {} }] }';
    const block = '{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }';
    expect(dead(ingressOf(['api', 'api', `[${pods}, ${block}]`]))).toEqual([]);
  });

  test('says nothing of a rule that counts for nothing', () => {
    const yaml = ingressOf(['api', 'api', `[${WEB_8080}, ${WEB_8080}]`]);
    expect(dead(yaml.replace('[Ingress]', '[Egress]'))).toEqual([]);
  });
});

describe('NP302 redundant-policy', () => {
  test('finds the later of two policies that say the same', () => {
    expect(
      foundBy('NP302', ingressOf(['a', 'api', `[${WEB_8080}]`], ['b', 'api', `[${WEB_8080}]`])),
    ).toMatchInlineSnapshot(`
      [
        "NP302 redundant-policy info test.yaml:10: shop/b changes nothing: shop/a ingress[0] lets the same through",
      ]
    `);
  });

  test('finds none where only this one isolates some of its pods', () => {
    const wide = ingressOf(['a', 'api', `[${WEB_8080}]`], ['b', undefined, `[${WEB_8080}]`]);
    expect(foundBy('NP302', wide)).toEqual([expect.stringContaining('shop/a changes nothing')]);
  });

  test('leaves a default deny alone', () => {
    expect(dead(ingressOf(['deny', undefined, '[]'], ['web', undefined, `[${WEB_8080}]`]))).toEqual(
      [],
    );
  });

  test('leaves a policy alone that isolates one direction more', () => {
    const two = ingressOf(['a', 'api', `[${WEB_8080}]`], ['b', 'api', `[${WEB_8080}]`]);
    const both = two.replace('[Ingress]', '[Ingress, Egress]');
    expect(foundBy('NP302', both)).toEqual([expect.stringContaining('shop/b changes nothing')]);
  });
});

describe('NP303 shadowed-rule', () => {
  const WIDE = '{ from: [{ podSelector: {} }] }';

  test('warns of a narrow rule beside a wide one of the same policy', () => {
    expect(
      foundBy('NP303', ingressOf(['api', 'api', `[${WIDE}, ${WEB_8080}]`])),
    ).toMatchInlineSnapshot(`
      [
        "NP303 shadowed-rule warning test.yaml:8 spec.ingress[1]: shop/api ingress[1] changes nothing: shop/api ingress[0] lets all of it through, and more",
      ]
    `);
  });

  test('mentions a rule that a rule of another policy contains', () => {
    const rules = ingressOf(
      ['a', undefined, `[${WIDE}]`],
      ['b', 'api', `[${WEB_8080}, {ports: [{port: 9090}]}]`],
    );
    expect(foundBy('NP303', rules)).toEqual([expect.stringContaining('NP303 shadowed-rule info')]);
  });

  test('reports the later one of two equal rules, and offers to remove it', () => {
    const yaml = ingressOf(['api', 'api', `[${WEB_8080}, ${WEB_8080}]`]);
    const { findings } = linted(yaml, { checks: CHECKS.filter(({ id }) => id === 'NP303') });
    expect(findings.map(({ fix }) => fix?.edits)).toEqual([
      [{ path: ['spec', 'ingress', 1], remove: true }],
    ]);
  });

  test('offers no removal of the rules that say that egress is policed', () => {
    const yaml = ingressOf(['a', 'api', `[${WEB_8080}]`])
      .replace('  policyTypes: [Ingress]\n', '')
      .replace('ingress:', 'egress:')
      .replace('from:', 'to:');
    const twice = `${yaml}---${yaml.replace('name: a', 'name: b').replace('app: api', 'tier: x')}`;
    const all = yaml.replace('name: a', 'name: all').replace('{ matchLabels: { app: api } }', '{}');
    const { findings } = linted(`${twice}---${all}`, {
      checks: CHECKS.filter(({ id }) => DEAD.includes(id)),
    });
    expect(findings.filter(({ fix }) => fix !== undefined)).toEqual([]);
  });

  test('leaves rules alone that overlap', () => {
    const other = '{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }';
    const narrow = '{ from: [{ podSelector: { matchLabels: { app: web } } }] }';
    expect(dead(ingressOf(['api', 'api', `[${other}, ${narrow}]`]))).toEqual([]);
  });
});

describe('NP304 policy-that-adds-nothing', () => {
  const SAME = '[{ from: [{ podSelector: {} }] }]';

  test('finds a narrow policy beside one that lets everything of the namespace in', () => {
    expect(
      foundBy('NP304', ingressOf(['all', undefined, SAME], ['db', 'db', `[${WEB_8080}]`])),
    ).toMatchInlineSnapshot(`
      [
        "NP304 policy-that-adds-nothing warning test.yaml:10: shop/db limits nothing: shop/all ingress[0] lets through all that it names, and more",
      ]
    `);
  });

  test('leaves it alone where the wide one is about other pods', () => {
    expect(dead(ingressOf(['all', 'web', SAME], ['db', 'db', `[${WEB_8080}]`]))).toEqual([]);
  });

  test('leaves it alone where it lets in one port that the wide one does not', () => {
    const narrow = '{ from: [{ namespaceSelector: {} }], ports: [{ port: 9090 }] }';
    expect(dead(ingressOf(['all', undefined, SAME], ['db', 'db', `[${narrow}]`]))).toEqual([]);
  });
});

describe('NP305 duplicate-entry', () => {
  test('warns of a port beside all ports of its protocol', () => {
    const rule = '{ from: [{ podSelector: {} }], ports: [{ protocol: TCP }, { port: 443 }] }';
    expect(foundBy('NP305', ingressOf(['api', 'api', `[${rule}]`]))).toMatchInlineSnapshot(`
      [
        "NP305 duplicate-entry warning test.yaml:8 spec.ingress[0].ports[1]: shop/api ingress[0].ports[1] adds nothing to ingress[0].ports[0], which names more",
      ]
    `);
  });

  test('mentions the second of two equal peers', () => {
    const web = '{ podSelector: { matchLabels: { app: web } } }';
    expect(foundBy('NP305', ingressOf(['api', 'api', `[{ from: [${web}, ${web}] }]`]))).toEqual([
      expect.stringContaining('NP305 duplicate-entry info test.yaml'),
    ]);
  });

  test('leaves the same port of two protocols alone', () => {
    const rule = '{ ports: [{ protocol: TCP, port: 53 }, { protocol: UDP, port: 53 }] }';
    expect(dead(ingressOf(['dns', 'dns', `[${rule}]`]))).toEqual([]);
  });

  test('leaves a block alone that another one has excepted', () => {
    const rule =
      '{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }, { ipBlock: { cidr: 10.1.0.0/16 } }] }';
    expect(dead(ingressOf(['api', 'api', `[${rule}]`]))).toEqual([]);
  });

  test('leaves pods of the own namespace alone beside pods of others', () => {
    const rule =
      '{ from: [{ podSelector: {} }, { namespaceSelector: { matchLabels: { team: a } } }] }';
    expect(dead(ingressOf(['api', 'api', `[${rule}]`]))).toEqual([]);
  });
});

test('what is said again is found among hundreds of policies', () => {
  const many = Array.from({ length: 400 }, (_, index) =>
    ingressOf([
      `p${index}`,
      `a${index % 300}`,
      `[${WEB_8080}, ${ADMIN_8080.replace('admin', `a${index}`)}]`,
    ]),
  ).join('---');
  const { manifests } = parseManifests(many, 'many.yaml');
  const { cluster } = buildCluster(manifests);
  const checks = CHECKS.filter(({ id }) => DEAD.includes(id));
  const { findings } = lint({ cluster, profile: portable, objects: manifests }, { checks });
  expect(findings.length).toBe(100);
});
