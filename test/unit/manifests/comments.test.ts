import { describe, expect, test } from 'vitest';
import { commentsIn } from '../../../lib/manifests';

/** `line: first-last` of each comment, or `line: nothing`. */
function nodesIn(text: string): readonly string[] {
  return commentsIn(new Map([['a.yaml', text]])).map(({ line, node }) =>
    node === undefined ? `${line}: nothing` : `${line}: ${node.first}-${node.last}`,
  );
}

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec:
  podSelector: {}
  egress:
  - to:
    - ipBlock:
        cidr: 0.0.0.0/0
    ports:
    - port: 443
  - to: []
`;

/** The policy with a comment behind a line, counted from 1. */
function behind(line: number): string {
  const lines = POLICY.split('\n');
  lines[line - 1] += ' # netpol-ignore NP104 -- reason enough';
  return lines.join('\n');
}

/** The policy with a comment above a line, counted from 1. */
function above(line: number): string {
  const lines = POLICY.split('\n');
  lines.splice(line - 1, 0, '# netpol-ignore NP104 -- reason enough');
  return lines.join('\n');
}

describe('a comment stands at the node that begins in its line', () => {
  test.each([
    ['the whole object', 1, '1: 1-13'],
    ['a field with all inside it', 4, '4: 4-12'],
    ['a list whose entries are not indented', 6, '6: 6-12'],
    ['an entry of a list', 7, '7: 7-11'],
    ['an entry inside of an entry', 8, '8: 8-9'],
    ['one value', 9, '9: 9-9'],
    ['a field of an entry', 10, '10: 10-11'],
    ['the last entry', 12, '12: 12-12'],
  ])('%s', (_, line, expected) => {
    expect(nodesIn(behind(line))).toEqual([expected]);
  });
});

describe('a comment in a line of its own stands at what is below it', () => {
  test.each([
    ['the whole object', 1, '1: 2-14'],
    ['a field', 4, '4: 5-13'],
    ['an entry', 7, '7: 8-12'],
    ['the last entry', 12, '12: 13-13'],
    ['nothing at the end', 13, '13: nothing'],
  ])('%s', (_, line, expected) => {
    expect(nodesIn(above(line))).toEqual([expected]);
  });

  test('also below further comments and empty lines', () => {
    const text = 'a: 1\n# netpol-ignore NP1 -- x\n\n# another\nb:\n  c: 1\nd: 1\n';
    expect(nodesIn(text)).toEqual(['2: 5-6']);
  });
});

describe('the border of a document', () => {
  const MARK = '# netpol-ignore NP1 -- x';

  test('ends the node of a comment', () => {
    expect(nodesIn(`a: 1\nb: # netpol-ignore NP1 -- x\n  c: 1\n---\n  d: 1\n`)).toEqual(['2: 2-3']);
  });

  test('is no node, so that a comment above it at the end of an object stands at nothing', () => {
    expect(nodesIn(`a: 1\n${MARK}\n---\nb: 1\n`)).toEqual(['2: nothing']);
  });

  test('does not part a comment at the very top from the first object', () => {
    expect(nodesIn(`${MARK}\n---\na: 1\nb: 1\n`)).toEqual(['1: 3-5']);
  });

  test('may itself carry a comment about the object below it', () => {
    expect(nodesIn(`a: 1\n--- ${MARK}\nb: 1\nc: 1\n---\nd: 1\n`)).toEqual(['2: 3-4']);
  });
});

test('a text with a number sign in it is no comment', () => {
  const text = `
plain: a#netpol-ignore NP104 -- reason
quoted: "# netpol-ignore NP104 -- reason"
single: '# netpol-ignore NP104 -- reason'
block: |
  # netpol-ignore NP104 -- reason
folded: >-
  text
  # netpol-ignore NP104 -- reason
flow: ["# netpol-ignore NP104 -- reason"]
`;
  expect(nodesIn(text)).toEqual([]);
});

test('a comment inside of a flow and lines of Windows are read', () => {
  const text = 'z: 0\r\na: [1, # netpol-ignore NP1 -- x\r\n  2]\r\nb: 1\r\n';
  expect(commentsIn(new Map([['a.yaml', text]]))).toEqual([
    {
      file: 'a.yaml',
      line: 2,
      column: 8,
      text: '# netpol-ignore NP1 -- x',
      node: { first: 2, last: 3 },
    },
  ]);
});

test('comments about other things are left out', () => {
  expect(nodesIn('# a comment\na: 1 # another\n# netpol-ignore NP1 -- x\nb: 1\n')).toEqual([
    '3: 4-4',
  ]);
});

test('JSON has no comments', () => {
  expect(nodesIn('{"a": "# netpol-ignore NP1 -- x"}')).toEqual([]);
});
