import { Release } from "@cdktf/provider-helm/lib/release";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { text, wholeNumber } from "../../core/checks";
import { jsonDocument } from "../../core/json";
import { checkProps, shape, value, type PropRules, type Shape, type Value } from "../../core/props";

/** Props of {@link KubernetesRelease}. */
export interface KubernetesReleaseProps {
  /** Name of the release, 1 to 53 characters, unique in its namespace. Renaming installs it anew. */
  readonly releaseName: Value<string>;
  /** Namespace in which the release and its history stand; it has to exist. A change installs it anew. */
  readonly namespace: Value<string>;
  /** Where the chart lies, without `oci://` and its name: the host and the path of a registry whose tags can't be moved. */
  readonly chartRegistry: Value<string>;
  /** Name of the chart. */
  readonly chart: Value<string>;
  /** Exact version of the chart, for the provider takes no digest. A change upgrades the release. */
  readonly chartVersion: Value<string>;
  /** Values of the chart, which are written with sorted keys. A change upgrades the release. @default - the chart's own */
  readonly values?: Value<Readonly<Record<string, unknown>>>;
  /** Seconds that an install, an upgrade and a removal may take, 60 to 3,600. @default 600 */
  readonly timeoutSeconds?: Value<number>;
  /** What has to stand before it is installed, and until it is removed. @default - nothing */
  readonly after?: Shape<readonly ITerraformDependable[]>;
}

const kubernetesName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** What each prop has to be. */
export const rules: PropRules<KubernetesReleaseProps> = {
  // https://helm.sh/docs/chart_template_guide/builtin_objects/: a release's name has at most 53 characters; read 2026-11-23.
  releaseName: value(text(kubernetesName, "a release's name", 1, 53)),
  // https://kubernetes.io/docs/concepts/overview/working-with-objects/names/, read 2026-11-23.
  namespace: value(text(kubernetesName, "a namespace's name", 1, 63)),
  chartRegistry: value(
    text(/^[a-z0-9][a-z0-9.-]*\.[a-z]+(:\d+)?(\/[a-z0-9._-]+)*$/, "a registry's host and path, without a scheme", 4, 255),
  ),
  chart: value(text(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "a chart's name", 1, 128)),
  chartVersion: value(text(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, "one exact version", 5, 64)),
  values: value(),
  timeoutSeconds: value(wholeNumber(60, 3600, "seconds")),
  after: shape(),
};

/**
 * One release of a chart. An install that fails leaves nothing behind, an upgrade that fails goes back to what stood
 * before, and both wait until all that they made is ready. What the values leave out has the chart's default again.
 */
export class KubernetesRelease extends Construct {
  /** What others that come after it depend on. */
  readonly release: ITerraformDependable;

  constructor(scope: Construct, id: string, props: KubernetesReleaseProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const { releaseName, namespace, chartRegistry, chart, chartVersion, values, timeoutSeconds = 600, after = [] } = props;
    this.release = new Release(this, "Resource", {
      name: releaseName,
      namespace,
      createNamespace: false,
      repository: `oci://${chartRegistry}`,
      chart,
      version: chartVersion,
      ...(values === undefined ? {} : { values: [jsonDocument(values)] }),
      atomic: true,
      cleanupOnFail: true,
      wait: true,
      waitForJobs: true,
      timeout: timeoutSeconds,
      // A release whose first install was broken off is taken up again instead of being an error.
      upgradeInstall: true,
      resetValues: true,
      dependencyUpdate: false,
      maxHistory: 5,
      ...(after.length === 0 ? {} : { dependsOn: [...after] }),
    });
  }
}
