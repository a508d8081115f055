// The date slider: two handles over bars that show how much happened in each month.

import { element } from "./dom.js";

const DAY = 86400000;
const toDays = (iso) => Math.round(Date.parse(iso.length === 4 ? iso + "-01-01" : iso.length === 7 ? iso + "-01" : iso) / DAY);
const toIso = (days) => new Date(days * DAY).toISOString().slice(0, 10);

export class Dates {
  /** `first` and `last`: the days that the articles cover. `changed` is called with {since, until}. */
  constructor(panel, first, last, changed) {
    Object.assign(this, { panel, changed });
    if (!first) return;
    this.first = toDays(first);
    this.last = Math.max(toDays(last), this.first + 1);
    this.bars = element("div", { class: "bars", "aria-hidden": "true" });
    this.from = this.handle("From");
    this.to = this.handle("Until");
    this.said = element("output", { class: "said" });
    this.reset = element("button", { type: "button", onclick: () => changed({ since: "", until: "" }) }, "All dates");
    panel.append(
      element("div", { class: "row" }, this.said, this.reset),
      element("div", { class: "slider" }, this.bars, element("div", { class: "track" }), this.from, this.to));
  }

  handle(label) {
    const input = element("input", { type: "range", min: this.first, max: this.last, step: 1, "aria-label": label });
    input.addEventListener("input", () => {
      if (Number(this.from.value) > Number(this.to.value)) (input === this.from ? this.to : this.from).value = input.value;
      this.say();
    });
    input.addEventListener("change", () => this.changed(this.chosen()));
    return input;
  }

  chosen() {
    const from = Number(this.from.value), to = Number(this.to.value);
    return { since: from > this.first ? toIso(from) : "", until: to < this.last ? toIso(to) : "" };
  }

  say() {
    const from = Number(this.from.value), to = Number(this.to.value);
    for (const input of [this.from, this.to]) input.setAttribute("aria-valuetext", toIso(Number(input.value)));
    this.said.value = `${toIso(from)} to ${toIso(to)}`;
    this.reset.hidden = from === this.first && to === this.last;
    const share = (days) => (100 * (days - this.first)) / (this.last - this.first);
    this.panel.style.setProperty("--from", `${share(from)}%`);
    this.panel.style.setProperty("--to", `${share(to)}%`);
    for (const bar of this.bars.children)
      bar.classList.toggle("outside", bar.dataset.end < toIso(from) || bar.dataset.begin > toIso(to));
  }

  show(view) {
    if (!this.first) return;
    const day = (iso, end) => {
      if (!iso) return null;
      if (!end || iso.length === 10) return toDays(iso);
      const [year, month] = iso.split("-").map(Number);
      return Math.round(Date.UTC(month ? year : year + 1, month ?? 0, 1) / DAY) - 1;
    };
    this.from.value = day(view.since, false) ?? this.first;
    this.to.value = day(view.until, true) ?? this.last;
    this.say();
  }

  /** `months`: [{month, cooperation, conflict, other}] */
  count(months) {
    if (!this.first) return;
    const inside = months.filter(({ month }) => toDays(month) >= this.first - 31 && toDays(month) <= this.last);
    const most = Math.max(1, ...inside.map((m) => m.cooperation + m.conflict + m.other));
    this.bars.replaceChildren(...inside.map((m) => {
      const begin = toDays(m.month), [year, month] = m.month.split("-").map(Number);
      const end = Math.round(Date.UTC(year, month, 1) / DAY) - 1;
      const bar = element("div", { class: "bar", title: `${m.month}: ${m.cooperation} co-operation, ${m.conflict} conflict, ${m.other} other` });
      bar.dataset.begin = toIso(begin);
      bar.dataset.end = toIso(end);
      const all = this.last - this.first + 1, left = Math.max(0, begin - this.first);
      bar.style.left = `${(100 * left) / all}%`;
      bar.style.width = `${(100 * (Math.min(end, this.last) - Math.max(begin, this.first) + 1)) / all}%`;
      for (const kind of ["other", "cooperation", "conflict"]) {
        const part = element("div", { class: kind });
        part.style.height = `${(100 * m[kind]) / most}%`;
        bar.append(part);
      }
      return bar;
    }));
    this.say();
  }
}
