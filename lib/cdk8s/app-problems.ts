import { type App, Chart, YamlOutputType } from 'cdk8s';
import { CONSTRUCT_CODES, expiryOf, todayIn } from '../constructs';
import { type Diagnostic, formatPath } from '../kernel';
import { type DecodedPolicy, decodeNetworkPolicy } from '../manifests';
import { refusal } from './app-codes';
import {
  clashes,
  type Emission,
  type EmittedObject,
  identityOf,
  isPolicy,
  nameOf,
  sourceOf,
  type Unreadable,
} from './emitted';
import { misplaced } from './placement';
import { withoutDns } from './without-dns';

/** What is wrong with an app, as far as its objects show without comparing what they allow. */
export function problemsOf(app: App, { objects, unreadable }: Emission): readonly Diagnostic[] {
  const decoded = objects.filter(isPolicy).map(decode);
  const policies = decoded.flatMap(({ emitted, policy }) =>
    policy === undefined ? [] : [{ emitted, policy }],
  );
  return [
    ...duplicates(objects),
    ...fileCollisions(app, objects),
    ...misplaced(app, objects),
    ...unreadable.map(({ object, problem }) => invalid({ object, problem })),
    ...decoded.flatMap(({ diagnostics }) => diagnostics),
    ...withoutDns(app, objects, policies),
  ];
}

/** Rules whose justification has passed. The policies themselves object as well, in words only. */
export function expiredIn(app: App, { objects }: Emission): readonly Diagnostic[] {
  const today = todayIn(app);
  return objects.flatMap((emitted) =>
    emitted.provenance.rules.flatMap((rule): readonly Diagnostic[] => {
      const { direction, index, typescript, reason } = rule;
      const message = expiryOf(reason, today);
      if (message === undefined) return [];
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
    `${folderOf(app, each)}/${each.written.kind}.${each.written.name}`.replace(
      /[^0-9a-zA-Z-_./]/g,
      '',
    );
  return clashes(filed, fileOf)
    .filter(({ first, again }) => first.object !== again.object)
    .filter(({ first, again }) => identityOf(first) !== identityOf(again))
    .map(({ first, again }) => {
      const { kind, name } = again.written;
      return refusal(
        'cdk8s/file-collision',
        `${nameOf(again)} and ${nameOf(first)} would be written to one file, \`${kind}.${name}${app.outputFileExtension}\``,
        sourceOf(again),
      );
    });
}

interface Decoded {
  readonly emitted: EmittedObject;
  readonly policy?: DecodedPolicy;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a policy as the API server would; every objection points at the line that wrote it. */
function decode(emitted: EmittedObject): Decoded {
  const { object, manifest } = emitted;
  const { policy, diagnostics } = decodeNetworkPolicy(manifest);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return {
    emitted,
    ...(policy !== undefined && { policy }),
    diagnostics: errors.map((problem) => invalid({ object, problem })),
  };
}

function invalid({ object, problem: { message, source, help } }: Unreadable): Diagnostic {
  const path = source?.path === undefined ? {} : { path: source.path };
  return refusal('cdk8s/invalid-policy', message, { ...sourceOf({ object }), ...path }, help);
}
