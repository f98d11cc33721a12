import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { alikePod, type Manifest, parseManifests, type ReadResult } from '../../../lib/manifests';
import { AlikeLabels } from '../../../lib/manifests/dump/alike-labels';
import { FREE_NUMBER, FREE_TEXT, LABEL } from '../../../lib/manifests/dump/likeness';
import { parseLargeYaml } from '../../../lib/manifests/yaml';
import { bytesOf } from '../../../lib/manifests/yaml/alike/bytes';
import { Places } from '../../../lib/manifests/yaml/alike/places';
import { readStrictYaml, Scalars } from '../../../lib/manifests/yaml/strict';
import { buildCluster } from '../../../lib/model';
import { variations, variedPod } from '../../support/varied-pods';
import {
  changedManifests,
  dumpedValues,
  listTexts,
  PIECES,
  SCALARS,
  yamlTexts,
} from '../../support/yaml-texts';

const FILE = 'dump.yaml';
type Read = Pick<ReadResult, 'manifests' | 'diagnostics'>;

/** Everything that is made of manifests, and everything that anybody can learn of them. */
function learnt({ manifests, diagnostics }: Read) {
  const built = buildCluster(manifests);
  const said = manifests.map(({ apiVersion, kind, name, namespace, body, origin }) => {
    const asked = [
      [],
      ['metadata'],
      ['metadata', 'labels', 'app'],
      ['status', 'podIPs', 0],
      ['absent'],
    ];
    const places = asked.map((path) => origin.at(path));
    return { apiVersion, kind, name, namespace, places, body: JSON.stringify(body) };
  });
  return {
    said,
    diagnostics,
    built: built.diagnostics,
    cluster: JSON.stringify(built.cluster, plain),
  };
}

function plain(key: string, value: unknown): unknown {
  if (key === 'origin') return undefined;
  if (value instanceof Map || value instanceof AlikeLabels) return [...value];
  return typeof value === 'bigint' ? String(value) : value;
}

/** How many pods of a text are read as others' like, the result being that of reading each with care. */
function alikeIn(text: string): number {
  const read = parseLargeYaml(text, FILE);
  if (read === undefined) return 0;
  expect(learnt(read)).toEqual(learnt(parseManifests(text, FILE)));
  return read.manifests.filter(alikePod).length;
}

interface Layout {
  readonly indent: number;
  readonly noArrayIndent: boolean;
  readonly quotingType: "'" | '"';
  readonly forceQuotes: boolean;
}

const USUAL_LAYOUT: Layout = {
  indent: 2,
  noArrayIndent: true,
  quotingType: '"',
  forceQuotes: false,
};
const layouts: fc.Arbitrary<Layout> = fc.record({
  indent: fc.constantFrom(2, 2, 1, 4),
  noArrayIndent: fc.boolean(),
  quotingType: fc.constantFrom("'", '"'),
  forceQuotes: fc.constantFrom(false, false, true),
});

function written(pod: unknown, layout: Layout = USUAL_LAYOUT): string {
  return dump(pod, { ...layout, lineWidth: -1, noRefs: true });
}

function documents(pods: readonly string[]): string {
  return pods.map((pod) => `---\n${pod}`).join('');
}

/** As items of a list, so deep. */
function list(pods: readonly string[], by = ''): string {
  const items = pods.map((pod) => `${by}- ${pod.trimEnd().replaceAll('\n', `\n${by}  `)}\n`);
  return `apiVersion: v1\nitems:\n${items.join('')}kind: List\nmetadata:\n  resourceVersion: ""\n`;
}

const forms = fc.constantFrom(documents, list, (pods: readonly string[]) => list(pods, '  '));

const TEXTS = [
  ...[
    'web',
    'db',
    'web-abc',
    'x',
    '',
    'é',
    'a b',
    '-a',
    'q"',
    "it's",
    '\n',
    'a\nb\n',
    'y',
    'no',
    'on',
  ],
  ...[
    'null',
    '~',
    '80',
    '1e5',
    '0x1f',
    '1_000',
    '12:30',
    '1.5',
    '1.2.3',
    '6d5f',
    'a: b',
    'a #b',
    ' a',
  ],
  ...['0123e-4-5-6', '{a}', '*a', '&a', '|', 'k.l/m', 'true', '.inf', '<<', '日'],
];

