// The interactive diagram: Cytoscape draws it, fcose finds places for the nodes. The same graph always gets the
// same places, so that a link shows what its sender saw.

import { bundle, bundleLabel } from "./bundles.js";
import { plural } from "./dom.js";
import { colours, isDark, shade } from "./theme.js";

const SHAPES = {
  person: "ellipse", state: "round-rectangle", organization: "octagon",
  agreement: "cut-rectangle", event: "hexagon", place: "rectangle",
};
export const FONT = "DejaVu Sans, Verdana, system-ui, sans-serif";
const NAME_WIDTH = 17; // characters
const MOST_LABELS = 24; // of lines; the others show theirs under the pointer
const FEW_LINES = 30; // then all of them are drawn as those at the centre
const LABEL_SIZE = 9;

/** Breaks a name at spaces into lines. */
export function nameLines(name) {
  const lines = [""];
  for (const word of name.split(/\s+/)) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + 1 + word.length > NAME_WIDTH) lines.push(word);
    else lines[last] += (lines[last] ? " " : "") + word;
  }
  if (lines.length <= 4) return lines;
  return [...lines.slice(0, 3), lines[3] + "…"];
}

export const measuring = document.createElement("canvas").getContext("2d");

/** What a node needs to be drawn, here and in a saved file. */
function nodeLook(node, isCentre, fill) {
  const lines = nameLines(node.name);
  const size = isCentre ? 16 : Math.min(14, 9.5 + 1.1 * Math.log10(1 + node.articles));
  measuring.font = `${isCentre ? "bold " : ""}${size}px ${FONT}`;
  const text = Math.max(...lines.map((line) => measuring.measureText(line).width));
  const roomy = node.type === "person" ? 1.32 : node.type === "event" ? 1.3 : 1.08;
  return {
    lines, size, fill,
    width: text * roomy + 12,
    height: lines.length * size * 1.22 * (node.type === "person" ? 1.3 : 1) + 9,
    shape: SHAPES[node.type] ?? "rectangle",
  };
}

/** Rings around the centres, busy neighbours inside, those that deal with each other side by side. */
function firstPlaces(nodes, bundles, centres) {
  const links = new Map(nodes.map(({ id }) => [id, new Map()]));
  for (const { source, target, evidence } of bundles) {
    links.get(source)?.set(target, (links.get(source).get(target) ?? 0) + evidence);
    links.get(target)?.set(source, (links.get(target).get(source) ?? 0) + evidence);
  }
  const left = new Set(nodes.map(({ id }) => id).filter((id) => !centres.includes(id)));
  const order = [];
  const weight = (id, to) => links.get(id).get(to) ?? 0;
  while (left.size) {
    const last = order.at(-1);
    let best = null;
    for (const id of left) {
      const value = (last ? 4 * weight(id, last) : 0) + centres.reduce((sum, c) => sum + weight(id, c), 0);
      if (!best || value > best.value) best = { id, value };
    }
    order.push(best.id);
    left.delete(best.id);
  }
  const places = new Map();
  centres.forEach((id, i) => places.set(id, { x: (i - (centres.length - 1) / 2) * 460, y: 0 }));
  order.forEach((id, i) => {
    const angle = (2 * Math.PI * i) / order.length;
    const ring = 260 + 110 * (i % 2);
    places.set(id, { x: ring * 1.5 * Math.cos(angle), y: ring * Math.sin(angle) });
  });
  return places;
}

