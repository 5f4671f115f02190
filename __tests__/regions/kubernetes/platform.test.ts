import { synthesizeEstate } from "../../../main";
import { expandInstances } from "../../../modules/core/expand";
import type { TerraformJson } from "../../../modules/core/output-guards";
import { phases, type Phase } from "../../../modules/core/words";
import { ownCharts } from "../../../modules/kubernetes/charts/own-charts";
import { upstreamCharts } from "../../../modules/kubernetes/charts/upstream-charts";
import { namespaces } from "../../../regions/description";
import { helmTemplate, withHelm } from "../../support/helm";
import { manifestsOf } from "../../modules/kubernetes/manifest-fixture";
import { schemaProblems, type Schema } from "../../modules/kubernetes/schema-fixture";
import { readFileSync } from "node:fs";

interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly chart: string;
  readonly repository: string;
  readonly version: string;
  readonly depends_on?: readonly string[];
  readonly values: readonly [string];
  readonly "//": unknown;
}

interface PlatformStack {
  readonly provider: { readonly helm: readonly [Readonly<Record<string, unknown>>] };
  readonly resource: { readonly helm_release: Readonly<Record<string, Release>> };
}

type Values = Readonly<Record<string, unknown>>;

const platforms = (phase?: Phase): ReadonlyMap<string, PlatformStack> => {
  const { texts } = synthesizeEstate({ globs: ["*-platform"], ...(phase === undefined ? {} : { phase }) });
  return new Map([...texts].map(([name, text]) => [name, JSON.parse(text) as PlatformStack]));
};

const valuesOf = (release: Release | undefined): Values => JSON.parse(release?.values[0] ?? "null") as Values;
const releasesOf = (stack: PlatformStack | undefined): Readonly<Record<string, Release>> => stack?.resource.helm_release ?? {};

const all = platforms();
const eks = all.get("production-eu-aws-eu-central-1-platform");
const gke = all.get("production-eu-google-europe-west4-platform");

/** Paths at which two values differ. */
const differences = (a: unknown, b: unknown, path = ""): readonly string[] => {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  const isBranch = (value: unknown): value is Values => typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isBranch(a) || !isBranch(b)) return [path];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().flatMap((key) => differences(a[key], b[key], `${path}/${key}`));
};

describe("one platform for every cloud", () => {
  test("EKS has three releases more than GKE, which brings their work itself; all others are the same", () => {
    const [ofEks, ofGke] = [Object.keys(releasesOf(eks)), Object.keys(releasesOf(gke))];
    expect(ofEks.filter((name) => !ofGke.includes(name)).sort()).toEqual(["aws-load-balancer-controller", "karpenter", "metrics-server"]);
    expect(ofGke.filter((name) => !ofEks.includes(name))).toEqual([]);
  });

  test("the same releases have the same charts, versions and values but for this list", () => {
    const found = Object.entries(releasesOf(gke)).flatMap(([name, release]) => {
      const other = releasesOf(eks)[name];
      const { values: _, depends_on: __, "//": ___, ...rest } = release;
      expect(other).toMatchObject(rest);
      return differences(valuesOf(other), valuesOf(release), name);
    });
    const shortened = found.map((path) => path.replace(/^namespaces\/namespaces\/[^/]+/, "namespaces/namespaces/*"));
    expect([...new Set(shortened)].sort()).toEqual([
      "external-secrets/serviceAccount/annotations/iam.gke.io/gcp-service-account",
      "ingress/service/annotations/cloud.google.com/neg",
      "istio-cni/global/platform",
      "istiod/global/platform",
      ...addressedPolicies.map((policy) => `namespaces/namespaces/*/networkPolicies/${policy}`).sort(),
      ...serviceAccounts.map((account) => `namespaces/namespaces/*/serviceAccounts/${account}/annotations/iam.gke.io/gcp-service-account`),
      "settings/objects/node-class",
      "settings/objects/node-pool",
      "settings/objects/root-application/spec/source/path",
      "settings/objects/secret-store/spec/provider/aws",
      "settings/objects/secret-store/spec/provider/gcpsm",
      "settings/objects/target-group-binding",
    ]);
  });

  test("policies differ in rules that name addresses alone: which pods speak to which is the same", () => {
    const amongPods = (stack: PlatformStack | undefined): string =>
      JSON.stringify(valuesOf(releasesOf(stack)["namespaces"]), (key: string, value: unknown) => {
        if (key === "annotations") return undefined;
        return Array.isArray(value) ? value.filter((rule) => !JSON.stringify(rule).includes('"ipBlock"')) : value;
      });
    expect(amongPods(gke) === amongPods(eks)).toBe(true);
  });
});

