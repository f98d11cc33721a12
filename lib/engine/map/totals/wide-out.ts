import type { Flows } from '../flows/flows';
import { ALL, NONE } from '../ports/port-values';
import type { Gates } from '../rules/gates';
import { FREE } from '../rules/profile-marks';
import type { WideTypes } from './wide-types';

/**
 * What wide parts let out of one source to each kind of destination, over the families they share.
 * Destinations of a kind are in the same wide sets of egress and show the same ports, so one of them
 * speaks for all. Costs the kinds times the wide parts of the source.
 */
export function wideOut(flows: Flows, gates: Gates, types: WideTypes, source: number): Int32Array {
  const { examples } = types.destinations.isIn;
  const out = new Int32Array(examples.length);
  for (let kind = 0; kind < out.length; kind += 1) {
    const destination = examples[kind] ?? 0;
    const passing = widePassing(flows, gates, source, destination);
    out[kind] = flows.values.intersect(passing, flows.shared(source, destination));
  }
  return out;
}

/** What the wide parts of the gate of a source let through. */
function widePassing({ values }: Flows, gates: Gates, source: number, destination: number): number {
  const { profileOf, profiles, profileSets, sets } = gates;
  const profile = profileOf[source] ?? FREE;
  if (profile < 0) return profile === FREE ? ALL : NONE;
  let sum = NONE;
  const end = profiles.starts[profile + 1] ?? 0;
  for (let at = profiles.starts[profile] ?? 0; at < end; at += 1) {
    const set = profileSets[at] ?? 0;
    if (sets.isWide(set) && sets.has(set, destination))
      sum = values.union(sum, gates.value(profiles.items[at] ?? 0, destination));
  }
  return sum;
}
