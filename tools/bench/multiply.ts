import type { AccountsDescription, EnvironmentDescription, EstateDescription, JurisdictionDescription } from "../../regions/description";
import type { Origin } from "../../modules/core/words";

/**
 * The estate with `times` copies of each environment: the environment itself, and others of the same shape with names,
 * domains and accounts of their own. Address blocks are the same in all copies, for there are not enough of them.
 */
export const multiplyEnvironments = (description: EstateDescription, times: number): EstateDescription => ({
  ...description,
  environments: Array.from({ length: times }, (_, index) => index + 1).flatMap((copy) => {
    const accounts = accountsOf(copy);
    return description.environments.map((environment) => (copy === 1 ? environment : copyOf(environment, copy, accounts)));
  }),
});

/** Gives each account of a copy an id that no other has, the same in every run. */
type Renaming = (accounts: AccountsDescription) => AccountsDescription;

const accountsOf = (copy: number): Renaming => {
  let count = 0;
  const number = (): string => {
    count += 1;
    return `${String(copy)}${String(count).padStart(4, "0")}`;
  };
  return ({ aws, google }) => ({
    aws: eachValue(aws, () => number().padStart(12, "0")),
    google: eachValue(google, () => `copy-${number()}`),
  });
};

const copyOf = (environment: EnvironmentDescription, copy: number, rename: Renaming): EnvironmentDescription => ({
  ...environment,
  name: `${environment.name}-${String(copy)}`,
  domain: `copy-${String(copy)}.${environment.domain}`,
  jurisdictions: eachValue<Origin, JurisdictionDescription>(environment.jurisdictions, (jurisdiction) => ({
    ...jurisdiction,
    accounts: rename(jurisdiction.accounts),
  })),
});

const eachValue = <K extends string, V>(record: Readonly<Partial<Record<K, V>>>, change: (value: V) => V): Partial<Record<K, V>> =>
  Object.fromEntries(
    Object.entries<V | undefined>(record).map(([key, value]) => [key, value === undefined ? value : change(value)]),
  ) as Partial<Record<K, V>>;