/** Policies of workloads that are connected to addresses, which each site has of its own. */
const addressedPolicies = [
  ...[...namespaces, "argocd", "external-secrets"].map((namespace) => `allow-every-pod-of-${namespace}/egress`),
  ...["every-pod-of-external-secrets", "ingress", "mesh-control"].map((name) => `allow-${name}/ingress`),
  "allow-mesh-control/egress",
  ...[
    "auth",
    "governance-engine",
    "messaging",
    "notifications",
    "protocol-engine",
    "trade-engine",
    "trust-engine",
    "value-point-ledger",
  ].map((name) => `allow-${name}/egress`),
];

const serviceAccounts = [
  "api",
  "auth",
  "governance-engine",
  "messaging",
  "notifications",
  "protocol-engine",
  "trade-engine",
  "trust-engine",
  "value-point-ledger",
];

/** The arguments of all resources of a type in a stack of production's EU. */
const resourcesOf = (name: string, type: string): readonly Values[] => {
  const text = synthesizeEstate({ environments: ["production"], globs: [`production-eu-${name}`] }).texts.get(`production-eu-${name}`);
  const { resource } = expandInstances(JSON.parse(text ?? "{}") as TerraformJson);
  return Object.values(resource?.[type] ?? {});
};

describe("the pods that their cloud knows", () => {
  const account = "iam.gke.io/gcp-service-account";
  type Accounts = Readonly<Record<string, { readonly annotations: Readonly<Record<string, string>> }>>;

  /** `<namespace>/<service account>` of the annotated service accounts of GKE, with the address that the annotation names. */
  const annotated = (): readonly (readonly [string, string])[] => {
    const { namespaces: made } = valuesOf(releasesOf(gke)["namespaces"]) as {
      readonly namespaces: Readonly<Record<string, { readonly serviceAccounts: Accounts }>>;
    };
    const operator = releasesOf(gke)["external-secrets"];
    const { serviceAccount } = valuesOf(operator) as { readonly serviceAccount: Accounts[string] & { readonly name: string } };
    const all = Object.entries(made).flatMap(([namespace, { serviceAccounts: accounts }]) =>
      Object.entries(accounts).map(([name, { annotations }]) => [`${namespace}/${name}`, annotations[account] ?? ""] as const),
    );
    return [...all, [`${operator?.namespace ?? ""}/${serviceAccount.name}`, serviceAccount.annotations[account] ?? ""] as const].sort();
  };

  test("on GKE become the account of their annotation, which stands, and no others do", () => {
    const bound = resourcesOf("google-europe-west4-cluster", "google_service_account_iam_binding")
      .map(({ members, service_account_id: id }) => [
        String((members as readonly string[])[0]).replace(/^serviceAccount:meetbarter-prod-eu\.svc\.id\.goog\[(.*)\]$/, "$1"),
        String(id).split("/").at(-1),
      ])
      .sort();
    expect(annotated()).toEqual(bound);
    const standing = resourcesOf("google-global-account", "google_service_account").map(
      ({ account_id: id }) => `${String(id)}@meetbarter-prod-eu.iam.gserviceaccount.com`,
    );
    expect(annotated().filter(([, address]) => !standing.includes(address))).toEqual([]);
    expect(annotated()).toHaveLength(serviceAccounts.length + 1);
  });

  test("are the same on EKS, but for the two operators that GKE brings itself", () => {
    const associated = resourcesOf("aws-eu-central-1-cluster", "aws_eks_pod_identity_association").map(
      ({ namespace, service_account: name }) => `${String(namespace)}/${String(name)}`,
    );
    const others = ["kube-system/aws-load-balancer-controller", "kube-system/karpenter"];
    expect([...annotated().map(([pods]) => pods), ...others].sort()).toEqual([...associated].sort());
  });
});

