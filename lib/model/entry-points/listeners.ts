import { matches, parseSelector } from '../../kernel';
import type { Fields } from '../../manifests';
import type { Inventory, Placed } from '../placed';

/** Whether a Gateway takes a route: `unknown` where that depends on labels that nobody declares. */
export type Attachment = 'yes' | 'no' | 'unknown';

/** A route, and the part of a Gateway that it names. */
export interface Attaching {
  readonly namespace: string;
  readonly parent: Fields;
}

/**
 * Whether some listener of a Gateway takes routes of a namespace; those of its own unless
 * `allowedRoutes` says otherwise (gateway-api.sigs.k8s.io, "Cross-Namespace routing").
 */
export function takesRoute(
  gateway: Placed,
  { namespace, parent }: Attaching,
  inventory: Inventory,
): Attachment {
  const section = parent.string('sectionName');
  const port = parent.integer('port');
  const listeners = (gateway.fields.object('spec')?.list('listeners') ?? []).filter(
    (listener) =>
      (section === undefined || listener.string('name') === section) &&
      (port === undefined || listener.integer('port') === port),
  );
  const answers = listeners.map((listener) => allows(listener, gateway, namespace, inventory));
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

function allows(
  listener: Fields,
  gateway: Placed,
  namespace: string,
  inventory: Inventory,
): Attachment {
  const namespaces = listener.object('allowedRoutes')?.object('namespaces');
  switch (namespaces?.string('from') ?? 'Same') {
    case 'All':
      return 'yes';
    case 'Same':
      return namespace === gateway.namespace ? 'yes' : 'no';
    case 'Selector':
      return selects(namespaces?.object('selector'), namespace, inventory);
    default:
      return 'unknown';
  }
}

/** Plain labels are compared; expressions, and namespaces that are not declared, stay open. */
function selects(selector: Fields | undefined, name: string, inventory: Inventory): Attachment {
  const declared = inventory.declared(name);
  if (selector === undefined || selector.has('matchExpressions')) return 'unknown';
  const labels = declared?.fields.object('metadata')?.stringMap('labels');
  const known = new Map([...(labels ?? []), ['kubernetes.io/metadata.name', name] as const]);
  const matchLabels = Object.fromEntries(selector.stringMap('matchLabels') ?? []);
  const { requirements } = parseSelector({ matchLabels });
  const asked = requirements.filter(({ key }) => declared !== undefined || known.has(key));
  if (!matches({ requirements: asked }, known)) return 'no';
  return asked.length === requirements.length ? 'yes' : 'unknown';
}
