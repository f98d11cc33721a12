import type { CheckInfo, Finding, LintResult } from '../../../../lib/results';

/** A check that reports what is too wide. */
export const wide: CheckInfo = {
  id: 'NP104',
  name: 'wide-open-egress',
  severity: 'error',
  summary: 'A rule opens every address on every port.',
  why: 'Whoever takes the pod reaches the credentials of the cloud.',
  how: 'A peer is 0.0.0.0/0 or ::/0, and the rule names no port.',
  help: 'name the addresses, or the ports',
  acknowledge: 'Where the pod is a proxy.',
  references: [{ title: 'Network Policies', url: 'https://kubernetes.io/docs/' }],
  examples: {
    avoid: { yaml: 'egress: [{}]' },
    prefer: { yaml: 'egress: []', typescript: 'new DefaultDenyNamespace(chart, "shop");' },
  },
};

/** Another one, which only warns. */
export const unused: CheckInfo = { ...wide, id: 'NP301', name: 'dangling', severity: 'warning' };

/** A finding of the first check. */
export function finding(fields: Partial<Finding> = {}): Finding {
  return {
    check: 'NP104',
    name: 'wide-open-egress',
    severity: 'error',
    message: 'shop/worker egress[1] opens every IPv4 address on every port',
    object: { kind: 'NetworkPolicy', namespace: 'shop', name: 'worker' },
    source: {
      file: 'dist/shop.k8s.yaml',
      line: 88,
      column: 13,
      path: 'spec.egress[1].to[0]',
      construct: 'shop/worker',
      typescript: { file: 'policies.ts', line: 52, column: 7 },
    },
    related: [
      {
        message: 'the workload that it selects',
        source: { file: 'dist/shop.k8s.yaml', line: 3, column: 1 },
      },
    ],
    facts: ['reaches 169.254.169.254, the credentials of the cloud'],
    help: 'name the addresses, or the ports',
    fingerprint: '0123456789abcdef',
    standing: 'open',
    ...fields,
  };
}

/** A finding that only warns. */
export function dangling(fields: Partial<Finding> = {}): Finding {
  return finding({
    check: 'NP301',
    name: 'dangling',
    severity: 'warning',
    message: 'shop/old selects no workload',
    object: { kind: 'NetworkPolicy', namespace: 'shop', name: 'old' },
    source: { file: 'k8s/old.yaml', line: 4, column: 1 },
    related: [],
    facts: [],
    fingerprint: 'fedcba9876543210',
    ...fields,
  });
}

/** An answer of the checks. */
export function lintResult(
  findings: readonly Finding[],
  fields: Partial<LintResult> = {},
): LintResult {
  const open = findings.filter(({ standing }) => standing === 'open');
  const of = (severity: Finding['severity']) =>
    open.filter((each) => each.severity === severity).length;
  const standing = (wanted: Finding['standing']) =>
    findings.filter((each) => each.standing === wanted).length;
  return {
    schemaVersion: '1',
    profile: 'portable',
    findings,
    unused: [],
    checks: [wide, unused],
    summary: {
      errors: of('error'),
      warnings: of('warning'),
      infos: of('info'),
      acknowledged: standing('acknowledged'),
      baselined: standing('baselined'),
      policies: 14,
      workloads: 11,
    },
    ...fields,
  };
}
