// The panel of filters: which types of edges, how many nodes, how far away.

import { QUADS } from "./bundles.js";
import { counted, element, spoken } from "./dom.js";
import { hiddenTypes } from "./view.js";

export class Filters {
  /** `changed` is called with the parts of the view that a person changed. */
  constructor(panel, types, changed) {
    Object.assign(this, { panel, types, changed });
    this.boxes = new Map();
    panel.append(element("h2", {}, "Show"), ...QUADS.map((quad) => this.group(quad)), ...this.sizes());
  }

  group(quad) {
    const types = [...this.types.values()].filter((type) => type.quad === quad);
    const all = element("input", { type: "checkbox", checked: true });
    all.addEventListener("change", () => {
      for (const { name } of types) this.boxes.get(name).box.checked = all.checked;
      this.changed({ hide: this.hidden() });
    });
    const rows = types.map(({ name, description }) => {
      const box = element("input", { type: "checkbox", checked: true, value: name });
      box.addEventListener("change", () => this.changed({ hide: this.hidden() }));
      const count = element("span", { class: "count" });
      this.boxes.set(name, { box, count, all, quad });
      return element("label", { title: description }, box, element("span", {}, spoken(name)), count);
    });
    const kind = quad.replaceAll(" ", "-");
    return element("details", { class: "group", open: quad !== "structure" },
      element("summary", {}, element("span", { class: `line ${kind}`, "aria-hidden": "true" }), quad),
      element("label", { class: "all" }, all, element("span", {}, "all of these")), ...rows);
  }

  sizes() {
    this.nodes = element("input", { type: "range", min: 5, max: 120, step: 5, id: "nodes" });
    this.nodesSaid = element("output", { for: "nodes" });
    this.nodes.addEventListener("input", () => (this.nodesSaid.value = this.nodes.value));
    this.nodes.addEventListener("change", () => this.changed({ nodes: Number(this.nodes.value) }));
    this.depth = element("input", { type: "checkbox" });
    this.depth.addEventListener("change", () => this.changed({ depth: this.depth.checked ? 2 : 1 }));
    return [
      element("h2", {}, "How much"),
      element("label", { class: "size" }, element("span", {}, "nodes, the most telling"), this.nodesSaid, this.nodes),
      element("label", {}, this.depth, element("span", {}, "neighbours of neighbours too")),
    ];
  }

  hidden() {
    return [...this.boxes].filter(([, { box }]) => !box.checked).map(([name]) => name).join(",");
  }

  show(view) {
    const hidden = hiddenTypes(view);
    for (const [name, { box }] of this.boxes) box.checked = !hidden.has(name);
    for (const { all, quad } of this.boxes.values()) {
      const group = [...this.boxes.values()].filter((entry) => entry.quad === quad);
      all.checked = group.every(({ box }) => box.checked);
      all.indeterminate = !all.checked && group.some(({ box }) => box.checked);
    }
    this.nodes.value = view.nodes;
    this.nodesSaid.value = view.nodes;
    this.depth.checked = view.depth === 2;
  }

  /** How much evidence of each type the diagram holds. */
  count(edges) {
    const counts = new Map();
    for (const { type, evidence } of edges) counts.set(type, (counts.get(type) ?? 0) + evidence);
    for (const [name, { count }] of this.boxes) count.textContent = counts.has(name) ? counted(counts.get(name)) : "";
  }
}

/** The types to ask the API for: "" for all. */
export function wantedTypes(view, types) {
  const hidden = hiddenTypes(view);
  return hidden.size ? [...types.keys()].filter((name) => !hidden.has(name)).join(",") || "none" : "";
}
