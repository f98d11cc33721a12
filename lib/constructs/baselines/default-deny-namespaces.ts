import { Construct } from 'constructs';
import type { Direction } from '../../kernel/direction';
import { platformOfNamespace } from '../../platform';
import { checkProps, decline } from '../composite-refusals';
import { DefaultDenyNamespace } from '../default-deny-namespace';
import { show } from '../dsl';
import type { NamespaceObjectProps } from '../namespace-labels';
import { namespaceCalled } from './namespace-called';

export interface DefaultDenyNamespacesProps<Name extends string = string> {
  /** The names of the namespaces. */
  readonly names: readonly Name[];
  /** Says that none of their pods needs DNS. @default - they need it, where egress is isolated */
  readonly dns?: 'none';
  /** The directions to isolate. @default - both */
  readonly directions?: readonly Direction[];
  /** Emits each Namespace object as well. @default - none is emitted */
  readonly createNamespace?: NamespaceObjectProps;
  /** Why a namespace of the system is isolated, by its name; required for each. @default - none is needed elsewhere */
  readonly reasons?: { readonly [name in Name]?: string };
}

/**
 * Several namespaces in which every pod is isolated: a `DefaultDenyNamespace` each, promises
 * included. Namespaces of the system are refused unless each has a reason.
 *
 * @example
 * const all = new DefaultDenyNamespaces(chart, 'teams', { names: ['shop', 'blog'] });
 * for (const each of all.namespaces) new AllowDns(each, 'dns');
 * new NetworkPolicy(all.namespace('shop'), 'web', { ... });
 * // NetworkPolicy shop/default-deny, blog/default-deny, and shop/dns, blog/dns
 * @throws {InvalidInputError} for no name, one twice, a namespace of the system without a reason,
 * and what else `DefaultDenyNamespace` refuses
 */
export class DefaultDenyNamespaces<const Name extends string = string> extends Construct {
  /** In the order of `names`. */
  readonly namespaces: readonly DefaultDenyNamespace[];

  constructor(scope: Construct, id: string, props: DefaultDenyNamespacesProps<Name>) {
    super(scope, id);
    checkProps('DefaultDenyNamespaces', props, [
      'names',
      'dns',
      'directions',
      'createNamespace',
      'reasons',
    ]);
    const { names, reasons = {}, ...each } = props;
    checkNames(names);
    const given = reasonsFor(names, reasons);
    this.namespaces = names.map((name) => {
      const reason = given.get(name);
      return new DefaultDenyNamespace(this, name, {
        ...each,
        ...(reason !== undefined && { reason }),
      });
    });
  }

  /**
   * One of the namespaces, to create things in.
   *
   * @throws {InvalidInputError} for a name that is not among `names`
   */
  namespace(name: Name): DefaultDenyNamespace {
    return namespaceCalled(this, this.namespaces, name);
  }
}

function checkNames(names: unknown): asserts names is readonly string[] {
  const help = "write names: ['shop', 'blog']";
  if (!Array.isArray(names) || names.length === 0) {
    const message = `\`names\` of \`DefaultDenyNamespaces\` is ${show(names)}`;
    decline({ code: 'constructs/missing-part', message, help });
  }
  // Array.from, not map: a hole in the list is a name that is missing.
  for (const [at, name] of Array.from<unknown>(names).entries()) {
    if (typeof name !== 'string') {
      const message = `\`names\` of \`DefaultDenyNamespaces\` holds ${show(name)}`;
      decline({ code: 'constructs/missing-part', message, help });
    }
    if (names.indexOf(name) === at) continue;
    const message = `\`names\` of \`DefaultDenyNamespaces\` holds ${show(name)} twice`;
    decline({ code: 'constructs/listed-twice', message });
  }
}

/** The reasons by name; all namespaces of the system that lack one are told at once. */
function reasonsFor(
  names: readonly string[],
  reasons: object,
): ReadonlyMap<string, string | undefined> {
  checkProps('DefaultDenyNamespaces.reasons', reasons, names);
  const given = new Map<string, string | undefined>(Object.entries(reasons));
  const unsaid = names.filter(
    (name) => platformOfNamespace(name) !== undefined && !given.get(name),
  );
  if (unsaid.length > 0) {
    decline(
      ...unsaid.map((name) => ({
        code: 'constructs/needs-a-reason' as const,
        message: `\`DefaultDenyNamespaces\` isolates \`${name}\`, where ${platformOfNamespace(name)} runs its own components, and gives no reason`,
        help: `leave it out, or give reasons: { '${name}': '...' }: why, and what keeps its components reachable`,
      })),
    );
  }
  return given;
}
