import { resources, spreadOverZones, type Replicas } from "./image";
import { upstreamCharts } from "./upstream-charts";

/** What the values of the mesh follow from. */
export interface MeshSettings {
  /** Host and path of the registry from which its images are pulled. */
  readonly registry: string;
  readonly replicas: Replicas;
  /** How Istio calls the kind of cluster; none where nothing is special. */
  readonly platform: "gke" | undefined;
}

const hub = (registry: string): object => ({ hub: `${registry}/istio`, tag: upstreamCharts.istiod.version });

const globals = ({ registry, platform }: MeshSettings): object => ({
  ...hub(registry),
  ...(platform === undefined ? {} : { platform }),
  // Every sidecar asks for this much.
  proxy: { resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } } },
});

/** Values of the chart `base`: the kinds of the mesh. */
export const istioBaseValues = (): Readonly<Record<string, unknown>> => ({ defaultRevision: "default" });

/**
 * Values of the chart `istiod` (https://istio.io/latest/docs/setup/install/helm/, read 2026-11-23). `interception`: the
 * node's own agent redirects the pods' traffic, so that no pod needs a privilege that its namespace refuses. The chart's
 * budget keeps one running, which over one replica would keep its node from being drained
 * (https://github.com/istio/istio/issues/53909); from 1.28 on the chart seems to leave it out there itself
 * (https://github.com/GoogleCloudPlatform/anthos-service-mesh-packages/issues/1872; both read 2026-11-23).
 */
export const istiodValues = (settings: MeshSettings & { readonly interception: boolean }): Readonly<Record<string, unknown>> => ({
  global: { ...globals(settings), defaultPodDisruptionBudget: { enabled: settings.replicas > 1 } },
  replicaCount: settings.replicas,
  autoscaleEnabled: settings.replicas > 1,
  autoscaleMin: settings.replicas,
  autoscaleMax: 5,
  resources: resources("100m", "512Mi"),
  cni: { enabled: settings.interception },
  meshConfig: {
    accessLogFile: "/dev/stdout",
    defaultConfig: { holdApplicationUntilProxyStarts: true },
    meshMTLS: { minProtocolVersion: "TLSV1_3" },
  },
});

/** Values of the chart `cni`: the agent on each node that redirects the pods' traffic. */
export const istioCniValues = (settings: MeshSettings): Readonly<Record<string, unknown>> => ({
  global: { ...hub(settings.registry), ...(settings.platform === undefined ? {} : { platform: settings.platform }) },
  resources: resources("50m", "128Mi"),
});

