import { BotManagement } from "@cdktf/provider-cloudflare/lib/bot-management";
import { Construct } from "constructs";
import { cloudflareId } from "../../core/hosts";
import { checkProps, value, type PropRules, type Value } from "../../core/props";

/** Props of {@link CloudflareBotProtection}. */
export interface CloudflareBotProtectionProps {
  /** Id of the zone, 32 hexadecimal digits, on the business plan or above. A change replaces the setting. */
  readonly zoneId: Value<string>;
}

/** What each prop has to be. */
export const rules: PropRules<CloudflareBotProtectionProps> = { zoneId: value(cloudflareId) };

/**
 * Keeps programs that pose as people away: those that surely do are refused, those that probably do are challenged, known
 * good ones (search engines, monitors) pass, and those that gather texts for language models don't. What `likely` means
 * needs the business plan: https://developers.cloudflare.com/bots/plans/biz-and-ent/, read 2026-11-23.
 */
export class CloudflareBotProtection extends Construct {
  constructor(scope: Construct, id: string, props: CloudflareBotProtectionProps) {
    super(scope, id);
    checkProps(this, props, rules);
    new BotManagement(this, "Resource", {
      zoneId: props.zoneId,
      enableJs: true,
      sbfmDefinitelyAutomated: "block",
      sbfmLikelyAutomated: "managed_challenge",
      sbfmVerifiedBots: "allow",
      sbfmStaticResourceProtection: false,
      optimizeWordpress: false,
      aiBotsProtection: "block",
    });
  }
}
