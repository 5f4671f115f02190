import { peers, type Flow, type Peer } from "../../modules/core/flows";
import { namespaces, type StoreKind } from "../../regions/description";
import { html, joined, table, type Content, type Html } from "./html";
import { layerWord } from "./links";
import type { Report } from "./model";

/** The layer in which a store of a kind stands. */
const layerOfStore: Readonly<Record<StoreKind, string>> = {
  postgresql: "data",
  dynamodb: "data",
  object: "data",
  queue: "events",
  vault: "vault-data",
};

const portsOf = ({ protocol, ports: [first, last] }: Flow): string =>
  `${protocol} ${String(first)}${first === last ? "" : `-${String(last)}`}`;

/** All flows that are allowed, from row to column. */
export const flowsSection = ({ flows, layers }: Report): Html => {
  const used = (side: "from" | "to"): readonly Peer[] => peers.filter((peer) => flows.some((flow) => flow[side] === peer));
  const cell = (from: Peer, to: Peer): Content => {
    const own = flows.filter((flow) => flow.from === from && flow.to === to).sort((a, b) => a.ports[0] - b.ports[0]);
    if (own.length === 0) return html`<span class="muted">refused</span>`;
    return html`<ul class="ports">
      ${own.map((flow) => html`<li><code>${portsOf(flow)}</code> ${flow.purpose}</li>`)}
    </ul>`;
  };
  return html`<section aria-labelledby="flows" data-group>
    <h2 id="flows">Flows</h2>
    <p>
      Who may open a connection to whom. What is not listed is refused. Firewalls, network ACLs and network policies are rendered from this
      one matrix, in the layers
      ${joined(
        ["network", "platform"].map((layer) => layerLink(layers, layer)),
        " and ",
      )}.
    </p>
    ${table("Flow matrix", {
      caption: "Flows from row to column, with their ports and purposes",
      style: "flows",
      columns: [{ title: "from" }, ...used("to").map((to) => ({ title: `to ${to}` }))],
      rows: used("from").map((from) => ({ cells: [from, ...used("to").map((to) => cell(from, to))] })),
    })}
  </section>`;
};

const layerLink = (layers: readonly string[], layer: string): Content =>
  layers.includes(layer) ? html`<a href="#layer-${layerWord(layer)}">${layer}</a>` : layer;

const duration = (minutes: number): string => (minutes > 60 && minutes % 60 === 0 ? `${String(minutes / 60)} h` : `${String(minutes)} min`);

/** The services by namespace, with what they call and where they keep data. */
export const servicesSection = ({ services, layers }: Report): Html => {
  const stores = (own: Report["services"][number]["stores"]): Content =>
    joined(
      Object.entries(own)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(
          ([name, { kind, dataClass }]) =>
            html`${name} <span class="muted">(${kind}, ${dataClass}, in ${layerLink(layers, layerOfStore[kind])})</span>`,
        ),
      html`<br />`,
    );
  const inNamespaces = namespaces.flatMap((namespace) => services.filter((service) => service.namespace === namespace));
  return html`<section aria-labelledby="services" data-group>
    <h2 id="services">Services</h2>
    <p>What runs in the clusters, by namespace. Namespaces stand in the layer ${layerLink(layers, "platform")}.</p>
    ${table("Services", {
      caption: "Services with their namespaces, calls and stores",
      columns: ["service", "namespace", "zone and port", "data class", "calls", "stores", "may lose", "back after"].map((title) => ({
        title,
      })),
      rows: inNamespaces.map(({ name, summary, namespace, zone, port, dataClass, calls, stores: own, recovery }) => ({
        id: `service-${name}`,
        cells: [
          html`${name}<br /><span class="muted">${summary}</span>`,
          namespace,
          `${zone} ${String(port)}`,
          dataClass,
          joined(
            [...calls].sort().map((callee) => html`<a href="#service-${callee}">${callee}</a>`),
            ", ",
          ),
          stores(own),
          html`<span class="whole">${duration(recovery.pointMinutes)}</span>`,
          html`<span class="whole">${duration(recovery.timeMinutes)}</span>`,
        ],
      })),
    })}
  </section>`;
};
