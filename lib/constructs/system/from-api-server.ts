import type { Construct } from 'constructs';
import { fromEntities } from '../cilium';
import { decline } from '../composite-refusals';
import { type Addresses, type Everyone, type Port, show } from '../dsl';
import { kindOf } from '../dsl/peer';
import { ruleFor } from '../openings';
import { hasCilium, refuseAddresses } from './entities';
import type { Opened } from './open-pods';

/** Where calls of the API server come from: said, because no selector matches the control plane. */
export type ApiServerCalls = Everyone | Addresses;

/** How one construct is told where the calls come from. */
export interface Callers {
  readonly what: string;
  readonly prop: string;
  /** @default - not said */
  readonly from?: ApiServerCalls;
}

/** Under Cilium: the API server, and the nodes, whose tunnels its calls may come through. */
const ENTITIES = ['kube-apiserver', 'remote-node'] as const;

/**
 * The ingress of calls of the API server.
 *
 * @throws {InvalidInputError} where nobody says where they come from, and for pods, which they never do
 */
export function fromApiServer(scope: Construct, callers: Callers, ports: readonly Port[]): Opened {
  const { what, prop, from } = callers;
  if (from === undefined && hasCilium(scope)) {
    return {
      rules: [],
      entities: [fromEntities(...ENTITIES).on(ports)],
    };
  }
  const found = checkedCalls(callers);
  if (found.kind === 'everyone') {
    return { rules: [ruleFor('ingress', 'any', ports)], entities: [] };
  }
  if (hasCilium(scope)) refuseAddresses(scope, what, prop, ENTITIES.join(' and '));
  return { rules: [ruleFor('ingress', [found], ports)], entities: [] };
}

function checkedCalls({ what, prop, from }: Callers): ApiServerCalls {
  const kind = kindOf(from);
  if (from !== undefined && (kind === 'everyone' || kind === 'addresses')) return from;
  const found = from === undefined ? 'not said' : kind === undefined ? show(from) : 'pods';
  return decline({
    code: 'constructs/no-addresses',
    message: `\`${prop}\` of \`${what}\` is ${found}, and the API server calls from the host network`,
    help: `write \`${prop}: everyone()\`, which opens the port to all, or \`${prop}: ipBlock('...')\` for the nodes of the control plane`,
  });
}
