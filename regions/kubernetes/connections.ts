import type { Flow } from "../../modules/core/flows";
import type { Phase, Size } from "../../modules/core/words";
import { externalSecretsWebhookPort } from "../../modules/kubernetes/charts/external-secrets";
import { ingressLabels } from "../../modules/kubernetes/charts/istio";
import {
  serviceConnections,
  serviceWorkloads,
  type AddressEnd,
  type ConnectedService,
  type Connection,
  type ConnectionEnd,
  type Reach,
  type Workloads,
} from "../../modules/kubernetes/namespaces/connections";
import { namespaces, type ServiceDescription, type StoreKind } from "../description";
import { storeEnds } from "../flows";
import { has } from "../tables";

/** The platform's own namespaces, which it closes like those of the services. */
export const operatorNamespaces = {
  gitOps: "argocd",
  mesh: "istio-system",
  ingress: "istio-ingress",
  secrets: "external-secrets",
} as const;

/** The port at which the ingress gateway takes what the site's load balancer sends. */
export const ingressPort = 8443;

/** The service whose pods take what the ingress gateway lets in. */
export const entranceService = "api";

/** Ports of the mesh's control: certificates and settings for proxies, and its webhooks. */
const meshPorts = { settings: 15_012, webhook: 15_017 } as const;

/** Stores that some clouds reach through gateway endpoints, which have no address of their own. */
const behindGatewayEndpoints: readonly StoreKind[] = ["dynamodb", "object"];

const reachOf = (kind: StoreKind): readonly Reach[] => {
  const { to, ports } = storeEnds[kind];
  if (to === "mesh") return [];
  return [{ to: to === "endpoints" && behindGatewayEndpoints.includes(kind) ? "gateway-endpoints" : to, protocol: "tcp", ports }];
};

/** The services that run as pods, by name; what is served from the edge alone does not. */
export const servicesWithPods = (services: Readonly<Record<string, ServiceDescription>>): Readonly<Record<string, ServiceDescription>> =>
  Object.fromEntries(Object.entries(services).filter(([, { zone }]) => zone !== "public"));

/** What the policies have to know of the services that run as pods. */
export const connectedServices = (services: Readonly<Record<string, ServiceDescription>>): Readonly<Record<string, ConnectedService>> =>
  Object.fromEntries(
    Object.entries(servicesWithPods(services)).map(([name, { namespace, port, calls, stores }]) => {
      const kinds = [...new Set(Object.values(stores).map(({ kind }) => kind))].sort();
      return [name, { namespace, port, calls, reaches: kinds.flatMap(reachOf) }];
    }),
  );

const pods = (name: string): ConnectionEnd => ({ pods: name });
const addresses = (end: AddressEnd): ConnectionEnd => ({ addresses: end });

const connect = (from: ConnectionEnd, to: ConnectionEnd, port: number, protocol: Flow["protocol"] = "tcp"): Connection => ({
  from,
  to,
  protocol,
  ports: [port, port],
});

const everyPodOf = (namespace: string): string => `every-pod-of-${namespace}`;

/** All namespaces that are closed. */
export const closedNamespaces: readonly string[] = [...namespaces, ...Object.values(operatorNamespaces)].sort();

/** The pods of a site, of the services as of the platform. */
export const siteWorkloads = (services: Readonly<Record<string, ServiceDescription>>): Workloads => ({
  ...serviceWorkloads(connectedServices(services)),
  ...Object.fromEntries(closedNamespaces.map((namespace) => [everyPodOf(namespace), { namespace, labels: {} }])),
  "cluster-dns": { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
  "mesh-control": { namespace: operatorNamespaces.mesh, labels: { app: "istiod" } },
  ingress: { namespace: operatorNamespaces.ingress, labels: ingressLabels },
});

/** What one site's policies follow from. */
export interface SiteConnections {
  readonly phase: Phase;
  readonly size: Size;
  readonly services: Readonly<Record<string, ServiceDescription>>;
  /** Ports at which the node's own agent hands out workload identities. */
  readonly identityPorts: readonly number[];
}

/** All connections of a site: what the services declare, and what the platform needs. */
export const siteConnections = ({ phase, size, services, identityPorts }: SiteConnections): readonly Connection[] => {
  const gitOps = pods(everyPodOf(operatorNamespaces.gitOps));
  const secrets = pods(everyPodOf(operatorNamespaces.secrets));
  const identities = (namespace: string): readonly Connection[] =>
    identityPorts.map((port) => connect(pods(everyPodOf(namespace)), addresses("node-local"), port));
  const entrancePort = services[entranceService]?.port;
  return [
    ...serviceConnections(connectedServices(services)),
    ...closedNamespaces.flatMap((namespace) =>
      (["tcp", "udp"] as const).map((protocol) => connect(pods(everyPodOf(namespace)), pods("cluster-dns"), 53, protocol)),
    ),
    ...[...namespaces, operatorNamespaces.secrets].flatMap(identities),
    // The mesh.
    ...(has(phase, "cluster", "mesh-mtls")
      ? namespaces.map((namespace) => connect(pods(everyPodOf(namespace)), pods("mesh-control"), meshPorts.settings))
      : []),
    connect(pods("ingress"), pods("mesh-control"), meshPorts.settings),
    connect(addresses("control-plane"), pods("mesh-control"), meshPorts.webhook),
    connect(pods("mesh-control"), addresses("control-plane"), 443),
    // The way in.
    connect(addresses("api"), pods("ingress"), ingressPort),
    ...(entrancePort === undefined ? [] : [connect(pods("ingress"), pods(entranceService), entrancePort)]),
    // Argo CD: its repository server, its cache, what it installs, and where it reads that.
    connect(gitOps, gitOps, 8081),
    connect(gitOps, gitOps, 6379),
    ...(size === "large" ? [connect(gitOps, gitOps, 26_379)] : []),
    connect(gitOps, addresses("control-plane"), 443),
    connect(gitOps, addresses("internet"), 443),
    connect(gitOps, addresses("endpoints"), 443),
    connect(gitOps, addresses("gateway-endpoints"), 443),
    // External Secrets.
    connect(addresses("control-plane"), secrets, externalSecretsWebhookPort),
    connect(secrets, addresses("control-plane"), 443),
    connect(secrets, addresses("endpoints"), 443),
  ];
};
