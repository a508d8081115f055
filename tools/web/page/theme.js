// Colours of the diagram, light and dark; those of the rest of the page are in style.css. Green and red differ
// in lightness too, and conflict has a bar before its arrowhead: colour is never the only sign.

const LIGHT = {
  paper: "#ffffff", ink: "#1c1f24", faint: "#5b6470", halo: "#ffffff", choice: "#1f5fbf",
  lines: {
    "verbal co-operation": "#5aae61", "material co-operation": "#1b7837",
    "verbal conflict": "#e0705a", "material conflict": "#b2182b", structure: "#8a8a8a",
  },
  letters: {
    "verbal co-operation": "#1b6b2f", "material co-operation": "#0d5224",
    "verbal conflict": "#a3301c", "material conflict": "#8c0d1e", structure: "#5c5c5c",
  },
};

const DARK = {
  paper: "#14171c", ink: "#e8ebef", faint: "#9aa4b1", halo: "#14171c", choice: "#8ab8ff",
  lines: {
    "verbal co-operation": "#79c680", "material co-operation": "#45a763",
    "verbal conflict": "#f29180", "material conflict": "#ff5f6b", structure: "#8b94a0",
  },
  letters: {
    "verbal co-operation": "#a5e0aa", "material co-operation": "#7fd49a",
    "verbal conflict": "#f7b3a6", "material conflict": "#ff9aa2", structure: "#b4bcc7",
  },
};

const wantsDark = matchMedia("(prefers-color-scheme: dark)");

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : wantsDark.matches;
}

export const colours = () => (isDark() ? DARK : LIGHT);

/** Calls `changed` whenever the colours change. */
export function watchTheme(button, changed) {
  const kept = localStorage.getItem("theme");
  if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
  wantsDark.addEventListener("change", changed);
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("theme", theme);
    changed();
  });
}

/** A darker (below 1) or lighter shade of #rrggbb. */
export function shade(colour, factor) {
  const channel = (at) => Math.round(Math.min(255, Number.parseInt(colour.slice(at, at + 2), 16) * factor));
  return "#" + [1, 3, 5].map((at) => channel(at).toString(16).padStart(2, "0")).join("");
}