function styleSheet() {
  const { paper, ink, lines, letters, halo, choice } = colours();
  return [
    { selector: "node", style: {
      shape: "data(shape)", width: "data(width)", height: "data(height)",
      "background-color": "data(fill)", "border-color": "data(edge)", "border-width": 1,
      label: "data(label)", "text-wrap": "wrap", "text-valign": "center", "text-halign": "center",
      "font-family": FONT, "font-size": "data(size)", color: "#15181c", "line-height": 1.2,
    } },
    { selector: "node.centre", style: { "font-weight": "bold", "border-width": 3 } },
    { selector: "node[type = 'place']", style: { "border-width": 0 } },
    { selector: "edge", style: {
      "curve-style": "bezier", "control-point-step-size": 34, "line-color": "data(line)",
      "target-arrow-color": "data(line)", "source-arrow-color": "data(line)", "arrow-scale": 0.9,
      width: "data(width)", opacity: 0.5, "font-family": FONT, "font-size": LABEL_SIZE, color: "data(letters)",
      "text-wrap": "wrap", "text-background-color": halo, "text-background-opacity": 0.9,
      "text-background-padding": 1.5, "line-height": 1.15, "overlay-padding": 4,
    } },
    { selector: "edge.near", style: { opacity: 0.95 } },
    { selector: "edge.labelled, edge.lit", style: { label: "data(label)", "z-index": 8 } },
    { selector: "edge[quad = 'verbal co-operation']", style: { "target-arrow-shape": "vee" } },
    { selector: "edge[quad = 'material co-operation']", style: { "target-arrow-shape": "triangle" } },
    { selector: "edge[quad = 'verbal conflict']", style: { "target-arrow-shape": "triangle-tee", "target-arrow-fill": "hollow" } },
    { selector: "edge[quad = 'material conflict']", style: { "target-arrow-shape": "triangle-tee" } },
    { selector: "edge[quad = 'structure']", style: { "target-arrow-shape": "vee", "line-style": "dotted" } },
    { selector: "edge[?hypothetical]", style: { "line-style": "dashed" } },
    { selector: "edge[?mutual]", style: { "source-arrow-shape": "vee", "target-arrow-shape": "vee" } },
    { selector: "edge[?mutual][quad = 'material co-operation']", style: { "source-arrow-shape": "triangle", "target-arrow-shape": "triangle" } },
    { selector: ".faded", style: { opacity: 0.13 } },
    { selector: "edge.lit, edge.selected-line", style: { opacity: 1, "z-index": 9 } },
    { selector: "edge.selected-line", style: { "underlay-color": choice, "underlay-opacity": 0.35, "underlay-padding": 5, label: "data(label)" } },
    { selector: "node.chosen", style: { "border-color": choice, "border-width": 4 } },
    { selector: "core", style: { "active-bg-opacity": 0.08, "selection-box-opacity": 0 } },
  ];
}

