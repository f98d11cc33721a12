import { describe, expect, test } from 'vitest';
import {
  type Acceptance,
  baselineOf,
  CHECKS,
  lint,
  settleFindings,
  writtenAcceptances,
} from '../../../../lib/analyses';
import type { AcceptedFinding, Diagnostic } from '../../../../lib/kernel';
import { commentsIn, parseManifests } from '../../../../lib/manifests';
import { buildCluster } from '../../../../lib/model';
import { portable } from '../../../../lib/platform';
import type { LintResult } from '../../../../lib/results';
import { originWithLines } from '../../../../lib/sidecar';

const TODAY = '2027-01-31';
const REASON = 'the partner has no fixed addresses';

/** Two rules in one policy that one check finds, and what is written around them. */
function policy({ annotation = '', comment = '', name = 'web', namespace = 'shop' } = {}): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${namespace}
  annotations: { team: web${annotation === '' ? '' : `, ${annotation}`} }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
  ingress:
  - from: [] ${comment}
    ports: [{ port: 80 }]
  - from: []
    ports: [{ port: 443 }]
`;
}

const ONLY = CHECKS.filter(({ id }) => id === 'NP002');

interface Given {
  readonly accepted?: readonly AcceptedFinding[];
  readonly acceptances?: readonly Acceptance[];
  readonly baseline?: Parameters<typeof settleFindings>[1]['baseline'];
  readonly construct?: string;
}

/** What the check finds in some YAML, once what is written around it is taken into account. */
function settled(
  yaml: string,
  { accepted = [], acceptances = [], baseline = [], construct }: Given = {},
): LintResult & { readonly warnings: readonly Diagnostic[] } {
  const { manifests, texts } = parseManifests(yaml, 'test.yaml');
  const objects = manifests.map((manifest) => {
    if (construct === undefined) return manifest;
    const lines = { construct, rules: { ingress: [], egress: [] } };
    return { ...manifest, origin: originWithLines(manifest.origin, lines) };
  });
  const { cluster } = buildCluster(objects);
  const result = lint({ cluster, profile: portable, objects }, { checks: ONLY });
  const said = writtenAcceptances({ objects, comments: commentsIn(texts), accepted }, CHECKS);
  const all = [...said.acceptances, ...acceptances];
  const { diagnostics: warnings } = said;
  return { ...settleFindings(result, { acceptances: all, baseline, today: TODAY }), warnings };
}

function standings({ findings }: LintResult): readonly string[] {
  return findings.map(({ standing }) => standing);
}

const BOTH_OPEN = ['open', 'open'];
const FIRST = ['acknowledged', 'open'];
const BOTH = ['acknowledged', 'acknowledged'];

test('findings that nobody accepts are open', () => {
  expect(standings(settled(policy()))).toEqual(BOTH_OPEN);
});

test('checks of a comment without commas between them are told so', () => {
  const yaml = policy({ comment: `# netpol-ignore NP002 NP007 -- ${REASON}` });
  expect(settled(yaml).warnings[0]?.message).toContain('checks are separated by commas');
});

describe('an annotation', () => {
  const annotated = (check: string, text = REASON) =>
    policy({ annotation: `cdk8s-netpol/acknowledge.${check}: ${JSON.stringify(text)}` });

  test('accepts what its object has, and says who and why', () => {
    const result = settled(annotated('NP002', `${REASON} (until 2027-01-31)`));
    expect(standings(result)).toEqual(BOTH);
    expect(result.findings[0]?.accepted).toEqual({
      reason: REASON,
      until: '2027-01-31',
      by: 'annotation',
      source: expect.objectContaining({ file: 'test.yaml', line: 6 }),
    });
    expect(result.summary).toMatchObject({ errors: 0, acknowledged: 2 });
  });

  test.each(['empty-peer-list', 'NP0'])('may name the check as %s', (check) => {
    expect(standings(settled(annotated(check)))).toEqual(BOTH);
  });

  test('accepts nothing of another object', () => {
    const yaml = `${annotated('NP002')}---\n${policy({ name: 'api' })}---\n${policy({ namespace: 'prod' })}`;
    expect(standings(settled(yaml))).toEqual([...BOTH, ...BOTH_OPEN, ...BOTH_OPEN]);
  });

  test('accepts for an object that names no namespace, where it lives by default', () => {
    const yaml = annotated('NP002').replace('  namespace: shop\n', '');
    expect(standings(settled(yaml))).toEqual(BOTH);
  });

  test('that is no reason is a warning, and accepts nothing', () => {
    const result = settled(annotated('NP002', 'fine'));
    expect(standings(result)).toEqual(BOTH_OPEN);
    expect(result.warnings).toEqual([
      expect.objectContaining({
        code: 'lint/bad-acknowledgement',
        severity: 'warning',
        message: expect.stringContaining('`fine` has fewer than 10 characters'),
        source: expect.objectContaining({ line: 6 }),
      }),
    ]);
  });

  test('for a check that does not exist is a warning with the nearest one', () => {
    expect(settled(annotated('NP0O2')).warnings[0]?.message).toContain('Did you mean `NP002`?');
  });

  test('for a kind that is not modelled is none of ours', () => {
    expect(settled(annotated('unmodelled-kind')).warnings).toEqual([]);
  });

  test.each([
    ['acknowlege.NP108', 'NP108'],
    ['ignore.NP108', 'NP108'],
    ['acknowledge', 'NP104'],
  ])('under the key %s is warned about', (key, check) => {
    const annotation = `cdk8s-netpol/${key}: ${JSON.stringify(REASON)}`;
    expect(settled(policy({ annotation })).warnings[0]?.message).toContain(
      `Did you mean \`cdk8s-netpol/acknowledge.${check}\`?`,
    );
  });
});

