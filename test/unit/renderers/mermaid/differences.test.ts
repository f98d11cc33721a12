import { afterAll, describe, expect, test } from 'vitest';
import { readDot, readMermaid } from '../../../support/pictures';
import { deployment, folderWith, netpol, removeFolders } from '../../cli/support/session';

afterAll(removeFolders);

const WORKLOADS = `${deployment('shop/web')}${deployment('shop/db', 5432)}\n`;
const policy = (rules: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec: { podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [${rules}] }
`;
const WEB = '{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 5432 }] }';
const BLOCK = '{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 9187 }] }';

async function drawn(...argv: readonly string[]): Promise<string> {
  const cwd = folderWith({
    'before/a.yaml': WORKLOADS + policy(WEB),
    'after/a.yaml': WORKLOADS + policy(BLOCK),
    'intents.yaml': 'intents: [{ every: shop/web, reaches: shop/db, ports: [5432] }]\n',
  });
  const { code, stdout, stderr } = await netpol(argv, { cwd });
  expect(code, stderr).toBe(0);
  return stdout;
}

describe('a difference', () => {
  test('is what is new, what is gone and what may be, with the intent that breaks', async () => {
    const { nodes, edges } = readMermaid(await drawn('diff', 'before', 'after', '-o', 'mermaid'));
    const told = edges.map(({ from, to, label }) => `${nodes[from]} ${nodes[to]} ${label}`);
    expect(told).toContain('10.0.0.0/8 db new: 9187/TCP');
    expect(told).toContain('web db 5432/TCP to ? 9187/TCP, breaks an intent');
  });

  test('says so where nothing differs', async () => {
    const text = await drawn('diff', 'before', 'before', '-o', 'dot');
    expect(readDot(text).nodes).toEqual({ none: 'no flow is other than before' });
  });

  test('stands in the comment on a pull request', async () => {
    const comment = await drawn('diff', 'before', 'after', '-o', 'markdown');
    const [, picture = ''] = /```mermaid\n([\s\S]*?)```/.exec(comment) ?? [];
    expect(readMermaid(picture).edges.length).toBeGreaterThan(1);
  });
});

describe('what falls with a workload', () => {
  test('is drawn step by step', async () => {
    const { nodes, edges } = readMermaid(
      await drawn('blast', 'shop/web', 'before', '-o', 'mermaid'),
    );
    expect(edges.map(({ from, to, label }) => `${nodes[from]} ${nodes[to]} ${label}`)).toContain(
      'web db 5432',
    );
  });

  test('is asked for where no workload is named', async () => {
    const { nodes } = readDot(await drawn('blast', 'before', '-o', 'dot'));
    expect(nodes['none']).toBe('name a workload to see what falls with it');
  });
});

test('exposure is drawn with the outside at one end of each arrow', async () => {
  for (const [format, read] of [
    ['mermaid', readMermaid],
    ['dot', readDot],
  ] as const) {
    const { nodes, edges } = read(await drawn('exposure', 'after', '-o', format));
    const told = edges.map(({ from, to, label }) => `${nodes[from]} ${nodes[to]} ${label}`);
    expect(told).toContain('private addresses: 10.0.0.0/8 db 9187/TCP');
  }
});
