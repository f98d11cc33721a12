import type { Direction } from '../../kernel/direction';
import { decline } from '../composite-refusals';
import { itemsOf, type Listed, type Rule, show } from '../dsl';
import { objectionsToRules } from '../dsl/check-policy';
import { frozen } from '../dsl/frozen';
import { refuseAny } from '../dsl/refuse';
import { fieldOf } from '../dsl/shape';
import { type HttpRule, httpWords, isHttpRule } from './http';
import type { Layer7Rule } from './rules';

/**
 * The same rule for HTTP only: of what it lets through on its ports, just these requests pass, and
 * others get 403. A plain rule of any policy for the same pods and port undoes that.
 *
 * @example
 * overHttp(from(pods({ app: 'web' })).on(tcp(8080)), http({ method: 'GET', path: pathPrefix('/api/') }))
 * // - fromEndpoints: [...]
 * //   toPorts:
 * //     - ports: [{ port: "8080", protocol: TCP }]
 * //       rules: { http: [{ method: GET, path: /api/.* }] }
 * @throws {InvalidInputError} for no request, or ports that are not single TCP ports
 */
export function overHttp<D extends Direction>(
  rule: Rule<D>,
  ...requests: Listed<HttpRule>
): Layer7Rule<D> {
  const direction = fieldOf(rule, 'direction') === 'egress' ? 'egress' : 'ingress';
  refuseAny(objectionsToRules(direction, [rule], 'overHttp'));
  const listed = itemsOf('overHttp', requests);
  const stranger = listed.find((each) => !isHttpRule(each));
  if (stranger !== undefined) {
    const message = `\`overHttp\` got ${show(stranger)} where requests belong`;
    decline({ code: 'constructs/illegal-http-rule', message, help: 'write http({ ... })' });
  }
  checkPorts(rule);
  const { ports, typescript, reason } = rule;
  return frozen({
    kind: 'layer7-rule',
    direction: rule.direction,
    ports,
    rule,
    layer7: { http: listed.map(({ spec }) => spec) },
    requests: `HTTP ${listed.map(httpWords).join(' or ')} only`,
    ...(typescript !== undefined && { typescript }),
    ...(reason !== undefined && { reason }),
  });
}

/** The proxy listens for one TCP port at a time: for all of them Cilium refuses the policy. */
function checkPorts({ ports }: Rule<Direction>): void {
  const single =
    ports !== 'all' &&
    ports.every(
      ({ protocol, port, endPort }) =>
        protocol === 'TCP' && port !== undefined && endPort === undefined,
    );
  if (single) return;
  decline({
    code: 'constructs/illegal-http-rule',
    message: '`overHttp` got a rule on ports that are not single TCP ports',
    help: 'list the ports on which HTTP is spoken, as in .on(tcp(8080))',
  });
}
