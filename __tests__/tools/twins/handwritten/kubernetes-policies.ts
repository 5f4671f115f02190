import type { HandwrittenResource } from "./resource";

/** Namespaces, and what holds in them. */
export const kubernetesPolicies: readonly HandwrittenResource[] = [
  {
    name: "a namespace of a service",
    type: "kubernetes_namespace_v1",
    config: { metadata: [{ name: "ledger", labels: { "istio-injection": "enabled", "data-class": "sensitive" } }] },
    defaults: { wait_for_default_service_account: false },
    mistakes: [
      { mistake: "required", with: { metadata: null }, at: ["metadata"] },
      { mistake: "format", with: { "metadata.0.name": "Ledger" }, at: ["metadata.name"] },
      { mistake: "exclusive", with: { "metadata.0.generate_name": "ledger-" }, at: ["metadata.name", "metadata.generate_name"] },
    ],
    changes: [
      { change: "name", with: { "metadata.0.name": "audit" }, replaces: ["metadata.name"] },
      { change: "label", with: { "metadata.0.labels": { "data-class": "internal" } }, replaces: [] },
    ],
  },
  {
    name: "nothing in, but from the mesh",
    type: "kubernetes_network_policy_v1",
    config: {
      metadata: [{ name: "from-mesh", namespace: "ledger" }],
      spec: [
        {
          pod_selector: [{ match_labels: { app: "ledger" } }],
          policy_types: ["Ingress"],
          ingress: [{ from: [{ namespace_selector: [{ match_labels: { zone: "mesh" } }] }], ports: [{ port: "8443", protocol: "TCP" }] }],
        },
      ],
    },
    mistakes: [
      { mistake: "required", with: { spec: null }, at: ["spec"] },
      { mistake: "required", with: { "spec.0.policy_types": null }, at: ["spec.policy_types"] },
      { mistake: "required", with: { "spec.0.pod_selector": null }, at: ["spec.pod_selector"] },
      { mistake: "format", with: { "metadata.0.name": "from_mesh" }, at: ["metadata.name"] },
    ],
    changes: [
      { change: "namespace", with: { "metadata.0.namespace": "audit" }, replaces: ["metadata.namespace"] },
      { change: "port", with: { "spec.0.ingress.0.ports.0.port": "9443" }, replaces: [] },
    ],
  },
  {
    name: "what a namespace may use",
    type: "kubernetes_resource_quota_v1",
    config: {
      metadata: [{ name: "quota", namespace: "ledger" }],
      spec: [{ hard: { pods: "40", "limits.memory": "64Gi" }, scopes: ["NotTerminating"] }],
    },
    mistakes: [
      { mistake: "enumeration", with: { "spec.0.scopes": ["Running"] }, at: ["spec.scopes"] },
      { mistake: "format", with: { "spec.0.hard": { pods: "forty" } }, at: ["spec.hard"] },
      { mistake: "required", with: { metadata: null }, at: ["metadata"] },
    ],
    changes: [
      { change: "amount", with: { "spec.0.hard": { pods: "60", "limits.memory": "64Gi" } }, replaces: [] },
      { change: "scope", with: { "spec.0.scopes": ["Terminating"] }, replaces: ["spec.scopes"] },
    ],
  },
  {
    name: "limits of a container that says none",
    type: "kubernetes_limit_range_v1",
    config: {
      metadata: [{ name: "limits", namespace: "ledger" }],
      spec: [{ limit: [{ type: "Container", default: { cpu: "500m", memory: "512Mi" } }] }],
    },
    mistakes: [{ mistake: "format", with: { "metadata.0.name": "limits!" }, at: ["metadata.name"] }],
    changes: [{ change: "name", with: { "metadata.0.name": "defaults" }, replaces: ["metadata.name"] }],
  },
  {
    name: "a role of readers",
    type: "kubernetes_role_v1",
    config: {
      metadata: [{ name: "reader", namespace: "ledger" }],
      rule: [{ api_groups: [""], resources: ["pods", "pods/log"], verbs: ["get", "list", "watch"] }],
    },
    mistakes: [
      { mistake: "required", with: { rule: null }, at: ["rule"] },
      { mistake: "required", with: { "rule.0.verbs": null }, at: ["rule.verbs"] },
    ],
    changes: [
      { change: "verbs", with: { "rule.0.verbs": ["get"] }, replaces: [] },
      { change: "namespace", with: { "metadata.0.namespace": "audit" }, replaces: ["metadata.namespace"] },
    ],
  },
  {
    name: "who reads",
    type: "kubernetes_role_binding_v1",
    config: {
      metadata: [{ name: "readers", namespace: "ledger" }],
      role_ref: [{ api_group: "rbac.authorization.k8s.io", kind: "Role", name: "reader" }],
      subject: [{ kind: "Group", name: "operators", api_group: "rbac.authorization.k8s.io" }],
    },
    mistakes: [
      { mistake: "enumeration", with: { "role_ref.0.api_group": "rbac" }, at: ["role_ref.api_group"] },
      { mistake: "enumeration", with: { "role_ref.0.kind": "NamespaceRole" }, at: ["role_ref.kind"] },
      { mistake: "required", with: { subject: null }, at: ["subject"] },
      { mistake: "required", with: { "subject.0.name": null }, at: ["subject.name"] },
    ],
    changes: [
      { change: "role", with: { "role_ref.0.name": "writer" }, replaces: ["role_ref.name"] },
      { change: "subject", with: { "subject.0.name": "auditors" }, replaces: [] },
    ],
  },
  {
    name: "a role everywhere",
    type: "kubernetes_cluster_role_v1",
    config: { metadata: [{ name: "node-reader" }], rule: [{ api_groups: [""], resources: ["nodes"], verbs: ["get", "list"] }] },
    mistakes: [
      { mistake: "exclusive", with: { "metadata.0.generate_name": "node-" }, at: ["metadata.name", "metadata.generate_name"] },
      { mistake: "required", with: { "rule.0.verbs": null }, at: ["rule.verbs"] },
    ],
    changes: [{ change: "name", with: { "metadata.0.name": "nodes" }, replaces: ["metadata.name"] }],
  },
  {
    name: "a role everywhere, bound",
    type: "kubernetes_cluster_role_binding_v1",
    config: {
      metadata: [{ name: "node-readers" }],
      role_ref: [{ api_group: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "node-reader" }],
      subject: [{ kind: "ServiceAccount", name: "metrics", namespace: "observability" }],
    },
    mistakes: [
      { mistake: "enumeration", with: { "role_ref.0.kind": "clusterrole" }, at: ["role_ref.kind"] },
      { mistake: "required", with: { role_ref: null }, at: ["role_ref"] },
    ],
    changes: [{ change: "kind", with: { "role_ref.0.kind": "Role" }, replaces: ["role_ref.kind"] }],
  },
  {
    name: "an account of a service",
    type: "kubernetes_service_account_v1",
    config: { metadata: [{ name: "ledger", namespace: "ledger" }], automount_service_account_token: false },
    mistakes: [{ mistake: "format", with: { "metadata.0.name": "Ledger Service" }, at: ["metadata.name"] }],
    changes: [
      { change: "token", with: { automount_service_account_token: true }, replaces: [] },
      { change: "namespace", with: { "metadata.0.namespace": "audit" }, replaces: ["metadata.namespace"] },
    ],
  },
  {
    name: "a secret that no state holds",
    type: "kubernetes_secret_v1",
    config: { metadata: [{ name: "signing-key", namespace: "ledger" }], data_wo: { key: "from-a-vault" }, data_wo_revision: 1 },
    defaults: { type: "Opaque", wait_for_service_account_token: true },
    mistakes: [
      { mistake: "condition", with: { data_wo: null }, at: ["data_wo_revision", "data_wo"] },
      { mistake: "condition", with: { binary_data_wo_revision: 1 }, at: ["binary_data_wo_revision", "binary_data_wo"] },
    ],
    changes: [
      { change: "kind", with: { type: "kubernetes.io/tls" }, replaces: ["type"] },
      { change: "revision", with: { data_wo_revision: 2 }, replaces: [] },
    ],
  },
  {
    name: "settings",
    type: "kubernetes_config_map_v1",
    config: { metadata: [{ name: "settings", namespace: "ledger" }], data: { LOG_LEVEL: "info" } },
    mistakes: [
      { mistake: "format", with: { "metadata.0.name": "SETTINGS" }, at: ["metadata.name"] },
      { mistake: "format", with: { binary_data: { logo: "not base64!" } }, at: ["binary_data"] },
    ],
    changes: [
      { change: "a setting", with: { data: { LOG_LEVEL: "debug" } }, replaces: [] },
      { change: "name", with: { "metadata.0.name": "settings-v2" }, replaces: ["metadata.name"] },
    ],
  },
  {
    name: "a class of disks",
    type: "kubernetes_storage_class_v1",
    config: {
      metadata: [{ name: "encrypted" }],
      storage_provisioner: "pd.csi.storage.gke.io",
      volume_binding_mode: "WaitForFirstConsumer",
      parameters: { type: "pd-balanced" },
    },
    defaults: { allow_volume_expansion: true, reclaim_policy: "Delete" },
    mistakes: [
      { mistake: "enumeration", with: { reclaim_policy: "Keep" }, at: ["reclaim_policy"] },
      { mistake: "enumeration", with: { volume_binding_mode: "Later" }, at: ["volume_binding_mode"] },
      { mistake: "required", with: { storage_provisioner: null }, at: ["storage_provisioner"] },
    ],
    changes: [
      { change: "provisioner", with: { storage_provisioner: "ebs.csi.aws.com" }, replaces: ["storage_provisioner"] },
      { change: "reclaim", with: { reclaim_policy: "Retain" }, replaces: [] },
    ],
  },
  {
    name: "what goes first",
    type: "kubernetes_priority_class_v1",
    config: { metadata: [{ name: "ledger" }], value: 100000 },
    defaults: { global_default: false, preemption_policy: "PreemptLowerPriority" },
    mistakes: [
      { mistake: "enumeration", with: { preemption_policy: "Always" }, at: ["preemption_policy"] },
      { mistake: "required", with: { value: null }, at: ["value"] },
    ],
    changes: [{ change: "value", with: { value: 200000 }, replaces: ["value"] }],
  },
];