export class Diagram {
  /** `on` is told: node(id), line({source, target, quad}), hint(text). */
  constructor(container, on) {
    this.on = on;
    this.container = container;
    this.centres = [];
    this.cy = globalThis.cytoscape({
      container, minZoom: 0.15, maxZoom: 4, boxSelectionEnabled: false,
      autounselectify: true, style: styleSheet(),
    });
    this.cy.on("tap", "node", (event) => on.node(event.target.id()));
    this.cy.on("tap", "edge", (event) => on.line(event.target.data()));
    this.cy.on("mouseover", "node", (event) => this.light(event.target));
    this.cy.on("mouseover", "edge", (event) => this.light(event.target));
    this.cy.on("mouseout", "node, edge", () => this.unlight());
    container.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.cy.resize()).observe(container);
  }

  /** Draws nodes and edges as the API gives them. */
  show({ nodes, edges }, centres, types, fills) {
    this.centres = centres.filter((id) => nodes.some((node) => node.id === id));
    this.fills = fills;
    this.bundles = bundle(edges, types);
    const places = firstPlaces(nodes, this.bundles, this.centres);
    const isCentre = (id) => this.centres.includes(id);
    const elements = nodes.map((node) => ({
      group: "nodes",
      data: { id: node.id, type: node.type, name: node.name, articles: node.articles,
        ...this.nodeData(nodeLook(node, isCentre(node.id), fills.get(node.type) ?? "#dddddd")) },
      position: { ...places.get(node.id) },
      classes: isCentre(node.id) ? "centre" : "",
    }));
    for (const line of this.bundles) {
      const near = isCentre(line.source) || isCentre(line.target) || this.bundles.length <= FEW_LINES;
      elements.push({ group: "edges", data: { ...line, ...this.lineData(line) }, classes: near ? "near" : "" });
    }
    this.cy.batch(() => {
      this.cy.elements().remove();
      this.cy.add(elements);
    });
    this.layout();
    this.chosen = null;
  }

  nodeData(look) {
    const fill = isDark() ? shade(look.fill, 0.86) : look.fill;
    return { ...look, fill, edge: shade(look.fill, 0.55), label: look.lines.join("\n") };
  }

  lineData(line) {
    const { lines, letters } = colours();
    const base = line.quad.startsWith("material") ? 1.7 : 1.1;
    return {
      label: bundleLabel(line), line: lines[line.quad], letters: letters[line.quad],
      width: line.quad === "structure" ? 1 : base + Math.min(4, 0.5 * Math.log2(Math.max(1, line.evidence))),
    };
  }

  layout() {
    if (this.cy.nodes().empty()) return;
    // Few nodes may stand closer, so that letters are larger.
    const wide = Math.min(1.4, Math.max(0.6, Math.sqrt(this.cy.nodes().length / 30)));
    const fixed = this.centres.map((id, i) => ({
      nodeId: id, position: { x: (i - (this.centres.length - 1) / 2) * 460 * wide, y: 0 },
    }));
    this.cy.layout({
      name: "fcose", quality: "default", randomize: false, animate: false, fit: false,
      nodeDimensionsIncludeLabels: false, uniformNodeDimensions: false, packComponents: true,
      nodeRepulsion: 22000 * wide * wide, nodeSeparation: 90, gravity: 0.18, numIter: 1000,
      idealEdgeLength: (edge) => (edge.hasClass("near") ? 175 : 210) * wide,
      edgeElasticity: (edge) => (edge.hasClass("near") ? 0.35 : 0.08),
      fixedNodeConstraint: fixed.length ? fixed : undefined,
    }).run();
    this.stretch();
    this.spread();
    this.label();
    this.fit();
  }

  /** Gives the layout the shape of the window. */
  stretch() {
    const box = this.cy.nodes().boundingBox();
    const shape = this.cy.width() / Math.max(1, this.cy.height());
    if (!(box.w > 0) || !(box.h > 0) || !Number.isFinite(shape)) return;
    const factor = Math.min(2, Math.max(0.5, (shape * box.h) / box.w));
    this.cy.batch(() => {
      for (const node of this.cy.nodes()) {
        const { x, y } = node.position();
        node.position(factor > 1 ? { x: x * factor, y } : { x, y: y / factor });
      }
    });
  }

  /** Labels the lines at the centres, those of most evidence first, where there is room. */
  label() {
    const taken = this.cy.nodes().map((node) => {
      const { x, y } = node.position();
      return { x1: x - node.width() / 2, x2: x + node.width() / 2, y1: y - node.height() / 2, y2: y + node.height() / 2 };
    });
    let labelled = 0;
    measuring.font = `${LABEL_SIZE}px ${FONT}`;
    for (const { id } of this.bundles) {
      const edge = this.cy.getElementById(id);
      if (!edge.hasClass("near")) continue;
      const lines = edge.data("label").split("\n"), { x, y } = edge.midpoint();
      const w = Math.max(...lines.map((line) => measuring.measureText(line).width)) / 2 + 2, h = lines.length * LABEL_SIZE * 0.6 + 2;
      const box = { x1: x - w, x2: x + w, y1: y - h, y2: y + h };
      if (taken.some((other) => box.x1 < other.x2 && box.x2 > other.x1 && box.y1 < other.y2 && box.y2 > other.y1)) continue;
      taken.push(box);
      edge.addClass("labelled");
      if (++labelled === MOST_LABELS) break;
    }
  }

  /** Moves boxes apart that still touch: labels must be readable. */
  spread() {
    const nodes = this.cy.nodes().map((node) => ({
      node, ...node.position(), w: node.width(), h: node.height(), fixed: node.hasClass("centre"),
    }));
    for (let round = 0; round < 120; ++round) {
      let moved = false;
      for (let i = 0; i < nodes.length; ++i)
        for (let j = i + 1; j < nodes.length; ++j) {
          const a = nodes[i], b = nodes[j], gap = 16;
          const x = (a.w + b.w) / 2 + gap - Math.abs(a.x - b.x);
          const y = (a.h + b.h) / 2 + gap - Math.abs(a.y - b.y);
          if (x <= 0 || y <= 0) continue;
          const axis = x < y ? "x" : "y";
          const step = (Math.min(x, y) / 2 + 0.5) * (a[axis] < b[axis] || (a[axis] === b[axis] && i < j) ? 1 : -1);
          if (!a.fixed) a[axis] -= b.fixed ? 2 * step : step;
          if (!b.fixed) b[axis] += a.fixed ? 2 * step : step;
          moved = true;
        }
      if (!moved) break;
    }
    this.cy.batch(() => nodes.forEach(({ node, x, y }) => node.position({ x, y })));
  }

  fit() {
    if (this.cy.elements().empty()) return;
    this.cy.resize();
    this.cy.fit(undefined, 36);
    if (this.cy.zoom() > 1.4) this.cy.zoom({ level: 1.4, renderedPosition: this.middle() });
    if (this.cy.nodes().length < 3) this.cy.center();
  }

  middle() {
    return { x: this.cy.width() / 2, y: this.cy.height() / 2 };
  }

  zoom(factor) {
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: this.middle() });
  }

  clear() {
    this.cy.elements().remove();
    this.centres = [];
  }

  /** The line whose sentences are shown, if any. */
  select(line) {
    this.cy.edges().removeClass("selected-line");
    if (line?.source)
      this.cy.edges().filter((edge) => ["source", "target", "quad"].every((part) => edge.data(part) === line[part]))
        .addClass("selected-line");
  }

  light(target) {
    const around = target.isNode() ? target.closedNeighborhood() : target.union(target.connectedNodes());
    this.cy.elements().not(around).addClass("faded");
    around.edges().addClass("lit");
    this.on.hint(this.hintOf(target));
  }

  unlight() {
    this.cy.elements().removeClass("faded lit");
    this.on.hint("");
  }

  hintOf(target) {
    const name = (id) => this.cy.getElementById(id).data("name");
    const data = target.data();
    if (target.isNode()) return `${data.name} (${data.type}), ${plural(data.articles, "article")}`;
    return `${name(data.source)} ${data.mutual ? "↔" : "→"} ${name(data.target)}: ${bundleLabel(data, 9, ", ")}`;
  }

  recolour() {
    this.cy.batch(() => {
      for (const node of this.cy.nodes()) {
        const plain = this.fills.get(node.data("type")) ?? "#dddddd";
        node.data("fill", isDark() ? shade(plain, 0.86) : plain);
      }
      for (const edge of this.cy.edges()) edge.data(this.lineData(edge.data()));
    });
    this.cy.style(styleSheet());
  }

  key(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (step) {
      event.preventDefault();
      this.choose(this.nextNode(...step));
    } else if (event.key === "Enter" && this.chosen) {
      event.preventDefault();
      this.on.node(this.chosen.id());
    } else if (event.key === "e" && this.chosen && this.centres.length) {
      event.preventDefault();
      this.on.pair(this.centres[0], this.chosen.id());
    }
  }

  choose(node) {
    if (!node) return;
    this.cy.nodes().removeClass("chosen");
    this.unlight();
    this.chosen = node.addClass("chosen");
    this.light(node);
  }

  /** The nearest node that lies in that direction from the chosen one. */
  nextNode(dx, dy) {
    const from = this.chosen ?? this.cy.getElementById(this.centres[0] ?? "");
    if (from.empty()) return this.cy.nodes()[0];
    const { x, y } = from.position();
    let best = null, least = Infinity;
    for (const node of this.cy.nodes()) {
      if (node.same(from)) continue;
      const ahead = (node.position("x") - x) * dx + (node.position("y") - y) * dy;
      const aside = Math.abs((node.position("x") - x) * dy) + Math.abs((node.position("y") - y) * dx);
      if (ahead <= 0) continue;
      const far = ahead + 2.2 * aside;
      if (far < least) [best, least] = [node, far];
    }
    return best;
  }
}
