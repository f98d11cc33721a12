import { once } from '../../kernel';
import type { Policy } from '../../model';
import type { Place } from './places';

/**
 * The same text for namespaces that the rules of some policies cannot tell apart. Of another namespace
 * these see only its labels, and of them only the values that they ask for: thousands of namespaces
 * are a few kinds.
 *
 * It is right because what a rule asks of a namespace is asked by selectors, of which each sees whether
 * a label is there, and which of the values it asks for it has. It says nothing of how a namespace
 * sees itself. Bound: the labels that the rules mention, for each place that is asked about.
 */
export const placeLikeness = once((policies: readonly Policy[]): ((place: Place) => string) => {
  const mentioned = [...valuesAskedFor(policies)];
  return ({ name, known, others }) => {
    let text = name === undefined ? `new ${others}` : others;
    for (const [key, values] of mentioned) {
      const value = known.get(key);
      // Lengths first, so that no value can pass for several.
      if (value === undefined) text += ' -';
      else text += values.has(value) ? ` ${value.length}:${value}` : ' *';
    }
    return text;
  };
});

function valuesAskedFor(policies: readonly Policy[]): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  const peers = policies.flatMap(({ rules }) =>
    [...rules.ingress, ...rules.egress].flatMap((rule) => rule.peers),
  );
  const selectors = peers.flatMap((peer) => (peer.kind === 'pods' ? (peer.namespaces ?? []) : []));
  for (const { key, values } of selectors.flatMap(({ requirements }) => requirements)) {
    const known = asked.get(key) ?? new Set();
    asked.set(key, known);
    for (const value of values) known.add(value);
  }
  return asked;
}
