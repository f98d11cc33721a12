import type { WitnessEnd } from '../../results';
import { endName } from './end-name';

/** The end of a flow of a pod that does not exist yet: `a pod with app=web in namespace shop`. */
export function witnessName(end: WitnessEnd): string {
  if (end.kind !== 'ip') return end.id;
  return end.words ?? endName({ kind: 'ip', id: end.id, cidrs: end.cidrs });
}
