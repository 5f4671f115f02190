/** The versions of a provider that the modules run with. */
export interface ProviderRange {
  /** Its address in the registry. */
  readonly source: string;
  /** The first version that will do. */
  readonly from: string;
  /** The first that will not do any more. */
  readonly below: string;
}

/** Which versions of each provider the modules run with (docs/architecture.md, "Provider versions"). */
export const providerRanges = {
  aws: { source: "hashicorp/aws", from: "5.100.0", below: "7.0.0" },
  cloudflare: { source: "cloudflare/cloudflare", from: "5.14.0", below: "6.0.0" },
  google: { source: "hashicorp/google", from: "6.50.0", below: "7.0.0" },
  helm: { source: "hashicorp/helm", from: "3.1.1", below: "4.0.0" },
  kubernetes: { source: "hashicorp/kubernetes", from: "2.38.0", below: "3.0.0" },
} as const satisfies Readonly<Record<string, ProviderRange>>;

const requirementOf = ({ source, from, below }: ProviderRange): { readonly source: string; readonly version: string } => ({
  source,
  version: `>= ${from}, < ${below}`,
});

/** The same as `required_providers` has them. */
export const providerRequirements: Readonly<Record<string, { readonly source: string; readonly version: string }>> = Object.fromEntries(
  Object.entries(providerRanges).map(([name, range]) => [name, requirementOf(range)]),
);
