import { expect, test } from 'vitest';
import { workloadsToTerminal } from '../../../../lib/renderers';
import type { WorkloadExplainResult, WorkloadExplanation } from '../../../../lib/results';
import { deployment, HOSTILE } from '../support/results';

const source = { file: 'db.yaml', line: 9, column: 3 };
const web: WorkloadExplanation = {
  workload: deployment('shop/web'),
  governed: 'yes',
  reasons: [],
  ingress: { direction: 'ingress', isolatedBy: [], rules: [] },
  egress: {
    direction: 'egress',
    isolatedBy: [{ id: 'shop/out', selects: '<none>', source }],
    rules: [
      {
        policy: 'shop/out',
        path: 'egress[0]',
        source,
        ports: [],
        peers: [
          { kind: 'pods', namespaces: '<none>', pods: '<none>', own: 'shop' },
          { kind: 'block', cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '172.16.0.0/12'] },
        ],
      },
    ],
  },
};
const result = (each: WorkloadExplanation): WorkloadExplainResult => ({
  schemaVersion: '1',
  profile: 'portable',
  workloads: [each],
});

test('empty selectors are said to name everything', () => {
  const text = workloadsToTerminal(result(web));
  expect(text).toContain('NamespaceSelector: <none> (all namespaces)\n');
  expect(text).toContain('PodSelector: <none> (all pods)\n');
  expect(text).toContain('Except: 10.0.0.0/8, 172.16.0.0/12\n');
});

test('a direction that nothing isolates is not affected', () => {
  expect(workloadsToTerminal(result(web))).toContain(
    ' Not affecting ingress traffic (no policy isolates shop/web for ingress)\n',
  );
});

test('hostile names stay on their line', () => {
  const own = { kind: 'pods', pods: HOSTILE, own: HOSTILE } as const;
  const rule = { policy: HOSTILE, path: HOSTILE, source, ports: [HOSTILE], peers: [own] };
  const ingress = {
    direction: 'ingress',
    isolatedBy: [{ id: HOSTILE, selects: HOSTILE, source: { file: HOSTILE } }],
    rules: [rule],
  } as const;
  const workload = { ...deployment('shop/web'), id: HOSTILE, workloadKind: HOSTILE };
  const text = workloadsToTerminal(result({ ...web, workload, ingress }));
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  expect(text).not.toContain('[31m\nx');
});

test('pods of a workload about which the same is told are told of once', () => {
  const pods = Array.from({ length: 5 }, (_, i): WorkloadExplanation => {
    const id = `shop/web[web-${i}]`;
    return { ...web, workload: { ...web.workload, id, pods: [`web-${i}`] } };
  });
  const all = { ...result(web), workloads: pods };
  const text = workloadsToTerminal(all);
  expect(text.match(/^shop\/web\[web-\d\] {2}/gm)).toEqual(['shop/web[web-0]  ']);
  expect(text).toContain('The same holds for 4 more pods of the workload');
  expect(text).toContain('shop/web[web-0] and 4 more: not isolated for ingress');
  expect(workloadsToTerminal(all, { repeats: 'shown' }).match(/^shop\/web\[/gm)).toHaveLength(6);
});

test('a pod that policies govern in another way is told of', () => {
  const other = { ...web, workload: deployment('shop/web'), ingress: web.egress };
  const text = workloadsToTerminal({ ...result(web), workloads: [web, other] });
  expect(text).not.toContain('The same holds');
});
