import { decline } from '../composite-refusals';
import type { Addresses, Pods, PodsInNamespace } from '../dsl';
import { isAddresses } from '../dsl/addresses';
import { kindOf } from '../dsl/peer';
import { isPeerShape } from '../dsl/shape';

/** What forwards requests from outside: pods, here or elsewhere, or addresses. */
export type Controller = Pods | PodsInNamespace | Addresses;

const CONTROLLERS: readonly unknown[] = ['pods', 'pods-in', 'addresses'];

/** @throws {InvalidInputError} for what is neither pods nor addresses, and for every address */
export function checkController(what: string, controller: unknown): void {
  const isPeer = CONTROLLERS.includes(kindOf(controller)) && isPeerShape(controller);
  const found = isPeer ? everyAddress(controller) : 'neither pods nor addresses';
  if (found === undefined) return;
  const message = `\`controller\` of \`${what}\` is ${found}`;
  decline({ code: 'constructs/not-a-controller', message });
}

/** What a peer is called that names all addresses of a family, as `internet()` and `anyIp()` do. */
function everyAddress(peer: unknown): string | undefined {
  if (!isAddresses(peer)) return undefined;
  return peer.blocks.some(({ cidr }) => cidr.endsWith('/0')) ? peer.label : undefined;
}