describe('a comment', () => {
  const commented = (comment: string) => policy({ comment });

  test('accepts what lies in the node it stands at', () => {
    const result = settled(commented(`# netpol-ignore NP002 -- ${REASON} (until 2027-02-28)`));
    expect(standings(result)).toEqual(FIRST);
    expect(result.findings[0]?.accepted).toEqual({
      reason: REASON,
      until: '2027-02-28',
      by: 'comment',
      source: { file: 'test.yaml', line: 11, column: 14 },
    });
  });

  test('above an object accepts what the object has', () => {
    const yaml = `# netpol-ignore NP002 -- ${REASON}\n${policy()}---\n${policy({ name: 'api' })}`;
    expect(standings(settled(yaml))).toEqual([...BOTH, ...BOTH_OPEN]);
  });

  test('may name several checks, and may stand behind another comment', () => {
    const result = settled(commented(`# scanner:skip #netpol-ignore NP002, NP0 -- ${REASON}`));
    expect(standings(result)).toEqual(FIRST);
  });

  test('at another node accepts nothing, and is told', () => {
    const yaml = policy().replace(
      'podSelector:',
      `# netpol-ignore NP002 -- ${REASON}\n  podSelector:`,
    );
    const result = settled(yaml);
    expect(standings(result)).toEqual(BOTH_OPEN);
    expect(result.unused).toEqual([
      {
        check: 'NP002',
        by: 'comment',
        reason: REASON,
        message: 'no finding matches it in line 9',
        source: { file: 'test.yaml', line: 8, column: 3 },
      },
    ]);
  });

  test.each([
    ['without a reason', '# netpol-ignore NP002', 'gives no reason behind ` -- `'],
    ['with one dash', `# netpol-ignore NP002 - ${REASON}`, 'gives no reason behind ` -- `'],
    ['with a short reason', '# netpol-ignore NP002 -- ok', 'fewer than 10 characters'],
    ['without a check', `# netpol-ignore -- ${REASON}`, 'names no check'],
    ['with an unknown check', `# netpol-ignore NP02 -- ${REASON}`, 'there is no check `NP02`'],
    ['with a colon', `# netpol-ignore: NP002 -- ${REASON}`, 'there is no check'],
    ['in capitals', `# NETPOL-IGNORE NP002 -- ${REASON}`, 'begins otherwise'],
    ['behind other words', `# todo netpol-ignore NP002 -- ${REASON}`, 'begins otherwise'],
    ['with a last day that is none', `# netpol-ignore NP002 -- ${REASON} (until 31.1.)`, 'no day'],
  ])('%s is a warning, and accepts nothing', (_, comment, told) => {
    const result = settled(commented(comment));
    expect(standings(result)).toEqual(BOTH_OPEN);
    expect(result.warnings).toHaveLength(1);
    expect(result.warnings[0]).toMatchObject({ severity: 'warning', source: { line: 11 } });
    expect(result.warnings[0]?.message).toContain(told);
  });

  test('at the end of a document is a warning', () => {
    const result = settled(`${policy()}# netpol-ignore NP002 -- ${REASON}\n`);
    expect(result.warnings[0]?.message).toContain('below it, its document ends');
  });

  test('that speaks about such comments is nothing', () => {
    expect(settled(commented('# see netpol-ignore in the handbook')).warnings).toEqual([]);
  });

  test('shows hostile text in one line', () => {
    const { warnings } = settled(commented('# netpol-ignore \u001b[31mNP002 -- some long reason'));
    expect(warnings[0]?.message).toContain('\\u{1b}');
  });
});

