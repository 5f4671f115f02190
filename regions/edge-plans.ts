import { global, hasReached, origins } from "../modules/core/words";
import { backendOf } from "./backends";
import { cloudflareLayers } from "./cloudflare";
import type { EdgePlace, StackPlan } from "./place";
import { activeSites, declaredSites, edgeHome, edgeIdentity, type EnvironmentView } from "./site-plans";
import { layerTable, sizeOfPhase } from "./tables";

/** The stacks of an environment's edge. `others` are the environment's other stacks, some of which come before. */
export const planEdge = (view: EnvironmentView, others: readonly StackPlan[]): readonly StackPlan[] => {
  const rows = layerTable.filter(
    ({ layer, per, since }) => per === "environment" && layer in cloudflareLayers && hasReached(view.phase, since),
  );
  const known = [...others.map(({ identity }) => identity), ...rows.map(({ layer }) => edgeIdentity(view.environment, layer))];
  return rows.flatMap(({ layer, after }) => {
    const builder = cloudflareLayers[layer];
    const [site] = edgeHome(view);
    if (builder === undefined || site === undefined) return [];
    const place = edgePlace(view, layer);
    const { project, projectNumber } = view.environment.edge.state;
    const state = { ...place, origin: global, purpose: "workload", account: project, projectNumber, site } as const;
    return [
      {
        identity: place.identity,
        backend: backendOf(state, place.identity, view.states),
        phase: view.phase,
        contract: undefined,
        build: (stack) => builder.build(stack, place),
        dependsOn: known
          .filter((one) => after.includes(one.layer))
          .map(({ name }) => name)
          .sort(),
        reads: [],
      },
    ];
  });
};

const edgePlace = (view: EnvironmentView, layer: string): EdgePlace => {
  const { description, environment, phase, flows } = view;
  return {
    organization: description.organization,
    environment,
    phase,
    size: environment.size ?? sizeOfPhase[phase],
    services: description.services,
    flows,
    identity: edgeIdentity(environment, layer),
    jurisdictions: origins
      .filter((origin) => environment.jurisdictions[origin] !== undefined)
      .map((origin) => ({ origin, sites: activeSites(view, origin), declared: declaredSites(view, origin) })),
  };
};
