import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneLine } from '../../lib/kernel';
import { pictureToDot } from '../../lib/renderers/dot/picture';
import { pictureToMermaid } from '../../lib/renderers/mermaid/picture';
import type { EdgeState, Picture } from '../../lib/renderers/shared/picture/picture';
import { type ReadPicture, readDot, readMermaid } from '../support/pictures';
import { CONTROL } from '../unit/renderers/support/any-text';
import { hostileText } from '../unit/renderers/support/hostile';

const STATES: readonly EdgeState[] = ['allowed', 'blocked', 'undecided', 'broken', 'added'];

function named(text: string): Picture {
  return {
    nodes: [
      { id: text, label: text, group: text, kind: 'workload' },
      { id: `${text}2`, label: text, kind: 'addresses' },
    ],
    edges: STATES.map((state) => ({ from: text, to: `${text}2`, label: text, state })),
  };
}

/** What stays when every text is taken away. */
function shape({ groups, nodes, edges }: ReadPicture) {
  return {
    groups: groups.length,
    nodes: Object.keys(nodes),
    edges: edges.map(({ from, to }) => [from, to]),
  };
}

test.each([
  ['mermaid', pictureToMermaid, readMermaid],
  ['dot', pictureToDot, readDot],
] as const)('%s has the same nodes and arrows, whatever they are called', (_, render, read) => {
  const calm = shape(read(render(named('calm'))));
  fc.assert(
    fc.property(hostileText, (text) => {
      const rendered = render(named(text));
      expect(rendered).not.toMatch(CONTROL);
      expect(shape(read(rendered))).toEqual(calm);
    }),
    { numRuns: 500 },
  );
});

test('a short text can still be read in both', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const line = oneLine(text);
      fc.pre([...line].length < 80 && line.trim() !== '' && !/\p{Surrogate}/u.test(line));
      expect(readMermaid(pictureToMermaid(named(text))).nodes['n2']).toBe(line);
      expect(readDot(pictureToDot(named(text))).nodes['n2']).toBe(line);
    }),
  );
});
