import type {
  AccountsDescription,
  EdgeDescription,
  EnvironmentDescription,
  EstateDescription,
  JurisdictionDescription,
} from "../../regions/description";
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

/** Gives out what no other copy has, the same in every run. */
interface Renaming {
  readonly accounts: (accounts: AccountsDescription) => AccountsDescription;
  readonly numbers: (numbers: JurisdictionDescription["projectNumbers"]) => JurisdictionDescription["projectNumbers"];
  readonly edge: (edge: EdgeDescription) => EdgeDescription;
}

const accountsOf = (copy: number): Renaming => {
  let count = 0;
  const number = (): string => {
    count += 1;
    return `${String(copy)}${String(count).padStart(4, "0")}`;
  };
  return {
    accounts: ({ aws, google }) => ({
      aws: eachValue(aws, () => number().padStart(12, "0")),
      google: eachValue(google, () => `copy-${number()}`),
    }),
    numbers: (numbers) => eachValue(numbers, () => `9${number()}`),
    edge: (edge) => ({
      ...edge,
      zoneId: number().padStart(32, "c"),
      state: { ...edge.state, project: `copy-${number()}`, projectNumber: `9${number()}` },
    }),
  };
};

const copyOf = (environment: EnvironmentDescription, copy: number, rename: Renaming): EnvironmentDescription => ({
  ...environment,
  name: `${environment.name}-${String(copy)}`,
  domain: `copy-${String(copy)}.${environment.domain}`,
  edge: rename.edge(environment.edge),
  jurisdictions: eachValue<Origin, JurisdictionDescription>(environment.jurisdictions, (jurisdiction) => ({
    ...jurisdiction,
    accounts: rename.accounts(jurisdiction.accounts),
    projectNumbers: rename.numbers(jurisdiction.projectNumbers),
  })),
});

const eachValue = <K extends string, V>(record: Readonly<Partial<Record<K, V>>>, change: (value: V) => V): Partial<Record<K, V>> =>
  Object.fromEntries(
    Object.entries<V | undefined>(record).map(([key, value]) => [key, value === undefined ? value : change(value)]),
  ) as Partial<Record<K, V>>;
