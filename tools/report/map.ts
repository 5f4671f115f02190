import { html, type Html } from "./html";
import type { Report } from "./model";

/** The map of each environment. */
export const mapSection = (report: Report): Html =>
  html`<section aria-labelledby="map">
    <h2 id="map">Map</h2>
    ${report.organization}
  </section>`;
