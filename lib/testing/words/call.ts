import type { EndMeaning } from '../end';
import { type PortArgument, portsInWords } from '../ports';
import type { FlowQuestion, OnlyQuestion, Wanted } from '../questions/question';

/** `expect(shop/web).not.toReach(shop/db, 5432/TCP)`: the call that failed, as the first line says it. */
export function reachCall({ from, to, ports }: FlowQuestion, wanted: Wanted): string {
  return call(from.name, 'toReach', argumentsOf([to], ports), wanted);
}

/** The same for the matchers that let nothing else pass. */
export function onlyCall(
  { direction, subject, others, ports }: OnlyQuestion,
  wanted: Wanted,
): string {
  const matcher = direction === 'ingress' ? 'toBeReachableOnlyFrom' : 'toReachOnly';
  const list = `[${others.map(nameOf).join(', ')}]`;
  const args = ports.length === 0 ? list : `${list}, ${portsInWords(ports)}`;
  return call(nameOf(subject), matcher, args, wanted);
}

/** A matcher called on something. */
export function call(subject: string, matcher: string, args: string, wanted: Wanted): string {
  return `expect(${subject})${wanted === 'so' ? '' : '.not'}.${matcher}(${args})`;
}

function argumentsOf(ends: readonly EndMeaning[], ports: readonly PortArgument[]): string {
  return [
    ...ends.map(({ name }) => name),
    ...(ports.length === 0 ? [] : [portsInWords(ports)]),
  ].join(', ');
}

function nameOf({ name, ports }: EndMeaning): string {
  return ports.length === 0 ? name : `${name} ${portsInWords(ports)}`;
}
