import { spawnSync } from "node:child_process";

/** Whether Helm is on the `PATH`. */
const hasHelm = spawnSync("helm", ["version", "--short"], { stdio: "ignore" }).status === 0;

/** The oldest Kubernetes that a cluster of ours has, as Helm is told it: Helm's own default depends on how it was built. */
const kubernetesVersion = "1.35.0";

/** What `helm template` prints of a chart with values, or what it says against them. */
export const helmTemplate = (chart: string, values: unknown): { readonly text: string; readonly problem: string } => {
  const { stdout, stderr, status } = spawnSync(
    "helm",
    ["template", "release", chart, "--kube-version", kubernetesVersion, "--values", "-"],
    { input: JSON.stringify(values), encoding: "utf8", maxBuffer: 2 ** 26 },
  );
  return { text: stdout, problem: status === 0 ? "" : stderr };
};

/** Runs `test` where Helm is installed; elsewhere a line says that it was not run: what needs no Helm is tested apart. */
export const withHelm = (test: () => void): void => {
  if (hasHelm) test();
  else process.stderr.write("not rendered: helm is not on the PATH\n");
};
