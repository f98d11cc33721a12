import type { Labels } from '../../kernel';
import type { ContainerPort, Namespace, Pod, Policy } from '../../model';
import { isSameValue } from './same-value';

/** Whether two policies of one namespace say the same in the same words. */
export function isWrittenAlike(one: Policy, other: Policy): boolean {
  if (one === other) return true;
  return (
    isSameValue(one.subject, other.subject) &&
    isSameValue(one.isolates, other.isolates) &&
    isSameValue(one.rules, other.rules)
  );
}

/** Whether all that policies can see of a namespace is the same; one that is on neither side is. */
export function isNamespaceWrittenAlike(one?: Namespace, other?: Namespace): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.declared === other.declared && hasSameLabels(one.labels, other.labels);
}

/** Whether all that a policy can see is the same in the same order, as it is of nearly every pod. */
export function isPodWrittenAlike(before: Pod, after: Pod): boolean {
  return (
    before.hostNetwork === after.hostNetwork &&
    before.node === after.node &&
    before.ports.length === after.ports.length &&
    before.addresses.length === after.addresses.length &&
    hasSameLabels(before.labels, after.labels) &&
    before.ports.every((port, at) => isSamePort(port, after.ports[at])) &&
    before.addresses.every(({ family, value }, at) => {
      const other = after.addresses[at];
      return other?.family === family && other.value === value;
    })
  );
}

/** Whether two sets of labels are the same in any order. */
export function hasSameLabels(before: Labels, after: Labels): boolean {
  if (before === after) return true;
  if (before.size !== after.size) return false;
  // Not `for..of`: labels of a dump are no map, and would make one to be gone through.
  let isSame = true;
  before.forEach((value, key) => {
    isSame &&= after.get(key) === value;
  });
  return isSame;
}

function isSamePort({ name, protocol, port, on }: ContainerPort, other?: ContainerPort): boolean {
  return (
    other?.name === name && other?.protocol === protocol && other?.port === port && other?.on === on
  );
}
