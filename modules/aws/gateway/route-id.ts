/**
 * A route as part of an id: `ANY /offers/{id}` becomes `any-offers-id`. Routes that differ in other characters only would
 * collide, which is an error of synthesis.
 */
export const routeId = (route: string): string =>
  route
    .toLowerCase()
    .replace(/\+\}/g, "-rest}")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
