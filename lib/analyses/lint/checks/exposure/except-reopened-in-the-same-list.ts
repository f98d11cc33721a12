import type { Severity } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { app, egress } from '../../examples';
import { REFERENCES } from '../../references';
import { credentialLines } from '../../views/credentials';
import { type Exception, exceptions } from '../../views/exceptions';
import { type Reopened, reopened } from '../../views/reopened';
import { ruleName } from '../../views/rule-place';

/** Finds exceptions of blocks that another block of the same list opens again. */
export const exceptReopenedInTheSameList: Check = {
  id: 'NP103',
  name: 'except-reopened-in-the-same-list',
  severity: 'warning',
  summary: 'Another block of the same list opens what a block leaves out.',
  why: 'The entries of a list add up. What one block leaves out is open as soon as the next one holds it, however close they stand.',
  how: 'Another block of the same list holds addresses of the `except`. It is an error where these are cloud credentials on a port that serves them, a warning where the other block holds the whole range and more, and a remark where it names part of the range, because that is often meant.',
  help: 'leave the range out of the other block as well, or leave the exception away',
  acknowledge: 'The second block is the exception from the exception.',
  references: [REFERENCES.networkPolicies],
  examples: {
    avoid: {
      yaml: egress('internet', app('worker'))`
    - to:
        - ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] }
        - ipBlock: { cidr: 8.0.0.0/5 }
      ports: [{ protocol: TCP, port: 443 }]
`,
      typescript: `
// refused
new NetworkPolicy(shop, 'internet', {
  select: pods({ app: 'worker' }),
  egress: [to(ipBlock('0.0.0.0/0', { except: ['10.0.0.0/8'] }), ipBlock('8.0.0.0/5')).on(tcp(443))],
});
`,
    },
    prefer: {
      yaml: egress('internet', app('worker'))`
    - to:
        - ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] }
      ports: [{ protocol: TCP, port: 443 }]
`,
      typescript: `
new NetworkPolicy(shop, 'internet', {
  select: pods({ app: 'worker' }),
  egress: [to(ipBlock('0.0.0.0/0', { except: ['10.0.0.0/8'] })).on(tcp(443))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const exception of exceptions(examined)) {
      const { rule, cidr, path, peer, place, addresses } = exception;
      const { policy, blocks, ports } = rule;
      for (const other of blocks.filter((each) => each.place !== place)) {
        const opened = { addresses: other.block.addresses, ports };
        const opens = reopened(examined.profile, { addresses, ports }, opened);
        if (opens.kind === 'nothing') continue;
        yield {
          about: aboutPolicy(policy),
          path,
          message: `${policy.namespace}/${policy.name} ${peer} leaves out ${cidr}, and ${other.block.cidr} beside it ${SAYS[opens.kind]}`,
          severity: SEVERITY[opens.kind],
          facts: 'credentials' in opens ? credentialLines(opens.credentials) : [],
          related: [placeOf(exception, other)],
          key: `${exception.block} except ${cidr} and ${other.block.cidr}`,
        };
      }
    }
  },
};

type Kind = Exclude<Reopened['kind'], 'nothing'>;

const SAYS: Readonly<Record<Kind, string>> = {
  credentials: 'holds cloud credentials in it',
  'named-credentials': 'names cloud credentials in it',
  whole: 'holds all of it',
  part: 'opens part of it again',
};

const SEVERITY: Readonly<Record<Kind, Severity>> = {
  credentials: 'error',
  'named-credentials': 'warning',
  whole: 'warning',
  part: 'info',
};

function placeOf(
  { rule: { policy, rule }, path }: Exception,
  other: Exception['rule']['blocks'][number],
) {
  const list = path.slice(0, 4);
  return {
    message: `${ruleName({ policy, rule })} opens ${other.block.cidr}`,
    source: policy.origin.at([...list, other.place]),
  };
}
