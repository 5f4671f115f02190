import { argoCdValues, rootApplication } from "../../../../modules/kubernetes/charts/argo-cd";
import {
  karpenterValues,
  loadBalancerControllerValues,
  metricsServerValues,
  servicePool,
  targetGroupBinding,
} from "../../../../modules/kubernetes/charts/aws-operators";
import { externalSecretsValues, secretStore } from "../../../../modules/kubernetes/charts/external-secrets";
import { disruptionBudget, imageOf } from "../../../../modules/kubernetes/charts/image";
import {
  entrance,
  ingressValues,
  istioBaseValues,
  istioCniValues,
  istiodValues,
  meshAuthorization,
  strictMutualTls,
} from "../../../../modules/kubernetes/charts/istio";
import { ownCharts } from "../../../../modules/kubernetes/charts/own-charts";
import { upstreamCharts, type UpstreamChart } from "../../../../modules/kubernetes/charts/upstream-charts";

const registry = "registry.example";
const mesh = { registry, replicas: 2, platform: undefined } as const;
const operator = { registry, replicas: 2, clusterName: "cluster" } as const;

/** Every chart's values with two replicas, as they are installed. */
const valuesOf = {
  "argo-cd": argoCdValues({ registry, replicas: 2 }),
  "aws-load-balancer-controller": loadBalancerControllerValues({
    ...operator,
    region: "eu-central-1",
    vpcId: "vpc-1",
    serviceAccount: "balancer",
  }),
  base: istioBaseValues(),
  cni: istioCniValues(mesh),
  "external-secrets": externalSecretsValues({ registry, replicas: 2, serviceAccount: "secrets", annotations: {} }),
  gateway: ingressValues({ ...mesh, port: 8443, annotations: {} }),
  istiod: istiodValues({ ...mesh, interception: true }),
  karpenter: karpenterValues({ ...operator, serviceAccount: "karpenter", interruptionQueue: "queue" }),
  "metrics-server": metricsServerValues(operator),
};

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

describe("charts of others", () => {
  const rows: readonly (readonly [string, UpstreamChart])[] = Object.entries(upstreamCharts);

  test.each(rows)("%s has one exact version, and its images one exact tag each", (_, { source, version, images }) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(source).toMatch(/^(oci|https):\/\/[a-z0-9.-]+\//);
    for (const { tag } of Object.values(images)) expect(tag).toMatch(/^v?\d+\.\d+\.\d+(-[a-z]+)?$/);
  });

  test("have these digests; a new version changes its row, and one whose digest nobody has recorded is not copied unasked", () => {
    const known = rows.filter(([, { digest }]) => digest !== undefined).map(([name, { digest }]) => [name, digest]);
    expect(known.every(([, digest]) => /^sha256:[0-9a-f]{64}$/.test(digest ?? ""))).toBe(true);
    expect(known.map(([name]) => name)).toEqual(["external-secrets", "karpenter"]);
  });

  test("no name is a chart of our own too", () => {
    expect(Object.keys(ownCharts).filter((name) => name in upstreamCharts)).toEqual([]);
  });

  test.each(Object.entries(valuesOf))("%s pulls from our own registry alone", (_, values) => {
    const hosts = textsIn(values).filter((text) => /(^|\/\/)[a-z0-9-]+(\.[a-z0-9-]+)+\/[a-z]/.test(text));
    expect(hosts.filter((text) => !text.startsWith(`${registry}/`) && !text.startsWith("topology.kubernetes.io/"))).toEqual([]);
  });

  test("every image of the table is in the values of its chart, but those that the mesh puts together itself", () => {
    const missing = rows.flatMap(([name, { images }]) =>
      Object.keys(images)
        .filter((image) => !JSON.stringify(valuesOf[name as keyof typeof valuesOf]).includes(`"${registry}/${image}"`))
        .map((image) => `${name} ${image}`),
    );
    expect(missing).toEqual(["cni istio/install-cni", "gateway istio/proxyv2", "istiod istio/pilot"]);
    expect(valuesOf.istiod).toMatchObject({ global: { hub: `${registry}/istio`, tag: upstreamCharts.istiod.version } });
    expect(valuesOf.cni).toMatchObject({ global: { hub: `${registry}/istio`, tag: upstreamCharts.istiod.version } });
  });

  test("an image has the tag of the table", () => {
    expect(imageOf(registry, "argo-cd", "argoproj/argocd")).toEqual({ repository: "registry.example/argoproj/argocd", tag: "v3.4.2" });
  });

  test("one pod has no budget, for it would only keep its node from being drained", () => {
    expect(disruptionBudget(1)).toEqual({ enabled: false, maxUnavailable: 1 });
    expect(disruptionBudget(3)).toEqual({ enabled: true, maxUnavailable: 1 });
  });
});

