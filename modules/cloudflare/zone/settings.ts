/** A value of a setting: a word, or an object whose keys are the API's own. */
export type SettingValue = string | Readonly<Record<string, unknown>>;

/** What the settings depend on. */
export interface SettingsRequest {
  readonly minTlsVersion: string;
  readonly hstsMaxAgeSeconds: number;
  readonly hstsPreload: boolean;
}

/**
 * The settings of a zone by their id, each with the API's own words
 * (https://developers.cloudflare.com/api/resources/zones/subresources/settings/, read 2026-11-23). Settings that every
 * plan has: nothing here fails on a small one.
 */
export const zoneSettings = ({
  minTlsVersion,
  hstsMaxAgeSeconds,
  hstsPreload,
}: SettingsRequest): Readonly<Record<string, SettingValue>> => ({
  // The origin's certificate has to be valid for its name; anything less lets somebody in between read along.
  ssl: "strict",
  min_tls_version: minTlsVersion,
  tls_1_3: "on",
  // Early data can be replayed: a repeated trade is worth more than a saved round trip.
  "0rtt": "off",
  always_use_https: "on",
  automatic_https_rewrites: "on",
  opportunistic_encryption: "on",
  security_header: {
    strict_transport_security: {
      enabled: true,
      include_subdomains: true,
      max_age: hstsMaxAgeSeconds,
      nosniff: true,
      preload: hstsPreload,
    },
  },
  browser_check: "on",
  // Mailboxes are not part of answers of an interface, which must arrive as they were sent.
  email_obfuscation: "off",
  http3: "on",
  ipv6: "on",
  websockets: "on",
  brotli: "on",
  early_hints: "on",
});
