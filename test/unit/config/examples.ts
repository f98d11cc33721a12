/** A configuration that says everything. */
export const EVERYTHING = `
profile:
  base: eks
  name: production
  cni: aws-vpc-cni
  dns: [kube-dns, node-local]
  cloud: aws
  ipFamilies: [4]
  podCidrs: [10.64.0.0/14]
  nodeCidrs: [10.0.0.0/16]
  serviceCidrs: [172.20.0.0/16]
  apiServerCidrs: [10.0.9.0/28]
  zones: { office: [198.51.100.0/24] }
  assume: { ip-block-matches-pods: false }
zones:
  corp: [10.20.0.0/16, 10.21.0.0/16]
manifests: [vendor/*.yaml, ../shared]
exclude: [charts/**]
intents: [intents.yaml]
checks:
  NP002: off
  empty-peer-list: warning
  NP0: { severity: info }
ignore:
  - { id: NP002, namespace: shop, name: 'web-*', kind: NetworkPolicy, reason: everyone may call the shop, until: 2027-03-31 }
  - { id: empty-peer-list, reason: 'the gateway checks who calls' }
baseline: netpol.baseline.json
failOn: warning
defaultNamespace: shop
kubernetesVersion: "1.35"
`;

/** Everything that a configuration may get wrong, with what is told of it. */
export const MISTAKES: { readonly [what: string]: readonly [text: string, told: string] } = {
  'an unknown key': ['manifest: [a.yaml]', 'did you mean `manifests`?'],
  'a list for the whole': ['- profile: eks', 'is a list, not a map'],
  'a text for the whole': ['profile', 'not a map'],
  'a misspelt profile': ['profile: ekss', 'Did you mean `eks`?'],
  'a misspelt base': ['profile: { base: ekss }', 'Did you mean `eks`?'],
  'an unknown fact of a profile': [
    'profile: { podCidr: [10.0.0.0/8] }',
    'did you mean `podCidrs`?',
  ],
  'an unknown plugin': ['profile: { cni: calicoo }', 'Did you mean `calico`?'],
  'no block': ['profile: { podCidrs: [10.0.0.0] }', '`podCidrs[0]` is `10.0.0.0`, not a block'],
  'an unknown assumption': ['profile: { assume: { ip-block-matches-pod: true } }', 'Did you mean'],
  'zones without lists': ['zones: { corp: 10.0.0.0/8 }', 'is not a list'],
  'a text for a list': ['exclude: charts/', '`exclude` is `charts/`, not a list'],
  'a number in a list': ['manifests: [1]', 'an entry of `manifests` is `1`, not a text'],
  'an empty text': ["intents: ['']", 'is an empty text, not a text'],
  'an unknown check': ['checks: { NP0O2: off }', 'there is no check `NP0O2`'],
  'an unknown level': ['checks: { NP002: of }', 'did you mean `off`?'],
  'an unknown key of a check': ['checks: { NP002: { level: error } }', 'has no key `level`'],
  'a list of checks': ['checks: [NP002]', '`checks` is a list, not a map'],
  'an entry without id': ['ignore: [{ reason: long enough }]', 'has no `id`'],
  'an entry without reason': ['ignore: [{ id: NP002 }]', '`reason` is missing'],
  'a short reason': ["ignore: [{ id: NP002, reason: 'fine     ' }]", 'at least 10 characters'],
  'an unknown check to ignore': ['ignore: [{ id: NP, reason: long enough }]', 'no check `NP`'],
  'another word for until': [
    'ignore: [{ id: NP002, reason: long enough, expires: 2027-01-31 }]',
    'did you mean `until`?',
  ],
  'a day that is none': ['ignore: [{ id: NP002, reason: long enough, until: soon }]', 'not a day'],
  'a misspelt level to fail on': ['failOn: errors', 'did you mean `error`?'],
  'no namespace': ['defaultNamespace: My_Shop', 'is no namespace'],
  'a release as a number': ['kubernetesVersion: 1.30', 'put it in quotes: "1.30"'],
  'no release': ['kubernetesVersion: latest', 'is no release of Kubernetes'],
};