/** The budgets of the three parts of External Secrets. */
const budgetsOfExternalSecrets = (replicas: 1 | 2): unknown[] => {
  const values = externalSecretsValues({ registry, replicas, serviceAccount: "secrets", annotations: {} });
  const parts = [values, values.webhook, values.certController] as readonly { readonly podDisruptionBudget: unknown }[];
  return parts.map(({ podDisruptionBudget }) => podDisruptionBudget);
};

describe("budgets of the charts themselves", () => {
  test("External Secrets has one kind of budget, for Kubernetes takes no object with both", () => {
    const ours = { enabled: true, maxUnavailable: 1, minAvailable: null };
    expect(budgetsOfExternalSecrets(2)).toEqual([ours, ours, ours]);
    expect(budgetsOfExternalSecrets(1)).toEqual(Array(3).fill({ ...ours, enabled: false }));
  });

  test.each([
    [1, false],
    [2, true],
  ] as const)(
    "the mesh's control plane with %s pod has a budget: %s, for with one its node could never be drained",
    (replicas, enabled) => {
      expect(istiodValues({ ...mesh, replicas, interception: true })).toMatchObject({
        global: { hub: `${registry}/istio`, defaultPodDisruptionBudget: { enabled } },
      });
    },
  );
});

describe("values and objects", () => {
  test("Argo CD: the chart's own policies, which let everybody call its server, stay off", () => {
    expect(valuesOf["argo-cd"]).toMatchObject({ global: { networkPolicy: { create: false, defaultDenyIngress: false } } });
  });

  test("Argo CD: nobody signs in with a password, and from three replicas the cache is replicated", () => {
    expect(argoCdValues({ registry, replicas: 1 })).toMatchObject({
      configs: { cm: { "admin.enabled": false, "exec.enabled": false, "users.anonymous.enabled": false }, rbac: { "policy.default": "" } },
      server: { replicas: 1, service: { type: "ClusterIP" } },
      redis: { enabled: true },
      "redis-ha": { enabled: false },
    });
    expect(argoCdValues({ registry, replicas: 3 })).toMatchObject({
      server: { replicas: 3 },
      redis: { enabled: false },
      "redis-ha": { enabled: true },
    });
  });

  test("the root application makes applications only, and services change nothing that closes a namespace", () => {
    const objects = rootApplication({
      namespace: "argocd",
      repositoryUrl: "https://github.example/org/repo",
      revision: "main",
      path: "deploy/dev",
      destinations: ["trade", "api"],
    });
    expect(objects).toMatchObject({
      "project-root": {
        kind: "AppProject",
        spec: { clusterResourceWhitelist: [], namespaceResourceWhitelist: [{ group: "argoproj.io", kind: "Application" }] },
      },
      "project-services": {
        kind: "AppProject",
        spec: {
          clusterResourceWhitelist: [],
          destinations: [{ namespace: "api" }, { namespace: "trade" }],
          namespaceResourceBlacklist: [
            { group: "", kind: "LimitRange" },
            { group: "networking.k8s.io", kind: "NetworkPolicy" },
            { group: "", kind: "ResourceQuota" },
            { group: "", kind: "ServiceAccount" },
          ],
        },
      },
      "root-application": {
        kind: "Application",
        spec: {
          project: "root",
          source: { repoURL: "https://github.example/org/repo", targetRevision: "main", path: "deploy/dev" },
          syncPolicy: { automated: { prune: true, selfHeal: true } },
        },
      },
    });
  });

  test("External Secrets reads, and never writes back; its store serves the given namespaces alone", () => {
    expect(valuesOf["external-secrets"]).toMatchObject({
      processPushSecret: false,
      processClusterPushSecret: false,
      webhook: { port: 9443 },
    });
    expect(secretStore({ provider: { fake: {} }, namespaces: ["trade", "api"] })).toEqual({
      "secret-store": {
        apiVersion: "external-secrets.io/v1",
        kind: "ClusterSecretStore",
        metadata: { name: "site" },
        spec: { provider: { fake: {} }, conditions: [{ namespaces: ["api", "trade"] }] },
      },
    });
  });

  test("the mesh takes mutual TLS alone, and the agent on the nodes redirects where proxies are", () => {
    expect(istiodValues({ ...mesh, interception: false })).toMatchObject({ cni: { enabled: false } });
    expect(istiodValues({ ...mesh, platform: "gke", interception: true })).toMatchObject({
      cni: { enabled: true },
      global: { platform: "gke" },
    });
    expect(strictMutualTls("mesh")).toMatchObject({
      "mutual-tls": { metadata: { namespace: "mesh" }, spec: { mtls: { mode: "STRICT" } } },
    });
  });

  test("the mesh lets nobody call anybody but for the grants", () => {
    const grants = { back: { namespace: "two", labels: { app: "back" }, port: 8081, callers: ["two/sa/b", "one/sa/a"] } };
    expect(meshAuthorization(["two", "one"], grants)).toEqual({
      "deny-one": {
        apiVersion: "security.istio.io/v1",
        kind: "AuthorizationPolicy",
        metadata: { name: "deny-all", namespace: "one" },
        spec: {},
      },
      "deny-two": {
        apiVersion: "security.istio.io/v1",
        kind: "AuthorizationPolicy",
        metadata: { name: "deny-all", namespace: "two" },
        spec: {},
      },
      "allow-back": {
        apiVersion: "security.istio.io/v1",
        kind: "AuthorizationPolicy",
        metadata: { name: "allow-back", namespace: "two" },
        spec: {
          selector: { matchLabels: { app: "back" } },
          action: "ALLOW",
          rules: [
            {
              from: [{ source: { principals: ["cluster.local/ns/one/sa/a", "cluster.local/ns/two/sa/b"] } }],
              to: [{ operation: { ports: ["8081"] } }],
            },
          ],
        },
      },
    });
  });

  test("the entrance serves TLS with the certificate that the mesh gave it, and answers for its own health", () => {
    const folder = (valuesOf.gateway as { readonly env: { readonly OUTPUT_CERTS: string } }).env.OUTPUT_CERTS;
    expect(entrance({ namespace: "ingress", port: 8443, target: { host: "api.api.svc.cluster.local", port: 8080 } })).toMatchObject({
      entrance: {
        spec: {
          servers: [
            {
              port: { number: 8443, protocol: "HTTPS" },
              tls: { mode: "SIMPLE", serverCertificate: `${folder}/cert-chain.pem`, privateKey: `${folder}/key.pem` },
            },
          ],
        },
      },
      "entrance-routes": {
        spec: {
          http: [
            { match: [{ uri: { exact: "/healthz/ready" } }], directResponse: { status: 200 } },
            { route: [{ destination: { host: "api.api.svc.cluster.local", port: { number: 8080 } } }] },
          ],
        },
      },
    });
    expect(valuesOf.gateway).toMatchObject({ service: { type: "ClusterIP" } });
  });

  test("nodes that come and go are encrypted, of one image, and end after two weeks", () => {
    const objects = servicePool({
      nodeRole: "nodes",
      subnetIds: ["subnet-1", "subnet-2"],
      securityGroupIds: ["sg-1"],
      imageAlias: "bottlerocket@v1.0.0",
      instanceFamilies: ["r5", "c5"],
      cpuLimit: 16,
      tags: {},
      volumesKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1",
    });
    const encrypted = { encrypted: true, kmsKeyID: "arn:aws:kms:eu-central-1:111122223333:key/1" };
    expect(objects).toMatchObject({
      "node-class": {
        spec: {
          role: "nodes",
          amiSelectorTerms: [{ alias: "bottlerocket@v1.0.0" }],
          subnetSelectorTerms: [{ id: "subnet-1" }, { id: "subnet-2" }],
          metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
          blockDeviceMappings: [
            { deviceName: "/dev/xvda", ebs: encrypted },
            { deviceName: "/dev/xvdb", ebs: encrypted },
          ],
        },
      },
      "node-pool": { spec: { limits: { cpu: "16" }, template: { spec: { expireAfter: "336h" } } } },
    });
  });

  test("pods are bound to a target group by its name, which nobody has to read", () => {
    const settings = { namespace: "ingress", service: "ingress", port: 8443, targetGroupName: "group", vpcId: "vpc-1" };
    expect(targetGroupBinding(settings)).toMatchObject({
      "target-group-binding": {
        kind: "TargetGroupBinding",
        spec: { serviceRef: { name: "ingress", port: 8443 }, targetGroupName: "group", targetType: "ip" },
      },
    });
    expect(valuesOf["aws-load-balancer-controller"]).toMatchObject({
      createIngressClassResource: false,
      enableServiceMutatorWebhook: false,
    });
  });
});