describe("every platform stack", () => {
  test.each([...all])("%s installs from its site's own registry, after its namespaces, and keeps no credential", (_, stack) => {
    const [{ helm_driver: driver, kubernetes, ...rest }] = stack.provider.helm;
    expect([driver, Object.keys(rest)]).toEqual(["configmap", []]);
    expect(Object.keys(kubernetes as object).sort()).toEqual(["cluster_ca_certificate", "exec", "host"]);
    expect(JSON.stringify(kubernetes)).toMatch(/"host":"\$\{data\.terraform_remote_state\.cluster\.outputs\.cluster_endpoint\}"/);
    for (const [name, { repository, version, chart, depends_on: after = [] }] of Object.entries(releasesOf(stack))) {
      expect(repository).toBe("oci://${data.terraform_remote_state.cluster.outputs.registry_host}/charts");
      expect(version).toBe({ ...upstreamCharts, ...ownCharts }[chart as "argo-cd" | "namespaces"].version);
      expect(after.includes("helm_release.namespaces")).toBe(name !== "namespaces");
    }
  });

  test.each(phases)("in phase %s has what that phase brings, and steps add to it without renaming anything", (phase) => {
    const stack = platforms(phase).get("production-eu-aws-eu-central-1-platform");
    const objects = Object.keys(valuesOf(releasesOf(stack)["settings"])["objects"] as Values);
    const has = {
      karpenter: "karpenter" in releasesOf(stack),
      "istio-cni": "istio-cni" in releasesOf(stack),
      "mutual-tls": objects.includes("mutual-tls"),
      "deny-trade": objects.includes("deny-trade"),
      injection: JSON.stringify(valuesOf(releasesOf(stack)["namespaces"])).includes("istio-injection"),
    };
    const growth = phase !== "foundation";
    expect(has).toEqual({
      karpenter: growth,
      "istio-cni": growth,
      "mutual-tls": growth,
      "deny-trade": phase === "enterprise",
      injection: growth,
    });
    const always = ["argo-cd", "aws-load-balancer-controller", "external-secrets", "ingress", "istio-base", "istiod", "metrics-server"];
    expect([...always, "namespaces", "settings"].filter((name) => !(name in releasesOf(stack)))).toEqual([]);
  });

  test.each([...all])("%s gives our own charts values that their schemas ask for", (_, stack) => {
    for (const chart of ["namespaces", "objects"] as const) {
      const schema = JSON.parse(readFileSync(`${ownCharts[chart].folder}/values.schema.json`, "utf8")) as Schema;
      const releases = Object.values(releasesOf(stack)).filter((release) => release.chart === chart);
      expect(releases.flatMap((release) => schemaProblems(schema, valuesOf(release)))).toEqual([]);
      expect(releases).toHaveLength(1);
    }
  });

  test("has the seven namespaces and its own, each closed, restricted and bounded", () => {
    const { namespaces: made } = valuesOf(releasesOf(eks)["namespaces"]) as {
      readonly namespaces: Readonly<Record<string, { labels: Values; quota: Values; networkPolicies: Values; serviceAccounts: Values }>>;
    };
    expect(Object.keys(made).sort()).toEqual([...namespaces, "argocd", "external-secrets", "istio-ingress", "istio-system"].sort());
    for (const { labels, quota, networkPolicies } of Object.values(made)) {
      expect(labels["pod-security.kubernetes.io/enforce"]).toBe("restricted");
      expect(quota).toMatchObject({ "services.loadbalancers": "0", "services.nodeports": "0" });
      expect(networkPolicies["deny-all"]).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    }
    expect(
      Object.values(made)
        .flatMap(({ serviceAccounts: accounts }) => Object.keys(accounts))
        .sort(),
    ).toEqual(serviceAccounts);
  });

  test("both clouds' own charts render to the objects that the values say", () =>
    withHelm(() => {
      for (const stack of [eks, gke]) {
        const made = helmTemplate(ownCharts.namespaces.folder, valuesOf(releasesOf(stack)["namespaces"]));
        expect(made.problem).toBe("");
        const kinds = manifestsOf(made.text).map(({ kind }) => kind);
        const count = (kind: string): number => kinds.filter((one) => one === kind).length;
        expect([count("Namespace"), count("ResourceQuota"), count("LimitRange"), count("ServiceAccount")]).toEqual([11, 11, 11, 9]);
        expect(count("NetworkPolicy")).toBe(11 + 11 + 9 + 2);
        const values = valuesOf(releasesOf(stack)["settings"]);
        const settings = helmTemplate(ownCharts.objects.folder, values);
        expect(settings.problem).toBe("");
        expect(manifestsOf(settings.text)).toHaveLength(Object.keys(values["objects"] as Values).length);
      }
    }));
});
