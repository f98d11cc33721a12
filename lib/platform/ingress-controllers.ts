import { frozen } from './frozen';
import { WELL_KNOWN } from './well-known';

/** What forwards requests from outside to pods, as its own installation instructions deploy it. */
export interface IngressController {
  readonly name: string;
  /** The namespace of its own instructions; many install it elsewhere. */
  readonly namespace: string;
  /** Labels of the pods that forward: one of these sets, by way of installation. */
  readonly labels: readonly { readonly [key: string]: string }[];
  /** IngressClasses and GatewayClasses that its own instructions create. */
  readonly classNames: readonly string[];
  /** What those classes name as their controller. */
  readonly controllerNames: readonly string[];
  readonly source: string;
}

/** The label that gateways deployed for one Gateway carry (Gateway API GEP-1762). */
export const GATEWAY_NAME_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** The controllers that are recognised by their labels. */
export const INGRESS_CONTROLLERS: readonly IngressController[] = frozen([
  {
    name: 'ingress-nginx',
    namespace: WELL_KNOWN['ingress-nginx'].namespace,
    labels: [{ ...WELL_KNOWN['ingress-nginx'].labels }],
    classNames: ['nginx'],
    controllerNames: ['k8s.io/ingress-nginx'],
    source: WELL_KNOWN['ingress-nginx'].source,
  },
  {
    name: 'traefik',
    namespace: WELL_KNOWN.traefik.namespace,
    labels: [{ ...WELL_KNOWN.traefik.labels }],
    classNames: ['traefik'],
    controllerNames: ['traefik.io/ingress-controller', 'traefik.io/gateway-controller'],
    source: 'traefik/traefik-helm-chart, templates/_helpers.tpl and templates/ingressclass.yaml',
  },
  {
    name: 'haproxy-kubernetes-ingress',
    namespace: WELL_KNOWN['haproxy-kubernetes-ingress'].namespace,
    labels: [{ ...WELL_KNOWN['haproxy-kubernetes-ingress'].labels }, { run: 'haproxy-ingress' }],
    classNames: ['haproxy'],
    controllerNames: ['haproxy.org/ingress-controller', 'haproxy.org/ingress-controller/haproxy'],
    source: 'haproxytech/helm-charts, kubernetes-ingress; haproxytech/kubernetes-ingress deploy/',
  },
  {
    name: 'haproxy-ingress',
    namespace: 'ingress-controller',
    labels: [{ 'app.kubernetes.io/name': 'haproxy-ingress' }],
    classNames: ['haproxy'],
    controllerNames: ['haproxy-ingress.github.io/controller'],
    source: 'haproxy-ingress/charts, haproxy-ingress',
  },
  {
    // The pods of Contour itself configure Envoy, and forward nothing.
    name: 'contour',
    namespace: 'projectcontour',
    labels: [
      { app: 'envoy' },
      { 'app.kubernetes.io/name': 'contour', 'app.kubernetes.io/component': 'envoy' },
    ],
    classNames: ['contour'],
    controllerNames: [
      'projectcontour.io/ingress-controller',
      'projectcontour.io/gateway-controller',
    ],
    source: 'projectcontour/contour, examples/contour/03-envoy.yaml; projectcontour/helm-charts',
  },
  {
    name: 'istio',
    namespace: WELL_KNOWN['istio-ingressgateway'].namespace,
    labels: [{ ...WELL_KNOWN['istio-ingressgateway'].labels }, { istio: 'ingress' }],
    classNames: ['istio'],
    controllerNames: ['istio.io/ingress-controller', 'istio.io/gateway-controller'],
    source: 'istio.io, "Installing Gateways" and "Kubernetes Ingress"',
  },
  {
    name: 'openshift-router',
    namespace: 'openshift-ingress',
    labels: [{ 'ingresscontroller.operator.openshift.io/deployment-ingresscontroller': 'default' }],
    classNames: ['openshift-default'],
    controllerNames: ['openshift.io/ingress-to-route'],
    source:
      'openshift/cluster-ingress-operator, pkg/operator/controller/names.go; docs.openshift.com, "Ingress Operator"',
  },
]);