describe('an author', () => {
  const accepted = (construct: string, id = 'NP002'): AcceptedFinding => ({
    id,
    construct,
    reason: REASON,
    typescript: { file: 'apps/shop.ts', line: 7, column: 3 },
  });
  const at = (...said: readonly AcceptedFinding[]) =>
    settled(policy(), { accepted: said, construct: 'shop/web/policy' });

  test.each(['', 'shop', 'shop/web', 'shop/web/policy'])(
    'accepts for `%s` and all inside',
    (path) => {
      const result = at(accepted(path));
      expect(standings(result)).toEqual(BOTH);
      expect(result.findings[0]?.accepted).toMatchObject({
        by: 'typescript',
        source: { file: 'apps/shop.ts', line: 7, construct: path },
      });
    },
  );

  test.each(['sho', 'shop/we', 'shop/web/policy/rule'])('accepts nothing for `%s`', (path) => {
    const result = at(accepted(path));
    expect(standings(result)).toEqual(BOTH_OPEN);
    expect(result.unused).toMatchObject([{ by: 'typescript', message: 'no finding matches it' }]);
  });

  test('accepts kinds that are not modelled elsewhere', () => {
    expect(at(accepted('shop', 'unmodelled-kind')).unused).toEqual([]);
  });
});

interface Where {
  readonly objectKind?: string;
  readonly namespace?: string;
  readonly name?: string;
}

describe('a configuration', () => {
  const ignoring = (scope: Where, until?: string): Acceptance => ({
    check: 'NP002',
    reason: REASON,
    ...(until !== undefined && { until }),
    by: 'configuration',
    scope: { kind: 'objects', ...scope },
  });
  const yaml = `${policy()}---\n${policy({ name: 'web-2', namespace: 'prod' })}`;
  const given = (acceptance: Acceptance) => standings(settled(yaml, { acceptances: [acceptance] }));

  test('accepts everywhere, or where it says', () => {
    expect(given(ignoring({}))).toEqual([...BOTH, ...BOTH]);
    expect(given(ignoring({ namespace: 'prod' }))).toEqual([...BOTH_OPEN, ...BOTH]);
    expect(given(ignoring({ name: 'web' }))).toEqual([...BOTH, ...BOTH_OPEN]);
    expect(given(ignoring({ name: 'web*' }))).toEqual([...BOTH, ...BOTH]);
    expect(given(ignoring({ objectKind: 'Deployment' }))).toEqual([...BOTH_OPEN, ...BOTH_OPEN]);
  });

  test('counts on its last day, and not the day after', () => {
    expect(given(ignoring({ name: 'web' }, TODAY))).toEqual([...BOTH, ...BOTH_OPEN]);
    expect(given(ignoring({ name: 'web' }, '2027-01-30'))).toEqual([...BOTH_OPEN, ...BOTH_OPEN]);
  });

  test('that has expired is told with the finding, and is not in vain', () => {
    const result = settled(policy(), { acceptances: [ignoring({}, '2027-01-30')] });
    expect(result.findings[0]).toMatchObject({
      standing: 'open',
      accepted: { reason: REASON, until: '2027-01-30' },
    });
    expect(result.summary).toMatchObject({ errors: 2, acknowledged: 0 });
    expect(result.unused).toEqual([]);
  });

  test('gives way to one that still counts', () => {
    const acceptances = [ignoring({}, '2027-01-30'), ignoring({}, '2028-01-01')];
    const { findings, unused } = settled(policy(), { acceptances });
    expect(findings[0]).toMatchObject({
      standing: 'acknowledged',
      accepted: { until: '2028-01-01' },
    });
    expect(unused).toEqual([]);
  });

  test('about a check that did not run is not in vain', () => {
    const acceptance: Acceptance = { ...ignoring({}), check: 'NP999' };
    expect(settled(policy(), { acceptances: [acceptance] }).unused).toEqual([]);
  });
});

describe('a baseline', () => {
  const before = baselineOf(settled(policy()).findings);

  test('sets aside what was there when counting began', () => {
    const result = settled(policy(), { baseline: before });
    expect(standings(result)).toEqual(['baselined', 'baselined']);
    expect(result.summary).toMatchObject({ errors: 0, baselined: 2 });
  });

  test('holds whatever is written above', () => {
    const moved = `# a\n# b\n${policy({ name: 'other', namespace: 'a' })}---\n${policy()}`;
    expect(standings(settled(moved, { baseline: before }))).toEqual([
      ...BOTH_OPEN,
      'baselined',
      'baselined',
    ]);
  });

  test('tells of findings that are gone', () => {
    const { unused } = settled(policy().replace('- from: []\n', '-\n'), { baseline: before });
    expect(unused).toEqual([
      {
        check: 'NP002',
        by: 'baseline',
        message: 'NetworkPolicy shop/web has no such finding any more',
      },
    ]);
  });

  test('holds nothing that somebody accepts', () => {
    const yaml = policy({ comment: `# netpol-ignore NP002 -- ${REASON}` });
    expect(baselineOf(settled(yaml).findings)).toEqual([before[1]]);
  });
});
