import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { TerraformVariable } from "cdktf";
import type { Attributes } from "../../../../modules/core/output-guards";
import type { EstateStack } from "../../../../modules/core/stack";
import { synthesizeStack } from "../../../../modules/core/synthesize";
import { KubernetesRelease, type KubernetesReleaseProps } from "../../../../modules/kubernetes/release/release";
import { codesOf, stackOf } from "../../../support/stack";

const good: KubernetesReleaseProps = {
  releaseName: "argo-cd",
  namespace: "argocd",
  chartRegistry: "111122223333.dkr.ecr.eu-central-1.amazonaws.com/charts",
  chart: "argo-cd",
  chartVersion: "9.5.14",
};

const emptyStack = (): EstateStack => {
  const stack = stackOf("platform");
  new HelmProvider(stack, "helm", {});
  return stack;
};

const synthesized = (props: KubernetesReleaseProps): Attributes => {
  const stack = emptyStack();
  new KubernetesRelease(stack, "release", props);
  const { resource = {} } = synthesizeStack(stack);
  expect(Object.entries(resource).map(([type, byName]) => [type, Object.keys(byName)])).toEqual([["helm_release", ["release"]]]);
  return resource["helm_release"]?.["release"] ?? {};
};

describe("KubernetesRelease", () => {
  test("is one release from the given registry, of one version, that succeeds as a whole or not at all", () => {
    const { "//": _, ...release } = synthesized(good);
    expect(release).toEqual({
      name: "argo-cd",
      namespace: "argocd",
      create_namespace: false,
      repository: "oci://111122223333.dkr.ecr.eu-central-1.amazonaws.com/charts",
      chart: "argo-cd",
      version: "9.5.14",
      atomic: true,
      cleanup_on_fail: true,
      wait: true,
      wait_for_jobs: true,
      timeout: 600,
      upgrade_install: true,
      reset_values: true,
      dependency_update: false,
      max_history: 5,
    });
  });

  test("writes values as JSON with sorted keys, with what only Terraform knows inside", () => {
    const stack = emptyStack();
    const host = new TerraformVariable(stack, "host", { type: "string" });
    new KubernetesRelease(stack, "release", { ...good, values: { b: { d: 1, c: [true] }, a: `${host.stringValue}/x` } });
    expect(synthesizeStack(stack).resource?.["helm_release"]?.["release"]).toMatchObject({
      values: ['{"a":"${var.host}/x","b":{"c":[true],"d":1}}'],
    });
  });

  test("comes after others", () => {
    const stack = emptyStack();
    const first = new KubernetesRelease(stack, "first", { ...good, releaseName: "first" });
    new KubernetesRelease(stack, "second", { ...good, releaseName: "second", timeoutSeconds: 60, after: [first.release] });
    expect(synthesizeStack(stack).resource?.["helm_release"]?.["second"]).toMatchObject({
      depends_on: ["helm_release.first"],
      timeout: 60,
    });
  });

  test.each<[string, Partial<KubernetesReleaseProps>]>([
    ["releaseName", { releaseName: "a".repeat(54) }],
    ["releaseName", { releaseName: "Argo" }],
    ["namespace", { namespace: "a".repeat(64) }],
    ["namespace", { namespace: "-x" }],
    ["chartRegistry", { chartRegistry: "oci://registry.example/charts" }],
    ["chartRegistry", { chartRegistry: "registry" }],
    ["chart", { chart: "charts/argo-cd" }],
    ["chartVersion", { chartVersion: "^9.5.14" }],
    ["chartVersion", { chartVersion: "latest" }],
    ["timeoutSeconds", { timeoutSeconds: 59 }],
    ["timeoutSeconds", { timeoutSeconds: 3601 }],
  ])("refuses a wrong %s: BadProp %p", (prop, change) => {
    const build = (): unknown => new KubernetesRelease(emptyStack(), "release", { ...good, ...change });
    expect(codesOf(build)).toEqual(["BadProp"]);
    expect(build).toThrow(new RegExp(`'${prop}' must`));
  });
});
