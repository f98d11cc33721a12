import {
  ASSUMPTION_IDS,
  ASSUMPTIONS,
  aks,
  DNS_PLATFORMS,
  eks,
  gke,
  kind,
  openshift,
  PROFILE_NAMES,
  type Profile,
  profileNamed,
} from '../../lib/platform';

/** Every bundle that `--profile` knows, in the order that it lists them. */
export const BUNDLES: readonly Profile[] = [
  ...PROFILE_NAMES.map(profileNamed),
  ...[eks, gke, aks, openshift, kind].map((cluster) => cluster()),
];

const cell = (text: string) => text.replaceAll('|', '\\|');
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map(cell).join(' | ')} |`)
    .join('\n');

/** The questions that the API leaves open. */
export function questions(): string {
  return table(
    ['assumption', 'question', 'answers', 'while it is open, nobody can say', 'left open by'],
    ASSUMPTION_IDS.map((id) => {
      const { question, values, open, source } = ASSUMPTIONS[id];
      return [`\`${id}\``, question, values.join(', '), open, source];
    }),
  );
}

/** What one bundle knows, and where each fact was documented or read. */
export function bundle(profile: Profile): string {
  const { name, assume, sources = {} } = profile;
  const rows = ASSUMPTION_IDS.filter((id) => assume[id] !== undefined).map((id) => [
    `\`${id}\``,
    String(assume[id]),
    sources[id] ?? '',
  ]);
  const facts = table(['assumption', 'value', 'source'], rows);
  const others = otherFacts(profile);
  return [`### ${name}`, ...(others === '' ? [] : [others]), facts].join('\n\n');
}

function otherFacts({ cni, cloud, dns, podCidrs, serviceCidrs }: Profile): string {
  const fields = Object.entries({ cni, cloud, dns, podCidrs, serviceCidrs });
  return fields
    .flatMap(([field, value]) =>
      value === undefined ? [] : [`\`${field}\` ${[value].flat().join(', ')}`],
    )
    .join('; ');
}

/** Where pods send DNS. */
export function dnsPlatforms(): string {
  return table(
    ['platform', 'answers at', 'port', 'source'],
    Object.values(DNS_PLATFORMS).map(({ name, servers, port, source }) => {
      const at = servers.map((server) =>
        server.kind === 'address'
          ? server.cidr
          : `pods of ${server.namespace} with ${Object.entries(server.labels)
              .map(([key, value]) => `${key}=${value}`)
              .join(',')}`,
      );
      return [`\`${name}\``, at.join(', '), `${port}`, source];
    }),
  );
}
