import type { Construct } from 'constructs';
import { DIRECTIONS } from '../../kernel/direction';
import { GovernedNamespace } from '../governed-namespace';
import { onceIsolated } from '../isolation';
import { state } from '../statement';
import { narrowsOnly } from '../unevaluated/self-acknowledgement';
import { isHttp } from './check-layer7';
import { allowedBy, type RuleLists } from './policy-spec';
import { objectToPlainRules } from './undone-requests';
import { flowOpened } from './words';

/**
 * The promise of HTTP rules: that no NetworkPolicy lets the same pods through on the same ports,
 * because a plain rule undoes them. Every rule of the app is compared at synth. As an intent, which
 * also holds for manifests beside the app, it is made as soon as the app isolates the pods in that
 * direction: what others isolate, or Cilium alone, is in no verdict, and so nothing would hold it.
 */
export function promiseRequests(
  policy: Construct,
  name: string,
  namespace: string,
  lists: RuleLists,
): void {
  objectToPlainRules(policy, namespace, lists);
  for (const direction of DIRECTIONS) {
    const flows = allowedBy(lists)
      .filter((rule) => rule.direction === direction && isHttp(rule))
      .map((rule) => flowOpened(rule, lists.select, namespace));
    if (flows.length === 0) continue;
    onceIsolated(policy, namespace, direction, (home) => {
      if (home instanceof GovernedNamespace) return;
      narrowsOnly(policy);
      state(policy, {
        intents: [
          {
            name: `no NetworkPolicy undoes the HTTP rules of ${namespace}/${name} for ${direction}`,
            kind: 'never-reaches',
            flows,
            severity: 'error',
            hard: true,
          },
        ],
      });
    });
  }
}
