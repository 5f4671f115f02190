import type { HandwrittenResource } from "./resource";

const labels = { app: "ledger" };

const template = {
  metadata: [{ labels }],
  spec: [
    {
      service_account_name: "ledger",
      container: [
        {
          name: "ledger",
          image: "registry.meetbarter.example/ledger:1.4.2",
          port: [{ container_port: 8443, protocol: "TCP" }],
          resources: [{ limits: { cpu: "1", memory: "512Mi" }, requests: { cpu: "250m", memory: "256Mi" } }],
        },
      ],
    },
  ],
};

/** What runs, and how it is reached. */
export const kubernetesWorkloads: readonly HandwrittenResource[] = [
  {
    name: "a service's pods",
    type: "kubernetes_deployment_v1",
    config: {
      metadata: [{ name: "ledger", namespace: "ledger", labels }],
      spec: [{ replicas: "3", selector: [{ match_labels: labels }], strategy: [{ type: "RollingUpdate" }], template: [template] }],
    },
    defaults: {
      wait_for_rollout: true,
      "spec.0.min_ready_seconds": 0,
      "spec.0.paused": false,
      "spec.0.progress_deadline_seconds": 600,
      "spec.0.revision_history_limit": 10,
      "spec.0.template.0.spec.0.restart_policy": "Always",
      "spec.0.template.0.spec.0.dns_policy": "ClusterFirst",
      "spec.0.template.0.spec.0.termination_grace_period_seconds": 30,
      "spec.0.template.0.spec.0.host_network": false,
    },
    mistakes: [
      { mistake: "required", with: { "spec.0.template": null }, at: ["spec.template"] },
      { mistake: "enumeration", with: { "spec.0.strategy.0.type": "BlueGreen" }, at: ["spec.strategy.type"] },
      { mistake: "format", with: { "spec.0.replicas": "three" }, at: ["spec.replicas"] },
      { mistake: "required", with: { "spec.0.template.0.spec.0.container.0.name": null }, at: ["spec.template.spec.container.name"] },
      { mistake: "format", with: { "metadata.0.name": "ledger_v1" }, at: ["metadata.name"] },
    ],
    changes: [
      { change: "replicas", with: { "spec.0.replicas": "5" }, replaces: [] },
      { change: "selector", with: { "spec.0.selector.0.match_labels": { app: "audit" } }, replaces: ["spec.selector.match_labels"] },
      { change: "namespace", with: { "metadata.0.namespace": "audit" }, replaces: ["metadata.namespace"] },
    ],
  },
  {
    name: "pods that keep their disks",
    type: "kubernetes_stateful_set_v1",
    config: {
      metadata: [{ name: "vault", namespace: "vault" }],
      spec: [
        {
          service_name: "vault",
          replicas: "3",
          pod_management_policy: "Parallel",
          selector: [{ match_labels: labels }],
          template: [template],
          update_strategy: [{ type: "OnDelete" }],
        },
      ],
    },
    defaults: { wait_for_rollout: true, "spec.0.min_ready_seconds": 0 },
    mistakes: [
      { mistake: "enumeration", with: { "spec.0.pod_management_policy": "Serial" }, at: ["spec.pod_management_policy"] },
      { mistake: "enumeration", with: { "spec.0.update_strategy.0.type": "Recreate" }, at: ["spec.update_strategy.type"] },
      { mistake: "required", with: { "spec.0.service_name": null }, at: ["spec.service_name"] },
      { mistake: "range", with: { "spec.0.min_ready_seconds": -1 }, at: ["spec.min_ready_seconds"] },
    ],
    changes: [
      { change: "service", with: { "spec.0.service_name": "vault-internal" }, replaces: ["spec.service_name"] },
      { change: "strategy", with: { "spec.0.update_strategy.0.type": "RollingUpdate" }, replaces: [] },
    ],
  },
  {
    name: "a pod on every node",
    type: "kubernetes_daemon_set_v1",
    config: {
      metadata: [{ name: "agent", namespace: "observability" }],
      spec: [{ selector: [{ match_labels: labels }], template: [template] }],
    },
    defaults: { wait_for_rollout: true, "spec.0.min_ready_seconds": 0, "spec.0.revision_history_limit": 10 },
    mistakes: [
      { mistake: "enumeration", with: { "spec.0.strategy": [{ type: "Recreate" }] }, at: ["spec.strategy.type"] },
      { mistake: "required", with: { spec: null }, at: ["spec"] },
    ],
    changes: [{ change: "name", with: { "metadata.0.name": "collector" }, replaces: ["metadata.name"] }],
  },
  {
    name: "a service with session affinity",
    type: "kubernetes_service_v1",
    config: {
      metadata: [{ name: "ledger", namespace: "ledger" }],
      spec: [
        { selector: labels, session_affinity: "ClientIP", port: [{ name: "https", port: 443, target_port: "8443", protocol: "TCP" }] },
      ],
    },
    defaults: {
      wait_for_load_balancer: true,
      "spec.0.allocate_load_balancer_node_ports": true,
      "spec.0.publish_not_ready_addresses": false,
      "spec.0.type": "ClusterIP",
    },
    mistakes: [
      { mistake: "enumeration", with: { "spec.0.type": "Internal" }, at: ["spec.type"] },
      { mistake: "enumeration", with: { "spec.0.session_affinity": "Cookie" }, at: ["spec.session_affinity"] },
      { mistake: "enumeration", with: { "spec.0.port.0.protocol": "HTTP" }, at: ["spec.port.protocol"] },
      { mistake: "enumeration", with: { "spec.0.ip_families": ["IPv5"] }, at: ["spec.ip_families"] },
      { mistake: "format", with: { "spec.0.load_balancer_source_ranges": ["203.0.113.7"] }, at: ["spec.load_balancer_source_ranges"] },
      { mistake: "format", with: { "spec.0.external_ips": ["ledger.example"] }, at: ["spec.external_ips"] },
      { mistake: "range", with: { "spec.0.port.0.port": 70000 }, at: ["spec.port.port"] },
      { mistake: "required", with: { "spec.0.port.0.port": null }, at: ["spec.port.port"] },
    ],
    changes: [
      { change: "port", with: { "spec.0.port.0.port": 8443 }, replaces: [] },
      { change: "class of load balancer", with: { "spec.0.load_balancer_class": "internal" }, replaces: ["spec.load_balancer_class"] },
    ],
  },
  {
    name: "a service without an address",
    type: "kubernetes_service_v1",
    config: { metadata: [{ name: "vault", namespace: "vault" }], spec: [{ cluster_ip: "None", selector: labels, port: [{ port: 8200 }] }] },
    defaults: { "spec.0.session_affinity": "None", "spec.0.type": "ClusterIP" },
  },
  {
    name: "how many pods may be missing",
    type: "kubernetes_pod_disruption_budget_v1",
    config: { metadata: [{ name: "ledger", namespace: "ledger" }], spec: [{ max_unavailable: "1", selector: [{ match_labels: labels }] }] },
    mistakes: [
      { mistake: "format", with: { "spec.0.max_unavailable": "one" }, at: ["spec.max_unavailable"] },
      { mistake: "required", with: { "spec.0.selector": null }, at: ["spec.selector"] },
    ],
    changes: [{ change: "number", with: { "spec.0.max_unavailable": "25%" }, replaces: ["spec.max_unavailable"] }],
  },
  {
    name: "as many pods as are needed",
    type: "kubernetes_horizontal_pod_autoscaler_v2",
    config: {
      metadata: [{ name: "ledger", namespace: "ledger" }],
      spec: [
        {
          max_replicas: 12,
          scale_target_ref: [{ api_version: "apps/v1", kind: "Deployment", name: "ledger" }],
          metric: [{ type: "Resource", resource: [{ name: "cpu", target: [{ type: "Utilization", average_utilization: 70 }] }] }],
        },
      ],
    },
    defaults: { "spec.0.min_replicas": 1 },
    mistakes: [
      { mistake: "required", with: { "spec.0.max_replicas": null }, at: ["spec.max_replicas"] },
      { mistake: "enumeration", with: { "spec.0.metric.0.type": "Cpu" }, at: ["spec.metric.type"] },
      { mistake: "required", with: { "spec.0.scale_target_ref.0.name": null }, at: ["spec.scale_target_ref.name"] },
    ],
    changes: [{ change: "most", with: { "spec.0.max_replicas": 20 }, replaces: [] }],
  },
  {
    name: "work at night",
    type: "kubernetes_cron_job_v1",
    config: {
      metadata: [{ name: "reconcile", namespace: "ledger" }],
      spec: [
        {
          schedule: "0 3 * * *",
          concurrency_policy: "Forbid",
          job_template: [
            {
              metadata: [{}],
              spec: [
                {
                  template: [
                    {
                      metadata: [{}],
                      spec: [
                        { restart_policy: "Never", container: [{ name: "reconcile", image: "registry.meetbarter.example/ledger:1.4.2" }] },
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
    defaults: { "spec.0.failed_jobs_history_limit": 1, "spec.0.successful_jobs_history_limit": 3, "spec.0.suspend": false },
    mistakes: [
      { mistake: "enumeration", with: { "spec.0.concurrency_policy": "Queue" }, at: ["spec.concurrency_policy"] },
      { mistake: "required", with: { "spec.0.schedule": null }, at: ["spec.schedule"] },
      { mistake: "required", with: { "spec.0.job_template": null }, at: ["spec.job_template"] },
    ],
    changes: [{ change: "schedule", with: { "spec.0.schedule": "0 4 * * *" }, replaces: [] }],
  },
  {
    name: "work that is done once",
    type: "kubernetes_job_v1",
    config: {
      metadata: [{ name: "migrate", namespace: "ledger" }],
      spec: [
        {
          template: [
            {
              metadata: [{}],
              spec: [{ restart_policy: "Never", container: [{ name: "migrate", image: "registry.meetbarter.example/ledger:1.4.2" }] }],
            },
          ],
        },
      ],
    },
    defaults: { wait_for_completion: true, "spec.0.backoff_limit": 6, "spec.0.completions": 1, "spec.0.parallelism": 1 },
    mistakes: [
      { mistake: "range", with: { "spec.0.backoff_limit": -1 }, at: ["spec.backoff_limit"] },
      { mistake: "range", with: { "spec.0.completions": 0 }, at: ["spec.completions"] },
      { mistake: "enumeration", with: { "spec.0.completion_mode": "Ordered" }, at: ["spec.completion_mode"] },
    ],
    changes: [
      { change: "completions", with: { "spec.0.completions": 2 }, replaces: ["spec.completions"] },
      { change: "patience", with: { "spec.0.backoff_limit": 2 }, replaces: [] },
    ],
  },
  {
    name: "a claim on a disk",
    type: "kubernetes_persistent_volume_claim_v1",
    config: {
      metadata: [{ name: "data", namespace: "vault" }],
      spec: [{ access_modes: ["ReadWriteOnce"], storage_class_name: "encrypted", resources: [{ requests: { storage: "10Gi" } }] }],
    },
    mistakes: [
      { mistake: "enumeration", with: { "spec.0.access_modes": ["ReadWrite"] }, at: ["spec.access_modes"] },
      { mistake: "required", with: { "spec.0.resources": null }, at: ["spec.resources"] },
    ],
    changes: [{ change: "class", with: { "spec.0.storage_class_name": "fast" }, replaces: ["spec.storage_class_name"] }],
  },
  {
    name: "a class of ways in",
    type: "kubernetes_ingress_class_v1",
    config: {
      metadata: [{ name: "internal" }],
      spec: [{ controller: "ingress.meetbarter.example/internal", parameters: [{ kind: "Gateway", name: "internal" }] }],
    },
    mistakes: [
      { mistake: "enumeration", with: { "spec.0.parameters.0.scope": "Global" }, at: ["spec.parameters.scope"] },
      { mistake: "required", with: { "spec.0.parameters.0.kind": null }, at: ["spec.parameters.kind"] },
    ],
    changes: [{ change: "name", with: { "metadata.0.name": "outside" }, replaces: ["metadata.name"] }],
  },
];
