import type { StatedFlow } from '../../kernel/intent';
import { AllowDns } from '../allow-dns';
import type { DefaultDenyNamespace } from '../default-deny-namespace';
import { unusedId } from '../openings';
import { statementsOf } from '../statement';

/**
 * The flows by which pods of a namespace resolve names, opened by an `AllowDns` called `id` unless
 * there is one inside already; none where its author says that no pod needs them.
 */
export function dnsFlowsOf(home: DefaultDenyNamespace, id: string): readonly StatedFlow[] {
  const there = home.node.findAll().filter((each) => each instanceof AllowDns);
  const isNeeded = home.dns === 'needed' && there.length === 0;
  const opened = isNeeded ? [new AllowDns(home, unusedId(home, id))] : there;
  return opened.flatMap((dns) => statementsOf(dns).flatMap(({ flows }) => flows));
}
