import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../lib/engine';
import { hasPort } from '../../lib/kernel';
import { evaluate } from '../../lib/semantics';
import { question } from '../support/arbitraries';

test('the engine gives the verdict of the specification for every flow, and for the same reasons', () => {
  fc.assert(
    fc.property(question, ({ cluster, profile, flow }) => {
      const { verdict, reasons } = evaluate(cluster, profile, flow);
      const connection = compile(cluster, profile).connection(flow.from, flow.to);
      const holds = (ports: typeof connection.allowed) => hasPort(ports, flow.protocol, flow.port);
      const word = holds(connection.allowed)
        ? 'allowed'
        : holds(connection.undecided)
          ? 'undecided'
          : 'denied';
      const open = connection.reasons.filter(({ ports }) => holds(ports)).map(({ id }) => id);
      expect({ word, open }).toEqual({ word: verdict, open: reasons });
    }),
    { numRuns: 5_000 },
  );
});
