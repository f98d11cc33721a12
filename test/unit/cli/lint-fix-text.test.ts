import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editedText } from '../../../lib/cli/fix/edited-text';
import { unifiedDiff } from '../../../lib/cli/fix/unified-diff';
import { parseManifests } from '../../../lib/manifests';
import type { FixEdit } from '../../../lib/results';

/** A text after edits of one of its objects; undefined where they are refused. */
function edited(text: string, edits: readonly FixEdit[], index = 0): string | undefined {
  const { manifests } = parseManifests(text, 'x.yaml');
  const object = manifests[index];
  if (object === undefined) throw new Error('there is no such object');
  return editedText({ text, file: 'x.yaml', manifests }, new Map([[object, edits]]))?.text;
}

/** The lines that an edit takes out and puts in. */
function changed(text: string, edits: readonly FixEdit[], index = 0): readonly string[] {
  const after = edited(text, edits, index);
  if (after === undefined) return ['refused'];
  return unifiedDiff('x.yaml', text, after)
    .split('\n')
    .filter((line) => /^[-+](?!--|\+\+)/.test(line));
}

const POLICY = `# Who reaches the database.
apiVersion: networking.k8s.io/v1   # v1 for years
kind: NetworkPolicy
metadata: { name: db,   namespace: 'shop', labels: {a: "b"} }
spec:
    podSelector: {}

    ingress:
    - from: []    # nobody
      ports: [ { port: 5432 } ]
    # the second rule
    - from:
      - ipBlock: {cidr: 192.0.2.0/24}
    - {from: [],   ports: [{port: 80}]}   # in one line
`;

describe('an edit of YAML', () => {
  test('leaves every other line as it was', () => {
    expect(changed(POLICY, [{ path: ['spec', 'ingress', 0], remove: true }])).toEqual([
      '-    - from: []    # nobody',
      '-      ports: [ { port: 5432 } ]',
    ]);
  });

  test('leaves the rest of its line as it was', () => {
    const path = ['spec', 'ingress', 2, 'ports', 0, 'protocol'];
    expect(changed(POLICY, [{ path, set: 'TCP' }])).toEqual([
      '-    - {from: [],   ports: [{port: 80}]}   # in one line',
      '+    - {from: [],   ports: [{port: 80, protocol: TCP}]}   # in one line',
    ]);
  });

  test('is indented as the lines around it', () => {
    expect(changed(POLICY, [{ path: ['spec', 'policyTypes'], set: ['Ingress'] }])).toEqual([
      '+    policyTypes:',
      '+    - Ingress',
    ]);
    const set = { podSelector: { matchLabels: { app: 'web' } } };
    expect(changed(POLICY, [{ path: ['spec', 'ingress', 1, 'from', 1], set }])).toEqual([
      '+      - podSelector:',
      '+            matchLabels:',
      '+                app: web',
    ]);
  });

  test('puts text in quotes that would be read as something else', () => {
    const set = { matchLabels: { on: 'yes', count: '1', plain: 'web-1' } };
    const after = edited(POLICY, [{ path: ['spec', 'podSelector'], set }]) ?? '';
    expect(after).toContain('"on": "yes"');
    expect(after).toContain('count: "1"');
    expect(after).toContain('plain: web-1');
  });

  test('keeps the ends of the lines', () => {
    const after = edited(POLICY.replaceAll('\n', '\r\n'), [
      { path: ['spec', 'policyTypes'], set: ['Ingress'] },
    ]);
    expect(after?.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('of an object in a List, or behind other documents, changes that object', () => {
    const item = POLICY.replace(/^(?!\n)/gm, '    ').replace('    # Who', '  - # Who');
    const list = `kind: ConfigMap\napiVersion: v1\nmetadata: {name: x}\n---\napiVersion: v1\nkind: List\nitems:\n${item}`;
    const edit = { path: ['spec', 'ingress', 0], remove: true } as const;
    expect(changed(list, [edit], 1)).toEqual([
      '-        - from: []    # nobody',
      '-          ports: [ { port: 5432 } ]',
    ]);
  });

  test('is refused where other places share what it would change', () => {
    const shared = POLICY.replace('- from: []    # nobody', '- &rule {from: []}\n    - ports: []')
      .replace('      ports: [ { port: 5432 } ]\n', '')
      .concat('    - *rule\n');
    expect(changed(shared, [{ path: ['spec', 'ingress', 0, 'from'], remove: true }])).toEqual([
      'refused',
    ]);
    expect(changed(shared, [{ path: ['spec', 'ingress', 4, 'from'], remove: true }])).toEqual([
      'refused',
    ]);
  });

  test('is refused where its path leads nowhere', () => {
    expect(changed(POLICY, [{ path: ['spec', 'egress', 0], remove: true }])).toEqual(['refused']);
    expect(changed(POLICY, [{ path: ['spec', 'ingress', 9], set: {} }])).toEqual(['refused']);
  });
});

test('an edit of JSON leaves the rest as it was', () => {
  const json = `{
    "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
    "metadata": {"name": "x"},
    "spec": {"podSelector": {}, "ingress": [{"from": []}]}
}
`;
  expect(changed(json, [{ path: ['spec', 'ingress', 0], remove: true }])).toEqual([
    '-    "spec": {"podSelector": {}, "ingress": [{"from": []}]}',
    '+    "spec": {"podSelector": {}, "ingress": []}',
  ]);
});

/** The side of a diff before or after, hunk by hunk: where it begins, and its lines. */
function sideOf(diff: string, side: '-' | '+') {
  return diff
    .replace(/\n\\ No newline at end of file\n/g, '¶')
    .split(/^(?=@@)/m)
    .slice(1)
    .map((hunk) => {
      const [head = '', ...body] = hunk.match(/[^\n¶]*[\n¶]/g) ?? [];
      const [, start = ''] = new RegExp(`[${side}](\\d+),`).exec(head) ?? [];
      const own = body.filter((line) => line.startsWith(' ') || line.startsWith(side));
      return {
        start: Number(start) - (own.length === 0 ? 0 : 1),
        lines: own.map((line) => line.slice(1).replace('¶', '')),
      };
    });
}

/** A text after a diff, as `patch` makes it. */
function patched(text: string, diff: string): string {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const after = sideOf(diff, '+');
  for (const [i, { start, lines: old }] of [...sideOf(diff, '-').entries()].reverse()) {
    expect(lines.slice(start, start + old.length)).toEqual(old);
    lines.splice(start, old.length, ...(after[i]?.lines ?? []));
  }
  return lines.join('');
}

const someText = fc
  .array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n'), { maxLength: 30 })
  .chain((lines) => fc.constantFrom(lines.join(''), `${lines.join('')}end`));

test('a diff makes the one text of the other', () => {
  fc.assert(
    fc.property(someText, someText, (before, after) => {
      expect(patched(before, unifiedDiff('x', before, after))).toBe(after);
    }),
  );
});
