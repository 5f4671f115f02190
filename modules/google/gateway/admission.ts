import { ComputeSecurityPolicy, type ComputeSecurityPolicyRule } from "@cdktf/provider-google/lib/compute-security-policy";
import { Construct } from "constructs";
import type { RateLimit } from "./gateway-props";

/** Ranges that one rule of Cloud Armor takes: https://cloud.google.com/armor/quotas, read 2026-11-23. */
const rangesPerRule = 10;

/** The rule that is looked at last, for whatever no other rule met: its priority is fixed. */
const lastPriority = 2_147_483_647;

/** What the admission is made with. */
export interface AdmissionInput {
  readonly name: string;
  readonly projectId: string;
  readonly edgeRanges: readonly string[];
  readonly callerHeader: string;
  readonly rateLimit: RateLimit;
}

/**
 * Admits the addresses of the edge, each caller of it at its rate, and nobody else. Other customers of the edge have the
 * same addresses: that the request came through our own zone is what its client certificate says.
 */
export class Admission extends Construct {
  readonly policyId: string;

  constructor(scope: Construct, id: string, input: AdmissionInput) {
    super(scope, id);
    this.policyId = new ComputeSecurityPolicy(this, "policy", {
      name: input.name,
      project: input.projectId,
      description: "Admits the edge, and nobody else",
      type: "CLOUD_ARMOR",
      adaptiveProtectionConfig: { layer7DdosDefenseConfig: { enable: true, ruleVisibility: "STANDARD" } },
      advancedOptionsConfig: { jsonParsing: "STANDARD", logLevel: "NORMAL" },
      rule: [...edgeRules(input), refuseAll],
    }).id;
  }
}

const edgeRules = ({ edgeRanges, callerHeader, rateLimit }: AdmissionInput): ComputeSecurityPolicyRule[] => {
  const ranges = [...edgeRanges].sort();
  const groups = Array.from({ length: Math.ceil(ranges.length / rangesPerRule) }, (_, group) =>
    ranges.slice(group * rangesPerRule, (group + 1) * rangesPerRule),
  );
  return groups.map((srcIpRanges, group) => ({
    priority: 1000 + group,
    description: `The edge, part ${String(group + 1)} of ${String(groups.length)}`,
    action: "throttle",
    preview: false,
    match: { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges } },
    rateLimitOptions: {
      conformAction: "allow",
      exceedAction: "deny(429)",
      enforceOnKey: "HTTP_HEADER",
      enforceOnKeyName: callerHeader,
      rateLimitThreshold: { count: rateLimit.requests, intervalSec: rateLimit.seconds },
    },
  }));
};

const refuseAll: ComputeSecurityPolicyRule = {
  priority: lastPriority,
  description: "Everybody else",
  action: "deny(403)",
  preview: false,
  match: { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: ["*"] } },
};
