import type { NameResolution } from '../../results';

/** What a client finds by name, where that is not everything; undefined where names resolve. */
export function namesText(names: NameResolution | undefined, client: string): string | undefined {
  if (names === undefined) return undefined;
  switch (names.verdict) {
    case 'denied':
      return `names do not resolve from ${client}: ${reasonOf(names)}`;
    case 'undecided':
      return `names may not resolve from ${client}: whether it reaches DNS is undecided`;
    case 'allowed':
      return shortAnswersOnly(names)
        ? `names resolve from ${client} over UDP only: answers too long for it are lost, as DNS over TCP is closed`
        : undefined;
  }
}

function reasonOf({ closed, servers }: NameResolution): string {
  if (closed === 'egress') return 'no egress rule opens DNS';
  const pods = servers.map(({ server }) => server).filter((server) => server.includes('/'));
  return `what answers DNS (${pods.join(', ')}) lets nothing in from there`;
}

function shortAnswersOnly({ servers }: NameResolution): boolean {
  const reached = servers.filter(({ udp }) => udp === 'allowed');
  return reached.length > 0 && reached.every(({ tcp }) => tcp === 'denied');
}
