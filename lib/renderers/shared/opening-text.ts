import type { OpeningGate } from '../../results';

/** Why a gate is open that no rule opens; undefined for one that rules open, and for addresses. */
export function openingText(open: OpeningGate['open']): string | undefined {
  switch (open) {
    case 'not-isolated':
      return 'no policy isolates it';
    case 'exempt':
      return 'policies do not govern it';
    case 'not-enforced':
      return 'the cluster ignores policies';
    case 'unmodelled':
      return 'policies decide that are not evaluated';
    case 'rules':
    case 'outside':
    case 'closed':
      return undefined;
  }
}
