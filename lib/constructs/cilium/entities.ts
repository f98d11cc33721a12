import type { Direction } from '../../kernel/direction';
import { orElse } from '../../kernel/suggest';
import { CILIUM_ENTITIES, type CiliumEntity } from '../../platform';
import { decline } from '../composite-refusals';
import {
  type Alone,
  calledFrom,
  type EveryPort,
  itemsOf,
  type Listed,
  type Port,
  show,
} from '../dsl';
import { checkedPorts } from '../dsl/from-to';
import { nth, refuse, refuseAny } from '../dsl/refuse';
import { portNames } from './port-names';
import { type EntitiesRule, justified } from './rules';

/** A rule of Cilium that lacks its ports: not a rule yet. */
export interface EntitiesWithoutPorts<D extends Direction> {
  /** The ports that it opens, by number. @throws {InvalidInputError} for none, or the name of a port */
  on(...ports: Listed<Port> | Alone<EveryPort>): EntitiesRule<D>;
}

/**
 * Where an ingress rule of Cilium lets traffic come from: nodes, the API server, the world. What no
 * selector matches and no address means under Cilium.
 *
 * @example
 * fromEntities('host', 'remote-node').on(tcp(10250))
 * // - fromEntities: [host, remote-node]
 * //   toPorts: [{ ports: [{ port: "10250", protocol: TCP }] }]
 * @throws {InvalidInputError} for no entity, or one that Cilium does not know
 */
export function fromEntities(...entities: Listed<CiliumEntity>): EntitiesWithoutPorts<'ingress'> {
  return entitiesWithoutPorts('ingress', 'fromEntities', entities);
}

/**
 * Where an egress rule of Cilium lets traffic go to.
 *
 * @example
 * toEntities('kube-apiserver').on(tcp(6443))
 * // - toEntities: [kube-apiserver]
 * //   toPorts: [{ ports: [{ port: "6443", protocol: TCP }] }]
 * @throws {InvalidInputError} for no entity, or one that Cilium does not know
 */
export function toEntities(...entities: Listed<CiliumEntity>): EntitiesWithoutPorts<'egress'> {
  return entitiesWithoutPorts('egress', 'toEntities', entities);
}

function entitiesWithoutPorts<D extends Direction>(
  direction: D,
  call: string,
  listed: Listed<CiliumEntity>,
): EntitiesWithoutPorts<D> {
  const entities = itemsOf(call, listed);
  for (const [index, entity] of entities.entries()) checkEntity(call, entity, index, entities);
  const where = calledFrom();
  return Object.freeze({
    on: (...given: Listed<Port | EveryPort>): EntitiesRule<D> => {
      const ports = checkedPorts(given);
      refuseAny(portNames(call, 'entities', ports));
      return justified<Omit<EntitiesRule<D>, 'because'>>({
        kind: 'entities-rule',
        direction,
        entities,
        ports,
        ...where,
      });
    },
  });
}

function checkEntity(
  call: string,
  entity: unknown,
  index: number,
  entities: readonly unknown[],
): void {
  const which = `${nth('entity', index, entities.length)} of \`${call}\``;
  if (typeof entity !== 'string' || !Object.hasOwn(CILIUM_ENTITIES, entity)) {
    const names = Object.keys(CILIUM_ENTITIES);
    decline({
      code: 'constructs/unknown-entity',
      message: `${which} is ${show(entity)}${orElse(String(entity), names)}`,
      help: `use one of ${names.join(', ')}`,
    });
  }
  if (entity === 'all' && entities.length > 1) {
    refuse({ code: 'constructs/stands-alone', message: `${which} is \`all\`, beside others` });
  }
}
