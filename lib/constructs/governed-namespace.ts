import { Construct } from 'constructs';
import { DIRECTIONS, type Direction } from '../kernel/direction';
import { checkProps, decline } from './composite-refusals';
import { type NamespaceLike, show } from './dsl';
import { declareIsolation } from './isolation';

/** What the manifests of others do to a namespace. */
export interface GovernedNamespaceProps {
  /** The directions in which they isolate every pod. An empty list says that they isolate none. */
  readonly isolated: readonly Direction[];
}

/** A namespace that manifests outside this app govern. It emits nothing. */
export class GovernedNamespace extends Construct implements NamespaceLike {
  readonly namespaceName: string;

  constructor(scope: Construct, name: string, props: GovernedNamespaceProps) {
    super(scope, name);
    checkProps('governedNamespace', props, ['isolated']);
    this.namespaceName = name;
    declareIsolation(this, name, checkedDirections(props.isolated));
  }
}

function checkedDirections(isolated: readonly Direction[]): readonly Direction[] {
  const given: unknown = isolated;
  if (!Array.isArray(given)) {
    decline({
      code: 'constructs/unknown-direction',
      message: `\`isolated\` of \`governedNamespace\` is ${show(given)}, not a list`,
    });
  }
  for (const direction of isolated) {
    if (DIRECTIONS.includes(direction)) continue;
    const message = `\`isolated\` of \`governedNamespace\` holds ${show(direction)}`;
    decline({ code: 'constructs/unknown-direction', message });
  }
  return isolated;
}

/**
 * Declares that another team's manifests isolate every pod of a namespace, so that connections and
 * patterns of this app open their end there. A direction that is not listed is declared to be left
 * alone. Emits nothing itself; what it opens is emitted inside it.
 *
 * @example
 * governedNamespace(chart, 'monitoring', { isolated: ['egress'] });
 * // tiers.api.allowFrom([pods({ app: 'prometheus' }).in(namespace('monitoring'))], [tcp(9090)])
 * // now also writes the egress policy of prometheus, in namespace monitoring
 * @throws {InvalidInputError} for what is no direction, or a name that no namespace can have
 */
export function governedNamespace(
  scope: Construct,
  name: string,
  props: GovernedNamespaceProps,
): GovernedNamespace {
  return new GovernedNamespace(scope, name, props);
}
