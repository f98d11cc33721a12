/** A picture as its language says it: only what a picture of ours may hold. */
export interface ReadPicture {
  readonly groups: readonly string[];
  /** By id. */
  readonly nodes: Readonly<Record<string, string>>;
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string }[];
}

const MERMAID_TEXT = /^(?:[A-Za-z0-9 ./:_,+?!=()-]|#\d+;)+$/;

/** Reads a flowchart, and refuses every line that is no node, no arrow and no frame. */
export function readMermaid(text: string): ReadPicture {
  const [first, ...lines] = text.trimEnd().split('\n');
  if (first !== 'flowchart LR') throw new Error('no flowchart');
  const picture = {
    groups: [] as string[],
    nodes: {} as Record<string, string>,
    edges: [] as Edge[],
  };
  let depth = 0;
  for (const line of lines.map((each) => each.trim())) {
    const group = /^subgraph g\d+\["([^"]+)"\]$/.exec(line)?.[1];
    const node = /^(n\d+|more|rest|none)(?:\["([^"]+)"\]|\(\["([^"]+)"\]\))$/.exec(line);
    const edge = /^(n\d+) (-->|==>|-\.->)\|"([^"]+)"\| (n\d+)$/.exec(line);
    if (line === 'end') depth -= 1;
    else if (group !== undefined) {
      depth += 1;
      picture.groups.push(mermaidWords(group));
    } else if (node !== null) picture.nodes[node[1] ?? ''] = mermaidWords(node[2] ?? node[3]);
    else if (edge !== null) picture.edges.push(edgeOf(edge[1], edge[4], mermaidWords(edge[3])));
    else throw new Error(`neither node nor arrow: ${line}`);
  }
  if (depth !== 0) throw new Error('a frame that does not end');
  return checked(picture);
}

type Edge = ReadPicture['edges'][number];

function edgeOf(from: string | undefined, to: string | undefined, label: string): Edge {
  return { from: from ?? '', to: to ?? '', label };
}

function checked(picture: ReadPicture): ReadPicture {
  for (const { from, to } of picture.edges) {
    if (!(from in picture.nodes && to in picture.nodes)) throw new Error('an arrow without end');
  }
  return picture;
}

function mermaidWords(text = ''): string {
  if (!MERMAID_TEXT.test(text)) throw new Error(`no text: ${text}`);
  return text.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

const STRING = '"((?:[^"\\\\]|\\\\["\\\\])*)"';

/** Reads a graph of Graphviz as strictly. */
export function readDot(text: string): ReadPicture {
  const lines = text.trimEnd().split('\n');
  const head = lines.splice(0, 3).join('\n');
  if (head !== 'digraph netpol {\n  rankdir=LR;\n  node [shape=box];') throw new Error('no graph');
  const picture = {
    groups: [] as string[],
    nodes: {} as Record<string, string>,
    edges: [] as Edge[],
  };
  let depth = 1;
  for (const line of lines.map((each) => each.trim())) {
    const group = new RegExp(`^label=${STRING};$`).exec(line)?.[1];
    const node = new RegExp(
      `^(n\\d+|none) \\[label=${STRING}(, shape=(?:ellipse|plaintext))?\\];$`,
    ).exec(line);
    const edge = new RegExp(
      `^(n\\d+) -> (n\\d+) \\[label=${STRING}, style=(solid|bold|dashed|dotted)\\];$`,
    ).exec(line);
    if (line === '}') depth -= 1;
    else if (/^subgraph cluster_\d+ \{$/.test(line)) depth += 1;
    else if (group !== undefined) picture.groups.push(dotWords(group));
    else if (node !== null) picture.nodes[node[1] ?? ''] = dotWords(node[2]);
    else if (edge !== null) picture.edges.push(edgeOf(edge[1], edge[2], dotWords(edge[3])));
    else throw new Error(`neither node nor arrow: ${line}`);
  }
  if (depth !== 0) throw new Error('a bracket that does not end');
  return checked(picture);
}

function dotWords(text = ''): string {
  if (/&(?!amp;)/.test(text)) throw new Error(`an entity in ${text}`);
  return text.replace(/\\(.)/g, '$1').replaceAll('&amp;', '&');
}