/** What the values of the ingress gateway follow from. */
export interface IngressSettings extends MeshSettings {
  readonly port: number;
  /** Annotations of its service, by which some clouds' load balancers find it. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** The port at which a proxy says whether it is ready. */
export const proxyStatusPort = 15_021;

/** Where the ingress gateway's own certificate lies in its pods (https://istio.io/latest/docs/ops/integrations/prometheus/, read 2026-11-23). */
const certificateFolder = "/etc/istio-output-certs";

/** The label of the ingress gateway's pods, by which the mesh's own gateways name it. */
export const ingressLabels = { istio: "ingress" } as const;

/** Values of the chart `gateway`: where traffic of the site's load balancer comes in. No load balancer is made here. */
export const ingressValues = ({ replicas, port, annotations }: IngressSettings): Readonly<Record<string, unknown>> => ({
  replicaCount: replicas,
  // Its proxy writes the certificate that the mesh gave it to where its own gateway reads it: nobody keeps a key.
  env: { OUTPUT_CERTS: certificateFolder },
  volumes: [{ name: "certificate", emptyDir: { medium: "Memory" } }],
  volumeMounts: [{ name: "certificate", mountPath: certificateFolder }],
  autoscaling: { enabled: replicas > 1, minReplicas: replicas, maxReplicas: 10, targetCPUUtilizationPercentage: 70 },
  podDisruptionBudget: replicas > 1 ? { maxUnavailable: 1 } : {},
  service: {
    type: "ClusterIP",
    annotations,
    ports: [
      { name: "status-port", port: proxyStatusPort, targetPort: proxyStatusPort, protocol: "TCP" },
      { name: "https", port, targetPort: port, protocol: "TCP" },
    ],
  },
  resources: resources("100m", "256Mi"),
  topologySpreadConstraints: spreadOverZones(ingressLabels),
});

/** What the entrance of a site follows from. */
export interface EntranceSettings {
  /** Namespace of the ingress gateway. */
  readonly namespace: string;
  readonly port: number;
  /** The service behind it: its host name in the cluster and its port. */
  readonly target: { readonly host: string; readonly port: number };
}

/** The path on which the ingress gateway says that it is well: the site's load balancer asks on the port that it calls. */
export const entranceHealthPath = "/healthz/ready";

/**
 * What the ingress gateway does with what comes in: TLS with the certificate that the mesh gave it, which a load balancer
 * doesn't ask a name of; one path answers for its own health, all others go to one service.
 * https://istio.io/latest/docs/reference/config/networking/gateway/, read 2026-11-23.
 */
export const entrance = ({ namespace, port, target }: EntranceSettings): Readonly<Record<string, unknown>> => ({
  entrance: {
    apiVersion: "networking.istio.io/v1",
    kind: "Gateway",
    metadata: { name: "entrance", namespace },
    spec: {
      selector: ingressLabels,
      servers: [
        {
          port: { number: port, name: "https", protocol: "HTTPS" },
          hosts: ["*"],
          tls: {
            mode: "SIMPLE",
            serverCertificate: `${certificateFolder}/cert-chain.pem`,
            privateKey: `${certificateFolder}/key.pem`,
            minProtocolVersion: "TLSV1_2",
          },
        },
      ],
    },
  },
  "entrance-routes": {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name: "entrance", namespace },
    spec: {
      hosts: ["*"],
      gateways: ["entrance"],
      http: [
        { match: [{ uri: { exact: entranceHealthPath } }], directResponse: { status: 200 } },
        { route: [{ destination: { host: target.host, port: { number: target.port } } }] },
      ],
    },
  },
});

/** All pods of the mesh speak mutual TLS, and take nothing else. */
export const strictMutualTls = (meshNamespace: string): Readonly<Record<string, unknown>> => ({
  "mutual-tls": {
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "default", namespace: meshNamespace },
    spec: { mtls: { mode: "STRICT" } },
  },
});

/** Who may call a workload, and where. */
export interface MeshGrant {
  readonly namespace: string;
  /** Labels of the pods that are called. */
  readonly labels: Readonly<Record<string, string>>;
  readonly port: number;
  /** Identities that may call: `<namespace>/sa/<service account>`. */
  readonly callers: readonly string[];
}

/** Name of the trust domain in which the mesh's identities stand. */
const trustDomain = "cluster.local";

/**
 * The mesh lets nobody call anybody but for the grants: the identities of callers, which a NetworkPolicy can't see.
 * https://istio.io/latest/docs/reference/config/security/authorization-policy/, read 2026-11-23.
 */
export const meshAuthorization = (
  namespaces: readonly string[],
  grants: Readonly<Record<string, MeshGrant>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries<unknown>([
    ...[...namespaces].sort().map((namespace): readonly [string, unknown] => [
      `deny-${namespace}`,
      {
        apiVersion: "security.istio.io/v1",
        kind: "AuthorizationPolicy",
        metadata: { name: "deny-all", namespace },
        spec: {},
      },
    ]),
    ...Object.entries(grants)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { namespace, labels, port, callers }]): readonly [string, unknown] => [
        `allow-${name}`,
        {
          apiVersion: "security.istio.io/v1",
          kind: "AuthorizationPolicy",
          metadata: { name: `allow-${name}`, namespace },
          spec: {
            selector: { matchLabels: labels },
            action: "ALLOW",
            rules: [
              {
                from: [{ source: { principals: [...callers].sort().map((caller) => `${trustDomain}/ns/${caller}`) } }],
                to: [{ operation: { ports: [String(port)] } }],
              },
            ],
          },
        },
      ]),
  ]);
