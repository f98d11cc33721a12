import { type Diagnostic, formatCodeLine, formatSource, oneLine, type Source } from '../../kernel';
import type { Manifest } from '../../manifests';
import type { ReportedViolation, ViolatingResource } from './contract';

/** What stands where a resource would, for a problem of the app as a whole. */
const WHOLE_APP = 'the app';

/**
 * One error as cdk8s-cli reports it. cdk8s-cli finds the construct of a resource by its bare name,
 * which is another one's as soon as two namespaces use that name: so resources are called
 * `namespace/name`, and each location says kind, construct and lines itself.
 */
export function violationOf(
  { code, message, why, help, source, related = [] }: Diagnostic,
  manifests: readonly Manifest[],
): ReportedViolation {
  const places = [
    ...(source === undefined ? [] : [{ message: '', source }]),
    ...related.filter((each) => each.source !== undefined || each.message !== ''),
  ];
  const resources = places.map((place) => resourceAt(place, manifests));
  const whole: ViolatingResource = { resourceName: WHOLE_APP, locations: [], manifestPath: 'N/A' };
  return {
    ruleName: code,
    recommendation: oneLine([message, ...(why === undefined ? [] : [why])].join('. Why: ')),
    fix: oneLine(help ?? 'correct it as the message says'),
    violatingResources: resources.length === 0 ? [whole] : resources,
  };
}

interface Place {
  readonly message: string;
  readonly source?: Source;
}

function resourceAt({ message, source }: Place, manifests: readonly Manifest[]): ViolatingResource {
  const object = source === undefined ? undefined : objectAt(source, manifests);
  const inNamespace = object?.namespace === undefined ? '' : `${object.namespace}/`;
  const called = object === undefined ? [] : [`${inNamespace}${object.kind}/${object.name}`];
  const resourceName = object === undefined ? WHOLE_APP : `${inNamespace}${object.name}`;
  return {
    resourceName: oneLine(resourceName),
    locations: [...(message === '' ? [] : [message]), ...called, ...placesIn(source)].map(oneLine),
    manifestPath: object === undefined ? 'N/A' : oneLine(object.origin.file),
  };
}

function placesIn(source: Source | undefined): readonly string[] {
  if (source === undefined) return [];
  const { construct, typescript, path: field } = source;
  return [
    `${formatSource(source)}${field === undefined || field === '' ? '' : `  ${field}`}`,
    ...(construct === undefined ? [] : [`construct ${construct}`]),
    ...(typescript === undefined ? [] : [formatCodeLine(typescript)]),
  ];
}

/** The object that a source lies in: the last one of its file that begins before it. */
function objectAt(source: Source, manifests: readonly Manifest[]): Manifest | undefined {
  return manifests
    .filter(({ origin }) => origin.file === source.file)
    .findLast(({ origin }) => (origin.at([]).line ?? 1) <= (source.line ?? 1));
}
