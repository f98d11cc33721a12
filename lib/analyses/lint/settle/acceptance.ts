import { checksCalled, isWithin, matchesGlob } from '../../../kernel';
import type { Finding, FindingAcceptance, FindingObject } from '../../../results';

/** The findings that an acceptance is about, whatever their check. */
export type AcceptanceScope =
  /** Those of what a construct writes, and all inside it; an empty path is the whole app. */
  | { readonly kind: 'construct'; readonly construct: string }
  /** Those of one object of one file. */
  | {
      readonly kind: 'object';
      readonly file: string;
      readonly objectKind: string;
      readonly namespaces: readonly (string | undefined)[];
      readonly name: string;
    }
  /** Those that lie in some lines of a file. */
  | {
      readonly kind: 'lines';
      readonly file: string;
      readonly first: number;
      readonly last: number;
    }
  /** Those of all objects that are called so, with `*` for any part of a name. */
  | {
      readonly kind: 'objects';
      readonly objectKind?: string;
      readonly namespace?: string;
      readonly name?: string;
    };

/** What somebody accepts, as it was written. */
export interface Acceptance extends FindingAcceptance {
  /** A check by its id or its name, or a block of them: `NP104`, `wide-open-egress`, `NP1`. */
  readonly check: string;
  readonly scope: AcceptanceScope;
}

/** Whether an acceptance is about a finding, whatever the day. */
export function covers({ check, scope }: Acceptance, finding: Finding): boolean {
  const { check: id, name } = finding;
  return checksCalled(check, [{ id, name }]).length > 0 && isAbout(scope, finding);
}

function isAbout(scope: AcceptanceScope, { object, source }: Finding): boolean {
  switch (scope.kind) {
    case 'construct':
      return source.construct !== undefined && isWithin(source.construct, scope.construct);
    case 'object':
      return (
        source.file === scope.file &&
        object.kind === scope.objectKind &&
        scope.namespaces.includes(object.namespace) &&
        object.name === scope.name
      );
    case 'lines':
      return (
        source.file === scope.file &&
        source.line !== undefined &&
        scope.first <= source.line &&
        source.line <= scope.last
      );
    case 'objects':
      return isAboutObject(scope, object);
  }
}

/** Whether an acceptance may be about an object; those that stand beside their object always are. */
export function isAboutObject(scope: AcceptanceScope, object: FindingObject): boolean {
  if (scope.kind !== 'objects') return true;
  return (
    isCalled(object.kind, scope.objectKind) &&
    isCalled(object.namespace, scope.namespace) &&
    isCalled(object.name, scope.name)
  );
}

function isCalled(name: string | undefined, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  return name !== undefined && matchesGlob(name, wanted);
}
