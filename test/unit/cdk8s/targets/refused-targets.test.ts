import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Findings, PolicyApp, type PolicyAppProps } from '../../../../lib/cdk8s';
import {
  allPods,
  DefaultDenyNamespace,
  Intent,
  NetworkPolicy,
  no,
  pods,
} from '../../../../lib/constructs';
import { formatSource } from '../../../../lib/kernel';
import { reachability } from '../../../../lib/testing';
import { codesOf, javascript, refusalOf, refusalsOf } from '../../constructs/dsl/refusals';
import { emptyApp, emptyFolder, payments } from './example';

let printed: string[];
beforeEach(() => {
  printed = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const messagesOf = (call: () => unknown) => refusalsOf(call).map(({ message }) => message);

const twoTargets = (folder: string) =>
  new PolicyApp({ outdir: join(folder, 'dist'), targets: { dev: {}, prod: {} } });

describe('at synth', () => {
  test('all targets that are refused are reported, and nothing is written', () => {
    const folder = emptyFolder();
    const app = emptyApp(folder).define((target) => {
      const chart = new Chart(target, 'shop', { namespace: 'shop' });
      new Intent(chart, 'nothing reaches the database', no(allPods()).reaches(pods({ app: 'db' })));
      if (target.is('staging')) {
        new NetworkPolicy(chart, 'db', { select: pods({ app: 'db' }), ingress: [] });
      }
    });
    const [refused, ...more] = refusalsOf(() => app.synth());
    expect([refused?.code, more]).toEqual(['intents/broken', []]);
    expect(refused?.message).toMatch(
      /^targets dev, prodEks, prodGke: intent `nothing reaches the database` is broken/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  describe('manifests in the output directory that no target writes', () => {
    const twice = (left: string) => {
      const folder = emptyFolder();
      twoTargets(folder)
        .define((target) => new Chart(target, 'shop'))
        .synth();
      mkdirSync(dirname(join(folder, 'dist', left)), { recursive: true });
      writeFileSync(join(folder, 'dist', left), '');
      const again = twoTargets(folder).define((target) => new Chart(target, 'shop'));
      return { folder, synth: () => again.synth() };
    };

    test.each([
      ['a target that is gone', 'staging/shop.k8s.yaml', 'staging'],
      ['one with folders of its own', 'staging/shop/db.k8s.yaml', 'staging'],
      ['the time before there were targets', 'shop.k8s.yaml', 'shop.k8s.yaml'],
    ])('are refused and left alone: of %s', (_, left, named) => {
      const { folder, synth } = twice(left);
      const [refused] = refusalsOf(synth);
      const path = join(folder, 'dist', named);
      expect([refused?.code, refused?.message]).toEqual([
        'cdk8s/left-behind',
        `no target writes \`${path}\`, which holds manifests`,
      ]);
      expect(existsSync(join(folder, 'dist', left))).toBe(true);
    });

    test.each(['prod/shop.k8s.yaml', 'README.md', 'notes/why.txt'])('are not: %s', (left) => {
      expect(twice(left).synth).not.toThrow();
    });
  });

  test('what is wrong in one target only names that one', () => {
    const app = emptyApp().define((target) => {
      const home = new DefaultDenyNamespace(new Chart(target, 'shop'), 'shop', {
        ...(target.is('prodGke') ? {} : { dns: 'none' }),
      });
      return home;
    });
    expect(messagesOf(() => app.synth())).toEqual([
      'target prodGke: namespace `shop` denies egress and allows no DNS',
    ]);
  });

  test('a warning is printed once, with the targets that it is about', () => {
    const app = twoTargets(emptyFolder()).define((target) => {
      const chart = new Chart(target, 'shop', { namespace: 'shop' });
      const claim = no(allPods()).reaches(pods({ app: 'db' }));
      new Intent(chart, 'nothing reaches the database', claim, { severity: 'warning' });
      new NetworkPolicy(chart, 'web', { select: pods({ app: 'web' }), ingress: [] });
    });
    app.synth();
    expect(printed.join('').match(/warning\[/g)).toHaveLength(1);
    expect(printed.join('')).toContain('warning[intents/broken]  every target: intent');
  });

  test('an objection of a construct of others keeps every target from being written', () => {
    const folder = emptyFolder();
    const app = twoTargets(folder).define((target) => {
      const chart = new Chart(target, 'shop');
      if (target.is('prod')) chart.node.addValidation({ validate: () => ['needs a replica'] });
    });
    expect(messagesOf(() => app.synth())).toEqual(['target prod: `shop`: needs a replica']);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a chart outside of every target is refused with its line', () => {
    const app = emptyApp().define(payments);
    new Chart(app, 'stray');
    const [refused] = refusalsOf(() => app.synth());
    expect(refused?.message).toBe('`stray` belongs to no target');
    expect(formatSource(refused?.source ?? { file: '' })).toMatch(/refused-targets\.test\.ts:\d+/);
  });

  test('what the app accepts outside of its targets is refused', () => {
    const app = emptyApp().define(payments);
    Findings.of(app).acknowledge({ id: 'unmodelled-kind', reason: 'reviewed by the platform' });
    expect(messagesOf(() => app.synth())).toEqual([
      '`unmodelled-kind` is acknowledged for no target',
    ]);
  });

  test('a target that holds nothing is refused', () => {
    const app = emptyApp();
    new ApiObject(new Chart(app.target('dev'), 'shop'), 'x', { apiVersion: 'v1', kind: 'Pod' });
    expect(messagesOf(() => app.synth())).toEqual([
      'target staging holds nothing',
      'target prodEks holds nothing',
      'target prodGke holds nothing',
    ]);
  });
});

describe('define', () => {
  test('reports what is refused in each target, at the line that wrote it', () => {
    const refused = refusalsOf(() =>
      emptyApp().define((target) => {
        const chart = new Chart(target, 'shop');
        if (target.is('prod')) new NetworkPolicy(chart, 'db', { select: allPods(), ingress: [] });
      }),
    );
    expect(refused.map(({ message }) => message)).toEqual([
      'targets prodEks, prodGke: nothing says the namespace in `shop`',
    ]);
    expect(refused[0]?.source?.file).toBe('test/unit/cdk8s/targets/refused-targets.test.ts');
  });

  test('lets an error of the definition itself through', () => {
    const broken = new TypeError('no such thing');
    expect(() =>
      emptyApp().define(() => {
        throw broken;
      }),
    ).toThrow(broken);
  });

  test('refuses an async definition', () => {
    expect(messagesOf(() => emptyApp().define(async () => {}))).toEqual([
      'every target: `define` got an async function: what it creates later is in no manifest',
    ]);
  });

  test.each([
    ['define', (app: PolicyApp) => app.define(() => {})],
    ['target', (app: PolicyApp) => app.target(javascript('dev'))],
    ['differences', (app: PolicyApp) => app.differences()],
  ])('%s needs targets', (call, run) => {
    expect(messagesOf(() => run(new PolicyApp()))).toEqual([
      `\`${call}\` needs an app with targets`,
    ]);
  });

  test.each(['synthYaml', 'sidecar'] as const)('%s is asked of one target', (call) => {
    expect(refusalOf(() => emptyApp()[call]())).toBe(
      `\`${call}\` is about one cluster, and the app has 4 targets => use app.target('dev')`,
    );
  });

  test('reachability is asked of one target', () => {
    expect(messagesOf(() => reachability(emptyApp().define(payments)))).toEqual([
      '`sidecar` is about one cluster, and the app has 4 targets',
    ]);
  });

  test('a target that is misspelt is refused with the nearest', () => {
    expect(messagesOf(() => emptyApp().target(javascript('stagign')))).toEqual([
      "no target is called `'stagign'`. Did you mean `staging`?",
    ]);
  });
});

describe('pick and is, from JavaScript', () => {
  const dev = () => emptyApp().target('dev');
  const pick = (choices: unknown) => () => dev().pick(javascript<never>(choices));

  test('a target that is left out is refused by name', () => {
    expect(refusalOf(pick({ dev: 1, staging: 2 }))).toBe(
      '`pick` says nothing for `prodEks`, `prodGke` => give it a value for every target: dev, staging, prodEks, prodGke',
    );
    expect(codesOf(pick({ lower: 1 }))).toEqual(['constructs/missing-target']);
  });

  test('a word that names no target is refused with the nearest', () => {
    expect(refusalOf(pick({ lower: 1, prod: 2, prodEsk: 3 }))).toBe(
      "`pick` names `'prodEsk'`, which is no target, did you mean `prodEks`? => use one of dev, staging, prodEks, prodGke, lower, prod",
    );
  });

  test('two groups that both hold a target are refused, unless its name decides', () => {
    const app = new PolicyApp({
      targets: { dev: {}, test: {} },
      groups: { lower: ['dev', 'test'], shared: ['test'] },
    });
    expect(refusalOf(() => app.target('dev').pick({ lower: 1, shared: 2 }))).toBe(
      '`pick` says `lower` and `shared` for `test` => give `test` itself, or keep one of them',
    );
    expect(app.target('test').pick({ lower: 1, shared: 2, test: 3 })).toBe(3);
  });

  test.each([undefined, null, 'dev', ['dev']])('%j are no choices', (choices) => {
    expect(codesOf(pick(choices))).toEqual(['constructs/missing-target']);
  });

  test('is refuses no word, and a word that names no target', () => {
    expect(codesOf(() => dev().is())).toEqual(['constructs/unknown-target']);
    expect(refusalOf(() => dev().is(javascript('pord')))).toContain('did you mean `prod`?');
  });

  test('a name that every object has is no target', () => {
    expect(codesOf(() => dev().is(javascript('constructor')))).toEqual([
      'constructs/unknown-target',
    ]);
  });
});

describe('targets that are refused', () => {
  const appWith = (props: unknown) => () => new PolicyApp(javascript<PolicyAppProps>(props));

  test.each([
    [{ targets: {} }, ['`targets` names no target']],
    [{ targets: 'dev' }, ["`targets` of `PolicyApp` is `'dev'`"]],
    [{ targets: null }, ['`targets` of `PolicyApp` is `null`']],
    [
      { targets: { dev: undefined } },
      ["target `'dev'` is `undefined`, not { profile: ... } or {}"],
    ],
    [
      { targets: { '../x': {} } },
      [
        "target `'../x'` is no name: it needs letters, digits, - and _, and neither of these at its ends",
      ],
    ],
    [
      { targets: { dev: { profil: {} } } },
      ["target `'dev'` has no option `profil`. Did you mean `profile`?"],
    ],
    [{ targets: { dev: { profile: undefined } } }, ["`profile` of target `'dev'` is missing"]],
    [
      { targets: { dev: {}, Dev: {} } },
      ["targets `'dev'` and `'Dev'` would share a folder on some disks"],
    ],
    [{ groups: { lower: ['dev'] } }, ['`targets` of `PolicyApp` is `undefined`']],
    [{ targets: { dev: {} }, groups: [] }, ['`groups` of `PolicyApp` is `[]`']],
    [{ targets: { dev: {} }, groups: { dev: ['dev'] } }, ["`'dev'` is a target and a group"]],
    [
      { targets: { dev: {} }, groups: { all: [] } },
      ["group `'all'` is `[]`, not a list of targets"],
    ],
    [
      { targets: { dev: {} }, groups: { all: ['dve'] } },
      ["group `'all'` holds `'dve'`, which is no target. Did you mean `dev`?"],
    ],
  ])('%j', (props, messages) => {
    expect(messagesOf(appWith(props))).toEqual(messages);
  });

  test('the line that wrote them is named', () => {
    const [refused] = refusalsOf(appWith({ targets: {} }));
    expect([refused?.code, refused?.source?.file]).toEqual([
      'cdk8s/bad-target',
      'test/unit/cdk8s/targets/refused-targets.test.ts',
    ]);
  });
});
