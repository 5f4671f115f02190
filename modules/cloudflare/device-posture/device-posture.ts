import { ZeroTrustAccessPolicy } from "@cdktf/provider-cloudflare/lib/zero-trust-access-policy";
import { ZeroTrustDevicePostureRule } from "@cdktf/provider-cloudflare/lib/zero-trust-device-posture-rule";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { text, wholeNumber } from "../../core/checks";
import { cloudflareId } from "../../core/hosts";
import { checkProps, holdsToken, value, type PropRules, type Value } from "../../core/props";

/** Props of {@link CloudflareDevicePosture}. */
export interface CloudflareDevicePostureProps {
  /** Id of the account, 32 hexadecimal digits. A change replaces rules and policy. */
  readonly accountId: Value<string>;
  /** First words of the names of rules and policy. Renamed in place. */
  readonly name: Value<string>;
  /** How long somebody stays signed in, 1 to 24 hours. @default 8 */
  readonly sessionHours?: Value<number>;
}

/** What each prop has to be. */
export const rules: PropRules<CloudflareDevicePostureProps> = {
  accountId: value(cloudflareId),
  name: value(text(/^[\w-]+$/, "letters, digits, '-' and '_'", 1, 80)),
  sessionHours: value(wholeNumber(1, 24, "hours")),
};

const desktops = ["windows", "mac", "linux"] as const;

/**
 * What a device must be before a person reaches a surface of administration from it: enrolled with us, its disk
 * encrypted, its firewall on. The policy asks for all of it and for a second factor; whoever puts a surface behind the
 * edge gives it this policy. Which people there are is the identity provider's matter.
 * https://developers.cloudflare.com/cloudflare-one/identity/devices/, read 2026-11-23.
 */
export class CloudflareDevicePosture extends Construct {
  /** Id of the policy that surfaces of administration name. */
  readonly policyId: string;

  constructor(scope: Construct, id: string, props: CloudflareDevicePostureProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const { accountId, name, sessionHours = 8 } = props;
    const match = desktops.map((platform) => ({ platform }));
    const schedule = "5m";
    const enrolled = new ZeroTrustDevicePostureRule(this, "enrolled", {
      accountId,
      name: `${name}-enrolled`,
      description: "the device is enrolled with us",
      type: "gateway",
      schedule,
      match,
    });
    const encrypted = new ZeroTrustDevicePostureRule(this, "disk-encryption", {
      accountId,
      name: `${name}-disk-encryption`,
      description: "every disk is encrypted",
      type: "disk_encryption",
      schedule,
      match,
      input: { requireAll: true },
    });
    const shielded = new ZeroTrustDevicePostureRule(this, "firewall", {
      accountId,
      name: `${name}-firewall`,
      description: "the device's firewall is on",
      type: "firewall",
      schedule,
      // Linux has no one firewall that could be asked.
      match: match.filter(({ platform }) => platform !== "linux"),
      input: { enabled: true },
    });
    const policy = new ZeroTrustAccessPolicy(this, "Resource", {
      accountId,
      name: `${name}-administration`,
      decision: "allow",
      include: [{ everyone: {} }],
      require: [
        { authMethod: { authMethod: "mfa" } },
        ...[enrolled, encrypted, shielded].map((rule) => ({ devicePosture: { integrationUid: rule.id } })),
      ],
      sessionDuration: holdsToken(sessionHours) ? (Fn.format("%dh", [sessionHours]) as string) : `${String(sessionHours)}h`,
    });
    this.policyId = policy.id;
  }
}