describe('pods of YAML that are written alike', () => {
  test('are read, and become a cluster, as if each were read with care', () => {
    let alike = 0;
    const pods = fc.array(variations(TEXTS), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(pods, layouts, forms, (changes, layout, form) => {
        const texts = changes.map((change, i) =>
          written(variedPod({ name: `web-${i}`, ...change }), layout),
        );
        alike += alikeIn(form(texts));
      }),
      { numRuns: 150 },
    );
    expect(alike).toBeGreaterThan(150);
  });

  test('are read the same with any scalar in any place', () => {
    let alike = 0;
    const places = [
      'web-2',
      'shop',
      'web',
      'web-abc',
      'stable',
      'node-1',
      '10.0.0.1',
      'x',
      '1',
      '80',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.constantFrom(...SCALARS, ...TEXTS),
        forms,
        (place, scalar, form) => {
          const pods = ['web-1', 'web-2', 'web-3'].map((name) => written(variedPod({ name })));
          const changed = pods.map((pod, i) =>
            i === 1 ? pod.replace(new RegExp(`: "?${place}"?$`, 'm'), `: ${scalar}`) : pod,
          );
          alike += alikeIn(form(changed));
        },
      ),
      { numRuns: 400 },
    );
    expect(alike).toBeGreaterThan(200);
  });

  test('are read the same when something in one of them changes', () => {
    let alike = 0;
    const pods = [1, 2, 3, 4].map((i) => written(variedPod({ name: `web-${i}` })));
    const bytes = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
    const put = fc.constantFrom(
      '',
      ...PIECES,
      ...bytes,
      'é',
      'items:\n',
      '\nitems:\n- a\n',
      '\n  b: c',
    );
    const anywhere = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.nat(3), anywhere, fc.nat(2), put, forms, (which, place, cut, insert, form) => {
        const changed = pods.map((pod, i) => {
          const at = Math.floor(place * pod.length);
          return i === which ? pod.slice(0, at) + insert + pod.slice(at + cut) : pod;
        });
        alike += alikeIn(form(changed));
      }),
      { numRuns: 500 },
    );
    expect(alike).toBeGreaterThan(200);
  });

  test('are read the same when something between them changes', () => {
    const pods = [1, 2, 3, 4].map((i) => written(variedPod({ name: `web-${i}` })));
    const put = fc.constantFrom(
      ...PIECES,
      'items:\n',
      '# c\n',
      '- {}\n',
      '-\n',
      '  - a\n',
      'a: 1\n',
    );
    const anywhere = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(forms, fc.array(fc.tuple(anywhere, put), { maxLength: 2 }), (form, changes) => {
        const text = changes.reduce((now, [place, insert]) => {
          const lines = now.split('\n');
          lines.splice(Math.floor(place * lines.length), 0, insert.trimEnd());
          return lines.join('\n');
        }, form(pods));
        alikeIn(text);
      }),
      { numRuns: 200 },
    );
  });

  test.each(['x', 5, [], null, {}])('are refused alike where their metadata is %j', (metadata) => {
    const pod = written({ ...Object(variedPod({})), metadata });
    alikeIn(documents([pod, pod, pod]));
    alikeIn(list([pod, pod, pod]));
  });

  test('have bodies that show all of a pod to whoever looks into them', () => {
    const pods = ['a', 'b', 'c'].map((name) => variedPod({ name }));
    for (const form of [documents, list]) {
      const read = parseLargeYaml(form(pods.map((pod) => written(pod))), FILE);
      const manifests = read?.manifests ?? [];
      expect(manifests.map((each) => alikePod(each) !== undefined)).toEqual([false, true, true]);
      expect(manifests.map(({ body }) => JSON.stringify(body))).toEqual(
        pods.map((pod) => JSON.stringify(pod)),
      );
    }
  });

  test('know where they are written', () => {
    const pods = ['a', 'b'].map((name) => written(variedPod({ name })));
    const placeIn = (text: string) => {
      const pod: Manifest | undefined = parseLargeYaml(text, FILE)?.manifests[1];
      return pod?.origin.at(['metadata', 'labels', 'app']);
    };
    const lines = (pods[0] ?? '').split('\n').length;
    const inPod = (pods[0] ?? '').split('\n').indexOf('    app: web') + 1;
    const path = 'metadata.labels.app';
    expect(placeIn(documents(pods))).toEqual({
      file: FILE,
      line: lines + 1 + inPod,
      column: 5,
      path,
    });
    expect(placeIn(list(pods))).toEqual({ file: FILE, line: lines + 1 + inPod, column: 7, path });
  });

  test('are no pods where they are the only item of a document that is a list', () => {
    const items = ['a', 'b', 'c'].map((name) => list([written(variedPod({ name }))]));
    const alone = list([written(variedPod({ name: 'd' }))])
      .split('\n')
      .slice(2, -4)
      .join('\n');
    expect(alikeIn(`${documents(items)}---\n${alone}\n`)).toBe(2);
  });

  test('are items that are no objects where what holds them is no list', () => {
    const pods = ['a', 'b', 'c'].map((name) => written(variedPod({ name })));
    alikeIn(list(pods).replace('kind: List', 'kind: Heap'));
    alikeIn(list(pods).replace('kind: List', 'kind: RodList'));
    alikeIn(list(pods).replace('apiVersion: v1\n', ''));
  });
});

