import type { ExplainCase, ExplainResult, Explanation } from '../../results';
import { endName } from '../shared/end-name';
import { VERDICT_SPANS } from './explain-words';
import { hintLine, indented, type Line, plain } from './line';
import type { Glyphs } from './style';

/** The way through a Service: `via Service shop/db 5432 -> targetPort pg (5432)`. */
export function hopLines({ via, from }: Explanation, glyphs: Glyphs): Line[] {
  if (via === undefined) return [];
  const { service, port, portName, targetPort, targetNumber, how, protocol } = via;
  const udp = protocol === 'TCP' ? '' : `/${protocol}`;
  const name = portName === undefined ? '' : ` (${portName})`;
  const target =
    typeof targetPort === 'number' ? `${targetNumber}` : `${targetPort} (${targetNumber})`;
  const hop =
    how === 'headless'
      ? `via headless Service ${service}: clients connect to port ${target}${udp} of the pods themselves`
      : `via Service ${service} ${port}${udp}${name} ${glyphs.to} targetPort ${target}`;
  const itself = `here ${endName(from)} is chosen as its own backend`;
  return [indented(3, plain(hop)), ...(via.hairpin ? [indented(3, plain(itself))] : [])];
}

/** What a plugin finds that judges the address of the Service, where it finds something else. */
export function beforeTranslationLines(each: ExplainCase, { via, from }: Explanation): Line[] {
  const { beforeTranslation: gate } = each;
  if (gate === undefined || via === undefined || gate.verdict === each.egress.verdict) return [];
  const to = `Service ${via.service} ${via.port}/${via.protocol}`;
  return [
    [
      { text: `    egress of ${endName(from)} before translation, to ${to}`, tone: 'heading' },
      plain('   '),
      VERDICT_SPANS[gate.verdict],
    ],
    ...gate.by.map((rule) =>
      indented(
        6,
        plain(
          `${gate.verdict === 'allowed' ? 'let through by' : 'perhaps let through by'}  ${rule}`,
        ),
      ),
    ),
    ...(gate.by.length === 0
      ? [indented(6, plain('no rule names its address, or a selector that its own selector meets'))]
      : []),
    indented(6, {
      text: 'decides where policy-sees-service-ip, as with AWS VPC CNI; elsewhere the egress above does',
      tone: 'faint',
    }),
    [],
  ];
}

/** Pods that a Service selects and cannot reach. */
export function withoutEndpointLines({ withoutEndpoint = [] }: ExplainResult): Line[] {
  return withoutEndpoint.map(({ pods, service, port, targetPort }) =>
    hintLine(
      `${pods} is selected by Service ${service} and is no endpoint of ${port}: no container declares \`${targetPort}\``,
    ),
  );
}
