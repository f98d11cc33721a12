import { type App, Chart, YamlOutputType } from 'cdk8s';
import {
  CONSTRUCT_CODES,
  DefaultDenyNamespace,
  isExpired,
  statementsOf,
  todayIn,
} from '../constructs';
import { type CodeLine, type Diagnostic, formatPath, type Source } from '../kernel';
import { type DecodedPolicy, decodeNetworkPolicy, manifestsOf } from '../manifests';
import { refusal } from './app-codes';
import {
  clashes,
  type EmittedObject,
  emittedBy,
  groupOf,
  identityOf,
  nameOf,
  sourceOf,
} from './emitted';

/** Groups that have, or had, the NetworkPolicy of Kubernetes; others name kinds of their own so. */
const POLICY_GROUPS: readonly string[] = ['networking.k8s.io', 'extensions'];

function isPolicy(each: EmittedObject): boolean {
  return each.kind === 'NetworkPolicy' && POLICY_GROUPS.includes(groupOf(each));
}

/** What is wrong with an app, as far as its objects show without comparing what they allow. */
export function problemsOf(app: App): readonly Diagnostic[] {
  const objects = emittedBy(app);
  const policies = objects.filter(isPolicy);
  const decoded = policies.map(decode);
  return [
    ...duplicates(objects),
    ...fileCollisions(app, objects),
    ...policies.filter(({ namespace }) => namespace === undefined).map(homeless),
    ...decoded.flatMap(({ diagnostics }) => diagnostics),
    ...withoutDns(
      app,
      decoded.flatMap(({ policy }) => policy ?? []),
    ),
  ];
}

/** Rules whose justification has passed. The policies themselves object as well, in words only. */
export function expiredIn(app: App): readonly Diagnostic[] {
  const today = todayIn(app);
  return emittedBy(app).flatMap((emitted) =>
    (emitted.provenance?.rules ?? []).flatMap((rule): readonly Diagnostic[] => {
      const { direction, index, typescript, reason } = rule;
      if (reason === undefined || !isExpired(reason, today)) return [];
      const owner = reason.owner === undefined ? '' : ` (owner \`${reason.owner}\`)`;
      const message = `the rule for \`${reason.reason}\`${owner} was justified until ${reason.until}, and it is ${today}`;
      const { why, help } = CONSTRUCT_CODES['constructs/expired-reason'];
      const path = formatPath(['spec', direction, index]);
      const source = { ...sourceOf(emitted), ...typescript, path };
      return [{ code: 'constructs/expired-reason', severity: 'error', message, source, why, help }];
    }),
  );
}

function duplicates(objects: readonly EmittedObject[]): readonly Diagnostic[] {
  return clashes(objects, identityOf).map(({ first, again }) =>
    refusal(
      'cdk8s/duplicate-object',
      `${nameOf(again)} is emitted by \`${sourceOf(first).construct}\` and by \`${sourceOf(again).construct}\``,
      sourceOf(again),
    ),
  );
}

/** The folder in which cdk8s gives every resource its own file; undefined where it does not. */
function folderOf(app: App, { object }: EmittedObject): string | undefined {
  switch (app.yamlOutputType) {
    case YamlOutputType.FILE_PER_RESOURCE:
      return '';
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return Chart.of(object).node.path;
    case YamlOutputType.FILE_PER_APP:
    case YamlOutputType.FILE_PER_CHART:
      return undefined;
  }
}

function fileCollisions(app: App, objects: readonly EmittedObject[]): readonly Diagnostic[] {
  const filed = objects.filter((each) => folderOf(app, each) !== undefined);
  const fileOf = (each: EmittedObject) =>
    // As cdk8s does: what it strips from the name can make two names one.
    `${folderOf(app, each)}/${each.kind}.${each.name}`.replace(/[^0-9a-zA-Z-_./]/g, '');
  return clashes(filed, fileOf)
    .filter(({ first, again }) => identityOf(first) !== identityOf(again))
    .map(({ first, again }) =>
      refusal(
        'cdk8s/file-collision',
        `${nameOf(again)} and ${nameOf(first)} would be written to one file, \`${again.kind}.${again.name}${app.outputFileExtension}\``,
        sourceOf(again),
      ),
    );
}

function homeless(emitted: EmittedObject): Diagnostic {
  return refusal('cdk8s/no-namespace', `${nameOf(emitted)} has no namespace`, sourceOf(emitted));
}

interface Decoded {
  readonly policy?: DecodedPolicy;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a policy as the API server would; every objection points at the line that wrote it. */
function decode(emitted: EmittedObject): Decoded {
  const { manifests, diagnostics } = manifestsOf([emitted.object]);
  const [manifest] = manifests;
  const reading = manifest === undefined ? { diagnostics: [] } : decodeNetworkPolicy(manifest);
  const all = [...diagnostics, ...reading.diagnostics].filter(
    ({ severity }) => severity === 'error',
  );
  return {
    ...reading,
    diagnostics: all.map(({ message, source, help }) =>
      refusal(
        'cdk8s/invalid-policy',
        message,
        { ...sourceOf(emitted), ...(source?.path !== undefined && { path: source.path }) },
        help,
      ),
    ),
  };
}

/** Namespaces of this app that deny egress, and let nothing through to where DNS answers. */
function withoutDns(app: App, policies: readonly DecodedPolicy[]): readonly Diagnostic[] {
  const served = new Set(policies.filter(opensDns).map(({ metadata }) => metadata.namespace));
  const lines = new Map(statementsOf(app).map((said) => [said.construct, said.typescript]));
  return app.node.findAll().flatMap((construct) => {
    if (!(construct instanceof DefaultDenyNamespace) || construct.dns === 'none') return [];
    const name = construct.namespaceName;
    if (served.has(name)) return [];
    const message = `namespace \`${name}\` denies egress and allows no DNS`;
    return [
      refusal('cdk8s/no-dns', message, at(construct.node.path, lines.get(construct.node.path))),
    ];
  });
}

function at(construct: string, line: CodeLine | undefined): Source {
  return { file: '(in memory)', ...line, construct };
}

/** The ports on which the pods of DNS platforms answer. */
const DNS_PORTS: readonly number[] = [53, 5353];

/** Whether any rule of a policy lets UDP through to a port on which DNS answers. */
function opensDns({ spec }: DecodedPolicy): boolean {
  return (spec.egress ?? []).some(({ ports }) =>
    (ports ?? [{ protocol: 'UDP' }]).some(
      ({ protocol, port, endPort }) =>
        protocol === 'UDP' &&
        (typeof port !== 'number' ||
          DNS_PORTS.some((dns) => dns >= port && dns <= (endPort ?? port))),
    ),
  );
}
