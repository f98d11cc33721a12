/**
 * The one way through the house. `ROOMS` is the whole law: a room may import itself and the rooms
 * it lists, through their `index.ts`. The rules below are generated from it.
 */
const CORE = ['kernel', 'platform', 'model', 'semantics', 'engine', 'results'];
const DOOR = [
  ...CORE,
  ...['manifests', 'intents', 'config', 'constructs', 'analyses', 'renderers', 'sidecar'],
];
const ROOMS = {
  kernel: [],
  platform: ['kernel'],
  constructs: ['kernel', 'platform'],
  manifests: ['kernel'],
  intents: ['kernel', 'manifests'],
  config: ['kernel', 'platform', 'manifests'],
  model: ['kernel', 'manifests'],
  semantics: ['kernel', 'platform', 'model'],
  engine: ['kernel', 'platform', 'model'],
  results: ['kernel'],
  sidecar: ['kernel', 'platform'],
  analyses: CORE,
  renderers: ['kernel', 'results'],
  ends: ['kernel', 'platform', 'model', 'results', 'analyses'],
  kplus: ['kernel', 'constructs'],
  cli: [...DOOR, 'ends'],
  cdk8s: DOOR,
  testing: [...DOOR, 'cdk8s', 'ends'],
};
const DOORS = ['cli', 'cdk8s', 'testing'];
/** Which npm packages a room may use. Doors may use any that package.json declares. */
const PACKAGES = {
  kernel: ['fastest-levenshtein'],
  constructs: ['cdk8s', 'constructs'],
  kplus: ['cdk8s-plus-28', 'constructs'],
  manifests: ['js-yaml', 'yaml', 'jsonc-parser'],
};

const anyOf = (names) => `^lib/(${names.join('|')})/`;
const rooms = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `room-${room}`,
  severity: 'error',
  comment: `lib/${room} may import only ${[room, ...allowed].join(', ')}. Data flows one way: move the code, do not widen the table.`,
  from: { path: `^lib/${room}/` },
  to: { path: '^lib/', pathNot: anyOf([room, ...allowed]) },
}));
const packages = Object.keys(ROOMS)
  .filter((room) => !DOORS.includes(room))
  .map((room) => ({
    name: `packages-${room}`,
    severity: 'error',
    comment: `lib/${room} may use only these packages: ${(PACKAGES[room] ?? ['none']).join(', ')}.`,
    from: { path: `^lib/${room}/` },
    to: {
      path: 'node_modules/',
      pathNot: (PACKAGES[room] ?? []).map((name) => `node_modules/${name}/`),
    },
  }));

module.exports = {
  forbidden: [
    ...rooms,
    ...packages,
    {
      name: 'front-door',
      severity: 'error',
      comment: 'Enter another room through its index.ts; only kernel files may be named directly.',
      from: { path: '^lib/([^/]+)/' },
      to: { path: '^lib/[^/]+/', pathNot: ['^lib/$1/', '^lib/kernel/', '^lib/[^/]+/index\\.ts$'] },
    },
    {
      name: 'siblings',
      severity: 'error',
      comment:
        'Analyses and renderers never import each other; a door hands one result to the next.',
      from: { path: '^lib/(analyses|renderers)/([^/]+)/' },
      to: { path: '^lib/$1/[^/]+/', pathNot: ['^lib/$1/$2/', '^lib/$1/shared/'] },
    },
    {
      name: 'pure-core',
      severity: 'error',
      comment:
        'Only doors, and the readers they share, touch the disk or the process: the rest runs in a browser.',
      from: {
        path: '^lib/',
        pathNot: [
          anyOf(DOORS),
          ...[
            '^lib/manifests/(read|disk)\\.ts$',
            '^lib/config/find-configuration\\.ts$',
            '^lib/sidecar/',
          ],
        ],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'analysis-needs-no-cdk8s',
      severity: 'error',
      comment:
        './analysis is for everyone: it must load without cdk8s and without node modules of the doors.',
      from: { path: '^lib/analysis\\.ts$' },
      to: {
        reachable: true,
        path: ['node_modules/(cdk8s|constructs)/', '^lib/(constructs|cdk8s|cli|testing)/'],
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle hides which file decides. Type-only cycles count.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'apps-use-the-package',
      severity: 'error',
      comment: 'apps/ are written as a user writes them: by package name only.',
      from: { path: '^apps/' },
      to: { path: '^lib/', pathNot: ['^lib/(index|analysis)\\.ts$'] },
    },
    {
      name: 'lib-is-not-tested-from-inside',
      severity: 'error',
      comment: 'lib/ never imports tests or apps.',
      from: { path: '^lib/' },
      to: { path: '^(test|apps|bench)/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that cannot be resolved is not checked by any other rule.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@netpol/source', 'types', 'require', 'default'],
    },
  },
};
