import { marks } from "./folder";
import { counted, html, raw, type Html } from "./html";
import { mapSection, markers } from "./map";
import type { Report } from "./model";
import { script } from "./script";
import { matrixSection, typesSection } from "./section-matrix";
import { addressesSection, residencySection } from "./section-places";
import { flowsSection, servicesSection } from "./section-services";
import { stacksSection } from "./section-stacks";
import { style } from "./style";

const parts: readonly (readonly [id: string, title: string, section: (report: Report) => Html])[] = [
  ["map", "Map", mapSection],
  ["matrix", "Sites", matrixSection],
  ["services", "Services", servicesSection],
  ["flows", "Flows", flowsSection],
  ["residency", "Residency", residencySection],
  ["addresses", "Addresses", addressesSection],
  ["types", "Types", typesSection],
  ["stacks", "Stacks", stacksSection],
];

/** The whole page as one file that asks nothing of the network. */
export const pageOf = (report: Report): string => {
  const title = `The estate of ${report.organization}`;
  const { html: text } = html`${raw("<!doctype html>")}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        ${raw(marks["index.html"])}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <svg width="0" height="0" aria-hidden="true" focusable="false" class="markers"><defs>${markers}</defs></svg>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="top">
          <div class="title">
            <h1>${title}</h1>
            <p>${summary(report)}</p>
          </div>
          <div class="bar">
            <nav aria-label="Parts of the report">
              <ul>
                ${parts.map(([id, word]) => html`<li><a href="#${id}">${word}</a></li>`)}
              </ul>
            </nav>
            <form class="search" role="search" hidden>
              <output id="found" for="search"></output>
              <label for="search">Find</label>
              <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="stack, type, contract, site" />
            </form>
          </div>
        </header>
        <main id="content">${parts.map(([, , section]) => section(report))}</main>
        <footer>
          <p>Written by <code>npm run report</code> from the description of the estate alone. No cloud was asked.</p>
        </footer>
        <script>
          ${raw(script)};
        </script>
      </body>
    </html>`;
  return `${text.replace(/\n\s*/g, "\n").replace(/\n+/g, "\n").trim()}\n`;
};

const summary = ({ environments, stacks }: Report): string => {
  const sites = environments.flatMap(({ jurisdictions }) =>
    jurisdictions.flatMap(({ sites: own }) => own.filter(({ isActive }) => isActive)),
  );
  const resources = stacks.reduce((sum, { resourceCount }) => sum + resourceCount, 0);
  const values = stacks.reduce((sum, { outputs }) => sum + Object.keys(outputs).length, 0);
  return [
    counted(environments.length, "environment"),
    counted(sites.length, "active site"),
    counted(stacks.length, "stack"),
    counted(resources, "resource"),
    `${counted(values, "value")} in contracts`,
  ].join(", ");
};
