/** What of a provider's configuration acts on plans. A field that a provider doesn't have, or that isn't configured, is missing. */
export interface PlanContext {
  /** `aws`, `google`, `cloudflare`, `kubernetes`, `helm`, or another provider's name: the last part of its source. */
  readonly provider: string;
  /** AWS or Google region. */
  readonly region?: string;
  /** Google zone. */
  readonly zone?: string;
  /** Google project. */
  readonly project?: string;
  /** AWS account. */
  readonly account?: string;
  /** AWS: tags of every resource that can have tags. */
  readonly defaultTags?: Readonly<Record<string, string>>;
  /** AWS: tags that the provider doesn't see. */
  readonly ignoreTags?: { readonly keys?: readonly string[]; readonly keyPrefixes?: readonly string[] };
  /** Google: labels of every resource that can have labels. */
  readonly defaultLabels?: Readonly<Record<string, string>>;
  /** Google: whether what is made gets the label `goog-terraform-provisioned`. @default true */
  readonly attributionLabel?: boolean;
}
