import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Findings } from 'cdk8s-netpol';
import { reachability } from 'cdk8s-netpol/vitest';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../support/run';
import { failure } from './support/shop';

/** A policy with a list of peers that is empty, which one check finds. */
function open({ behind = '', annotation = '' } = {}): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: web, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop, annotations: { team: web${annotation} } }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
  ingress:
    - from: [] ${behind}
      ports: [{ port: 8080 }]
`;
}

const REASON = 'everyone may call the shop';
const ONLY = { only: ['NP002'] };

test('a finding fails, and is told with its id, its place and what to do', () => {
  const message = failure(() => expect(reachability(open())).toHaveNoFindings(ONLY));
  expect(message).toMatchInlineSnapshot(`
    "expect(net).toHaveNoFindings()

    Expected: no finding that nobody acknowledges

    error NP002 empty-peer-list: shop/web ingress[0] has an empty \`from\`, which opens it from everyone
      --> (in memory):18:7
       |
    18 |     - from: []
       |       ^^^^^^^^
       = help: remove the rule to let nobody through, or leave \`from\` and \`to\` out where everyone is
           meant
       = docs: netpol checks NP002

    1 finding (1 error); 1 policy, 1 workload, profile portable."
  `);
});

test('nothing is found where nothing is wrong', () => {
  const closed = open().replace('from: []', 'from: [{ podSelector: {} }]');
  expect(reachability(closed)).toHaveNoFindings(ONLY);
  const message = failure(() => expect(reachability(closed)).not.toHaveNoFindings(ONLY));
  expect(message).toContain('Expected: a finding');
});

test('what is found, .not expects', () => {
  expect(reachability(open())).not.toHaveNoFindings(ONLY);
});

test('a comment and an annotation accept', () => {
  const comment = open({ behind: `# netpol-ignore NP002 -- ${REASON}` });
  expect(reachability(comment)).toHaveNoFindings(ONLY);
  const annotation = open({ annotation: `, cdk8s-netpol/acknowledge.NP002: ${REASON}` });
  expect(reachability(annotation)).toHaveNoFindings(ONLY);
});

test('a comment that cannot be read is told with the finding', () => {
  const net = reachability(open({ behind: '# netpol-ignore NP002' }));
  const message = failure(() => expect(net).toHaveNoFindings(ONLY));
  expect(message).toContain('the comment gives no reason behind ` -- `');
  expect(message).toContain('NP002');
});

test('the files of a folder are read with their comments', () => {
  const folder = temporaryDirectory();
  mkdirSync(join(folder, 'k8s'));
  const text = open({ behind: `# netpol-ignore NP002 -- ${REASON} (until 2000-01-01)` });
  writeFileSync(join(folder, 'k8s/web.yaml'), text);
  const net = reachability({ paths: [join(folder, 'k8s')] });
  const message = failure(() => expect(net).toHaveNoFindings(ONLY));
  expect(message).toContain('was acknowledged until 2000-01-01');
});

test('which checks count, and from what on, is for the test to say', () => {
  const net = reachability(open());
  expect(net).toHaveNoFindings({ only: ['NP2'], ignore: ['NP2'] });
  expect(net).not.toHaveNoFindings({ only: ['empty-peer-list'], level: 'error' });
  const informed = reachability(open());
  expect(informed).not.toHaveNoFindings({ only: ['NP0'], level: 'info' });
});

/** An app with a construct that emits a policy in which a check finds something. */
function app() {
  const made = new App();
  const chart = new Chart(made, 'shop', { namespace: 'shop' });
  const team = new Construct(chart, 'team');
  const other = new Construct(chart, 'other');
  new ApiObject(team, 'policy', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'web' },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [] }] },
  });
  return { app: made, chart, team, other };
}

test('what an author accepts for a construct holds for the policies inside', () => {
  expect(reachability(app().app)).not.toHaveNoFindings(ONLY);
  for (const where of ['app', 'chart', 'team'] as const) {
    const made = app();
    Findings.of(made[where]).acknowledge({ id: 'NP002', reason: REASON });
    expect(reachability(made.app)).toHaveNoFindings(ONLY);
  }
  const made = app();
  Findings.of(made.other).acknowledge({ id: 'NP002', reason: REASON });
  expect(reachability(made.app)).not.toHaveNoFindings(ONLY);
});

test.each([
  [{ ignore: ['NP0O2'] }, 'there is no check `NP0O2`. Did you mean `NP002`?'],
  [{ only: ['everything'] }, 'there is no check `everything`.'],
  [JSON.parse('{ "ignore": "NP002" }'), '`ignore` is no list of checks'],
  [JSON.parse('{ "levels": "error" }'), 'there is no option `levels`. Did you mean `level`?'],
  [JSON.parse('{ "level": "warn" }'), 'there is no level `warn`'],
])('an option that would let everything pass is refused: %j', (options, told) => {
  const net = reachability(open());
  expect(failure(() => expect(net).toHaveNoFindings(options))).toContain(told);
});

test('only a reachability has findings', () => {
  expect(failure(() => expect(open()).toHaveNoFindings())).toContain(
    'write expect(reachability(app)).toHaveNoFindings()',
  );
});
