import { LoadBalancerPool } from "@cdktf/provider-cloudflare/lib/load-balancer-pool";
import { CloudflareProvider } from "@cdktf/provider-cloudflare/lib/provider";
import { Ruleset } from "@cdktf/provider-cloudflare/lib/ruleset";
import { ZoneSetting } from "@cdktf/provider-cloudflare/lib/zone-setting";
import { ComputeFirewall } from "@cdktf/provider-google/lib/compute-firewall";
import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { Release } from "@cdktf/provider-helm/lib/release";
import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { Manifest } from "@cdktf/provider-kubernetes/lib/manifest";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import type { TerraformStack } from "cdktf";
import type { Builds } from "./case";

const helm = (stack: TerraformStack) =>
  new HelmProvider(stack, "helm", {
    kubernetes: { host: "https://a.example", exec: { apiVersion: "v1", command: "aws", args: ["eks"], env: { A: "b" } } },
  });
const kubernetes = (stack: TerraformStack) => new KubernetesProvider(stack, "kubernetes", { host: "https://a.example", token: "t" });
const cloudflare = (stack: TerraformStack) =>
  new CloudflareProvider(stack, "cloudflare", { apiToken: "0123456789012345678901234567890123456789" });
const google = (stack: TerraformStack) => new GoogleProvider(stack, "google", { project: "acme", region: "europe-west3" });
const zone = "023e105f4ecef8ad9ca31a8372d0c353";

/** Resources whose arguments are made of arguments, and blocks that look like them. */
export const frameworks: Builds = {
  "a helm release with values to set": (stack) => {
    helm(stack);
    new Release(stack, "app", {
      name: "app",
      chart: "./chart",
      set: [
        { name: "a.b", value: "8080" },
        { name: "c\\.d", value: "true", type: "string" },
      ],
      setSensitive: [{ name: "secret", value: "x" }],
      values: ["a: 1\nb:\n  - c\n"],
    });
  },
  "a helm release with an empty list": (stack) => {
    helm(stack);
    new Release(stack, "app", { name: "app", chart: "./chart", set: [], wait: false, timeout: 0 });
  },
  "a deployment": (stack) => {
    kubernetes(stack);
    new DeploymentV1(stack, "app", {
      metadata: { name: "app", labels: { "app.kubernetes.io/name": "app" } },
      spec: {
        replicas: "2",
        selector: { matchLabels: { app: "app" } },
        template: {
          metadata: { labels: { app: "app" } },
          spec: {
            container: [
              {
                name: "app",
                image: "app:1",
                port: [{ containerPort: 8080 }],
                env: [
                  { name: "A", value: "$(B)" },
                  { name: "B", value: "" },
                ],
              },
              {
                name: "side",
                image: "side:1",
                args: ["-c", 'echo "a"\nsleep 1\n'],
                livenessProbe: { httpGet: { path: "/", port: "8080" } },
              },
            ],
          },
        },
      },
    });
  },
  "a config map with files": (stack) => {
    kubernetes(stack);
    new ConfigMapV1(stack, "files", {
      metadata: { name: "files" },
      data: { "a.conf": "x = 1\ny = $${z}\n", "b.json": '{"a":1}', "c.sh": "#!/bin/sh\necho '%%{http_code}'\n" },
    });
  },
  "a manifest": (stack) => {
    kubernetes(stack);
    new Manifest(stack, "manifest", {
      manifest: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "b" }, data: { "a.b": "8080", c: "no" } },
    });
  },
  "a ruleset": (stack) => {
    cloudflare(stack);
    new Ruleset(stack, "waf", {
      zoneId: zone,
      name: "waf",
      kind: "zone",
      phase: "http_request_firewall_custom",
      rules: [
        { action: "block", expression: '(http.request.uri.path matches "^/admin\\\\.php$")', description: "admin", enabled: true },
        { action: "log", expression: "ip.src in {10.0.0.0/8}", enabled: false, logging: { enabled: true } },
      ],
    });
  },
  "a ruleset with parameters": (stack) => {
    cloudflare(stack);
    new Ruleset(stack, "limit", {
      zoneId: zone,
      name: "limit",
      kind: "zone",
      phase: "http_ratelimit",
      rules: [
        {
          action: "block",
          expression: "true",
          ratelimit: { characteristics: ["cf.colo.id", "ip.src"], period: 60, requestsPerPeriod: 100, mitigationTimeout: 600 },
          actionParameters: { response: { statusCode: 429, content: '{"a":"b"}', contentType: "application/json" } },
        },
      ],
    });
  },
  "a load balancer's pool": (stack) => {
    cloudflare(stack);
    new LoadBalancerPool(stack, "pool", {
      accountId: zone,
      name: "pool",
      origins: [
        { name: "a", address: "a.example", weight: 0.5, enabled: true, header: { host: ["a.example"] } },
        { name: "b", address: "b.example", weight: 1, enabled: false },
      ],
      loadShedding: { defaultPercent: 0, defaultPolicy: "random" },
    });
  },
  "a setting of any type": (stack) => {
    cloudflare(stack);
    new ZoneSetting(stack, "text", { zoneId: zone, settingId: "min_tls_version", value: { type: "x" } }).addOverride("value", "1.2");
    new ZoneSetting(stack, "object", {
      zoneId: zone,
      settingId: "security_header",
      value: { strict_transport_security: { enabled: true, max_age: 0 } },
    });
  },
  "nested arguments with overrides": (stack) => {
    cloudflare(stack);
    const pool = new LoadBalancerPool(stack, "pool", { accountId: zone, name: "pool", origins: [{ name: "a", address: "a.example" }] });
    pool.addOverride("origin_steering", { policy: "hash" });
    pool.addOverride("notification_filter.pool.disable", true);
  },
  "a bucket with rules": (stack) => {
    google(stack);
    new StorageBucket(stack, "bucket", {
      name: "acme-a",
      location: "EU",
      forceDestroy: false,
      versioning: { enabled: true },
      lifecycleRule: [
        { action: { type: "Delete" }, condition: { age: 30, matchesPrefix: ["tmp/"] } },
        { action: { type: "SetStorageClass", storageClass: "NEARLINE" }, condition: { numNewerVersions: 3 } },
      ],
      labels: { a: "b-c" },
    });
  },
  "a firewall": (stack) => {
    google(stack);
    new ComputeFirewall(stack, "firewall", {
      name: "a",
      network: "default",
      direction: "INGRESS",
      sourceRanges: ["10.0.0.0/8"],
      allow: [{ protocol: "tcp", ports: ["443", "8000-8080"] }, { protocol: "icmp" }],
    });
  },
};
