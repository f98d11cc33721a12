import type { IConstruct } from 'constructs';
import { acceptedIn, emissionOf, linesOf } from '../cdk8s';
import { profileOf, statementsOf, todayIn } from '../constructs';
import type { KnownWorkload } from '../kernel';
import { originWithLines } from '../sidecar';
import type { Input } from './input';

/** What some constructs, and all inside them, emit and state. */
export function readConstructs(given: readonly [IConstruct, ...IConstruct[]]): Input {
  const [first] = given;
  const roots = given.filter((each) => !isInside(each, given));
  const emissions = roots.map((root) => emissionOf(root));
  const objects = emissions.flatMap((emission) => emission.objects);
  const unreadable = emissions.flatMap((emission) => emission.unreadable);
  return {
    manifests: objects.map(({ manifest, provenance }) => ({
      ...manifest,
      origin: originWithLines(manifest.origin, linesOf(provenance)),
    })),
    diagnostics: unreadable.map(({ problem }) => problem),
    texts: new Map(),
    statements: roots.flatMap((root) => statementsOf(root)),
    accepted: roots.flatMap((root) => acceptedIn(root)),
    workloads: declaredBy(first.node.root),
    profile: profileOf(first),
    today: todayIn(first),
  };
}

function isInside({ node }: IConstruct, others: readonly IConstruct[]): boolean {
  return node.scopes.slice(0, -1).some((scope) => others.includes(scope));
}

/** The inventory of a `PolicyApp`, known by its shape, so that two copies of this package agree. */
function declaredBy(root: IConstruct): readonly KnownWorkload[] {
  return isDeclaring(root) ? (root.sidecar().workloads ?? []) : [];
}

interface Declaring {
  sidecar(): { readonly workloads?: readonly KnownWorkload[] };
}

function isDeclaring(root: IConstruct): root is IConstruct & Declaring {
  return 'sidecar' in root && typeof root.sidecar === 'function';
}