describe('a large text', () => {
  test.each([
    ['documents', documents],
    ['a list', list],
  ])('of %s is read without the bodies of its pods', (_what, form) => {
    const pod = written(variedPod({ name: 'NAME' }));
    const count = Math.ceil((1 << 20) / pod.length);
    const pods = Array.from({ length: count }, (_, i) => pod.replaceAll('NAME', `web-${i}`));
    const { manifests, diagnostics, files, texts } = parseManifests(form(pods), FILE);
    expect(manifests.map(({ name }) => name)).toEqual(pods.map((_, i) => `web-${i}`));
    expect(manifests.filter(alikePod).length).toBe(count - 1);
    expect({ diagnostics, files }).toEqual({ diagnostics: [], files: 1 });
    expect(texts.get(FILE)).toBe(form(pods));
  });

  test('is read as JSON where it is said to be', () => {
    const text = documents(Array.from({ length: 2_000 }, () => written(variedPod({}))));
    const codes = parseManifests(text, 'dump.json').diagnostics.map(({ code }) => code);
    expect(codes).toEqual(['manifests/not-json']);
  });

  test.each([
    ['in every style', yamlTexts],
    ['as programs write it', dumpedValues],
    ['of manifests, whole or broken', changedManifests],
    ['of lists in one document', listTexts],
  ])('%s is read as a small one is', (_what, texts) => {
    fc.assert(
      fc.property(texts, (text) => void alikeIn(text)),
      { numRuns: 500 },
    );
  });
});

describe('what may stand at a place', () => {
  const bytes = fc.constantFrom(...' azyYnNotTF0189xXeE+-._:#\'"\\/~<=,[]{}|>!*&%@`?\té');
  const scalars = fc.oneof(
    fc.array(bytes, { maxLength: 8 }).map((each) => each.join('')),
    fc.constantFrom(...[...SCALARS, ...TEXTS].filter((each) => !each.includes('\n'))),
  );

  test('says strictly what its role tells', () => {
    let taken = 0;
    fc.assert(
      fc.property(scalars, fc.constantFrom(FREE_TEXT, LABEL, FREE_NUMBER), (scalar, role) => {
        const text = `a: ${scalar}\nb: 1\n`;
        const places = new Places();
        places.turnTo(text);
        places.within(text.length);
        const end = places.end(bytesOf(text), role, 3);
        if (end < 0 || text[end] !== '\n') return;
        taken += 1;
        const said = readStrictYaml(text, 0, text.length, new Scalars());
        expect(said).toEqual({ a: expect.anything(), b: 1 });
        expect(typeof Object(said).a).toBe(role === FREE_NUMBER ? 'number' : 'string');
        expect(end).toBe(3 + scalar.length);
      }),
      { numRuns: 5_000 },
    );
    expect(taken).toBeGreaterThan(500);
  });
});
