import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { decline, type Refusal } from '../composite-refusals';
import { show } from '../dsl';
import { fieldOf } from '../dsl/shape';

/** The spec of a Service. One that the outside reaches must keep client addresses. */
export type ServiceSpec = {
  /** Ports by which `on` is checked: it names their targets. @default - not checked */
  readonly ports?: readonly {
    readonly port: number;
    readonly targetPort?: number | string;
    readonly protocol?: string;
  }[];
  /** Labels of the pods behind it, by which `to` is checked. @default - not checked */
  readonly selector?: { readonly [key: string]: string };
  readonly externalIPs?: readonly string[];
} & (
  | { readonly type?: 'ClusterIP' }
  | { readonly type: 'NodePort' | 'LoadBalancer'; readonly externalTrafficPolicy: 'Local' }
);

/** A Service: an object of cdk8s or cdk8s-plus, or its spec alone. */
export type ServiceLike = IConstruct | ServiceSpec;

/** Kinds whose controller forwards what comes in, from an address of its own. */
const FORWARDING: readonly unknown[] = [
  ...['Ingress', 'Gateway', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'Route'],
  ...['IngressRoute', 'VirtualService', 'HTTPProxy'],
];

const WHAT = '`behind` of `AllowClientRange`';

/**
 * The spec of a Service that leaves client addresses as they are.
 *
 * @throws {InvalidInputError} for one that replaces them, for what forwards, and for what is no Service
 */
export function serviceInFront(behind: unknown): object {
  const { kind, spec } = objectOf(behind);
  if (FORWARDING.includes(kind)) decline(forwards(`${WHAT} is ${show(kind)}: its controller`));
  if (isPeer(behind)) decline(forwards(`${WHAT} is a peer: a controller`));
  if (kind !== 'Service' || typeof spec !== 'object' || spec === null) {
    const found = kind === 'Service' || kind === undefined ? behind : kind;
    decline({ code: 'constructs/not-a-service', message: `${WHAT} is ${show(found)}, no Service` });
  }
  const [refusal] = objectionsTo(spec);
  if (refusal !== undefined) decline(refusal);
  return spec;
}

interface FoundObject {
  readonly kind: unknown;
  readonly spec: unknown;
}

/** What a construct emits; a plain object is the spec of a Service, unless it says its kind. */
function objectOf(found: unknown): FoundObject {
  const emitted = Construct.isConstruct(found) ? emittedBy(found) : found;
  const kind = fieldOf(emitted, 'kind');
  if (kind !== undefined) return { kind, spec: fieldOf(emitted, 'spec') };
  const isPlain = typeof found === 'object' && found !== null && !Construct.isConstruct(found);
  return { kind: isPlain ? 'Service' : undefined, spec: found };
}

/** The object of a cdk8s-plus resource is its default child. */
function emittedBy(found: Construct): unknown {
  const object = ApiObject.isApiObject(found) ? found : found.node.defaultChild;
  return object !== undefined && ApiObject.isApiObject(object) ? object.toJson() : undefined;
}

function isPeer(found: unknown): boolean {
  const kind = fieldOf(found, 'kind');
  return kind === 'pods' || kind === 'pods-in' || kind === 'namespace';
}

function forwards(what: string): Refusal {
  return {
    code: 'constructs/hides-clients',
    message: `${what} forwards what comes in, and its pods are all that these pods see`,
    help: 'let the controller in, as in from: [ingressNginx()], and keep the client ranges in its own configuration',
  };
}

function objectionsTo(spec: object): readonly Refusal[] {
  const type = fieldOf(spec, 'type') ?? 'ClusterIP';
  if (type === 'ExternalName') {
    const message = `${WHAT} is an ExternalName Service, which leads out of the cluster`;
    return [{ code: 'constructs/not-a-service', message }];
  }
  const external = fieldOf(spec, 'externalIPs');
  const isInside = type === 'ClusterIP' && (!Array.isArray(external) || external.length === 0);
  const policy = fieldOf(spec, 'externalTrafficPolicy');
  if (isInside || policy === 'Local') return [];
  const said = policy === undefined ? '`Cluster`, its default' : show(policy);
  return [
    {
      code: 'constructs/hides-clients',
      message: `${WHAT} is a \`${type}\` Service whose \`externalTrafficPolicy\` is ${said}: what comes through it arrives with the address of a node`,
    },
  ];
}
