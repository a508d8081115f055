// Saves the diagram as it stands: as SVG with its own shapes, tooltips and letters, or as PNG made of that.

import { QUADS, bundleLabel } from "./bundles.js";
import { element } from "./dom.js";
import { FONT, measuring } from "./diagram.js";
import { colours } from "./theme.js";

const SPACE = "http://www.w3.org/2000/svg";
const MARGIN = 28, HEAD = 78;

function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const number = (value) => String(Math.round(value * 10) / 10);

/** The outline of a node around (0, 0). */
function outline(shape, width, height) {
  const x = width / 2, y = height / 2, cut = Math.min(9, y * 0.6);
  const polygon = (...points) => svg("polygon", { points: points.map((p) => p.map(number).join(",")).join(" ") });
  switch (shape) {
    case "ellipse": return svg("ellipse", { rx: number(x), ry: number(y) });
    case "hexagon": return polygon([-x, 0], [-x * 0.75, -y], [x * 0.75, -y], [x, 0], [x * 0.75, y], [-x * 0.75, y]);
    case "octagon":
    case "cut-rectangle":
      return polygon([-x, -y + cut], [-x + cut, -y], [x - cut, -y], [x, -y + cut], [x, y - cut], [x - cut, y], [-x + cut, y], [-x, y - cut]);
    default:
      return svg("rect", { x: number(-x), y: number(-y), width: number(width), height: number(height), rx: shape === "round-rectangle" ? 7 : 1 });
  }
}

function lettersOf(lines, size, attributes) {
  const text = svg("text", { "text-anchor": "middle", "font-size": number(size), ...attributes });
  lines.forEach((line, i) => {
    const row = svg("tspan", { x: 0, y: number((i - (lines.length - 1) / 2) * size * 1.2 + size * 0.35) });
    row.textContent = line;
    text.append(row);
  });
  return text;
}

/** The line between two outlines as Cytoscape bends it. */
function pathOf(edge) {
  const from = edge.sourceEndpoint(), to = edge.targetEndpoint(), over = edge.controlPoints() ?? [];
  const at = ({ x, y }) => `${number(x)} ${number(y)}`;
  if (!over.length) return `M${at(from)}L${at(to)}`;
  if (over.length === 1) return `M${at(from)}Q${at(over[0])} ${at(to)}`;
  return `M${at(from)}C${at(over[0])} ${at(over[1])} ${at(to)}`;
}

/** The end of a line: conflict has a bar before its arrowhead. */
function marker(id, colour, quad) {
  const made = svg("marker", { id, viewBox: "0 0 16 14", refX: 15, refY: 7, markerWidth: 14, markerHeight: 12, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" });
  const open = quad.startsWith("verbal") || quad === "structure";
  made.append(svg("path", { d: open ? "M7 3L14 7L7 11" : "M7 3L14 7L7 11Z", fill: open ? "none" : colour, stroke: colour, "stroke-width": 1.5 }));
  if (quad.endsWith("conflict")) made.append(svg("path", { d: "M3 0.5V13.5", stroke: colour, "stroke-width": 1.8 }));
  return made;
}

/** What the lines mean, in a row from (x, y). */
function lineSigns(quads, x, y) {
  const { ink, lines } = colours();
  const row = svg("g", { "font-size": 10, fill: ink });
  measuring.font = `10px ${FONT}`;
  for (const quad of quads) {
    const end = quad.replaceAll(" ", "-");
    row.append(svg("path", { d: `M${number(x)} ${number(y)}h30`, stroke: lines[quad], "stroke-width": quad.startsWith("material") ? 2.2 : 1.3, "marker-end": `url(#end-${end})`,
      ...(quad === "structure" ? { "stroke-dasharray": "1.5 3" } : {}) }));
    const text = svg("text", { x: number(x + 36), y: number(y + 3.5) });
    text.textContent = quad;
    row.append(text);
    x += 36 + measuring.measureText(quad).width + 18;
  }
  return row;
}

/** The diagram as an SVG document. `title` and `caption` head it. */
export function toSvg(diagram, title, caption) {
  const { paper, ink, faint, lines } = colours();
  const box = diagram.cy.elements().boundingBox({ includeOverlays: false });
  const x = box.x1 - MARGIN, y = box.y1 - MARGIN - HEAD, width = Math.max(box.w + 2 * MARGIN, 760), height = box.h + 2 * MARGIN + HEAD;
  const root = svg("svg", { xmlns: SPACE, viewBox: [x, y, width, height].map(number).join(" "), width: number(width), height: number(height), "font-family": FONT });
  const defs = svg("defs");
  for (const [quad, colour] of Object.entries(lines)) defs.append(marker("end-" + quad.replaceAll(" ", "-"), colour, quad));
  const named = svg("title");
  named.textContent = title;
  root.append(named, defs, svg("rect", { x: number(x), y: number(y), width: number(width), height: number(height), fill: paper }));
  const head = (words, size, colour, down, weight) => {
    const text = svg("text", { x: number(x + 16), y: number(y + down), "font-size": size, fill: colour, "font-weight": weight });
    text.textContent = words;
    root.append(text);
  };
  head(title, 20, ink, 30, "bold");
  head(caption, 11, faint, 48, "normal");
  const used = new Set(diagram.bundles.map(({ quad }) => quad));
  root.append(lineSigns(QUADS.filter((quad) => used.has(quad)), x + 16, y + 68));
  const over = svg("g");
  for (const edge of diagram.cy.edges()) {
    const data = edge.data(), end = `url(#end-${data.quad.replaceAll(" ", "-")})`;
    const path = svg("path", { d: pathOf(edge), fill: "none", stroke: data.line, "stroke-width": number(data.width), opacity: edge.hasClass("near") ? 0.95 : 0.5, "marker-end": end });
    if (data.mutual) path.setAttribute("marker-start", end);
    if (data.hypothetical) path.setAttribute("stroke-dasharray", "6 3");
    if (data.quad === "structure") path.setAttribute("stroke-dasharray", "1.5 3");
    const tip = svg("title");
    tip.textContent = diagram.hintOf(edge);
    path.append(tip);
    root.append(path);
    if (!edge.hasClass("labelled")) continue;
    const { x: mx, y: my } = edge.midpoint();
    over.append(svg("g", { transform: `translate(${number(mx)} ${number(my)})` },
      lettersOf(bundleLabel(data).split("\n"), 9, { fill: data.letters, stroke: paper, "stroke-width": 3, "paint-order": "stroke" })));
  }
  root.append(over);
  for (const node of diagram.cy.nodes()) {
    const data = node.data(), { x: nx, y: ny } = node.position(), centre = node.hasClass("centre");
    const shape = outline(data.shape, data.width, data.height);
    shape.setAttribute("fill", data.fill);
    if (data.type !== "place") {
      shape.setAttribute("stroke", data.edge);
      shape.setAttribute("stroke-width", centre ? 3 : 1);
    }
    const tip = svg("title");
    tip.textContent = diagram.hintOf(node);
    root.append(svg("g", { transform: `translate(${number(nx)} ${number(ny)})` }, tip, shape,
      lettersOf(data.lines, data.size, { fill: "#15181c", "font-weight": centre ? "bold" : "normal" })));
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

function save(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export const saveSvg = (text, name) => save(new Blob([text], { type: "image/svg+xml" }), name + ".svg");

/** At twice the size, so that small letters stay sharp. */
export async function savePng(text, name) {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
    const scale = Math.min(2, 12000 / Math.max(image.width, image.height));
    const canvas = element("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    save(blob, name + ".png");
  } finally {
    URL.revokeObjectURL(address);
  }
}
