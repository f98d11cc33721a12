import type { IConstruct } from 'constructs';
import { byText } from '../../kernel/compare';
import type { Subject } from '../dsl';

/** Pods that may reach some addresses which serve metadata, and nothing else of these. */
export interface MetadataException {
  readonly namespace: string;
  readonly select: Subject;
  readonly cidrs: readonly string[];
  readonly ports: readonly ExceptedPort[];
  /** What is open, for the name of the promise: `DNS`. */
  readonly what: string;
  /** What is open, for whom and why. */
  readonly words: string;
}

/** One port that is open. */
export interface ExceptedPort {
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
}

/** By root of the tree: whoever blocks metadata is created before or after whoever needs it. */
const EXCEPTIONS = new WeakMap<IConstruct, MetadataException[]>();

/** Records an exception: every `BlockCloudMetadata` of its namespace leaves it out, and says so. */
export function exceptFromMetadata(scope: IConstruct, exception: MetadataException): void {
  const { root } = scope.node;
  EXCEPTIONS.set(root, [...(EXCEPTIONS.get(root) ?? []), exception]);
}

/** The exceptions in a namespace, as far as they have been said, in the order of their words. */
export function metadataExceptionsIn(
  scope: IConstruct,
  namespace: string,
): readonly MetadataException[] {
  return recordedIn(scope)
    .filter((each) => each.namespace === namespace)
    .sort(byText(({ words }) => words));
}

/** The exceptions in every namespace, as far as they have been said, in the order of their words. */
export function metadataExceptions(scope: IConstruct): readonly MetadataException[] {
  return recordedIn(scope).toSorted(byText(({ words }) => words));
}

function recordedIn(scope: IConstruct): readonly MetadataException[] {
  return EXCEPTIONS.get(scope.node.root) ?? [];
}
