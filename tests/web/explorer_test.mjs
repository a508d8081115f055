// The explorer page in a real browser: search, click, filter, back button, and names that try to be scripts.
//   node explorer_test.mjs ENTENTE DATA WEB [SCREENSHOT-FOLDER]
// ENTENTE is the program, DATA its data folder, WEB the folder with node_modules. Exit code 77: skipped, since
// Chromium or playwright-core is missing, or the program has no page.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const SKIPPED = 77;
const [program, data, web, pictures] = process.argv.slice(2).map((given) => resolve(given));
const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(SKIPPED);
}

if (!chromium) skip("there is no Chromium (tools/install-deps.sh)");
let playwright;
try {
  playwright = createRequire(join(web, "package.json"))("playwright-core");
} catch {
  skip("tools/web/node_modules has no playwright-core (tools/install-deps.sh)");
}

const EVIL = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>";
const NEWS = [
  { id: "a1", date: "2025-01-10", title: "Talks", url: "https://example.org/talks", text: "Germany accused Russia of spying. Russian President Vladimir Putin met with Viktor Orban." },
  { id: "a2", date: "2025-06-06", title: EVIL, url: "javascript:window.hacked=1", text: "Germany sanctioned Russia. France supports Ukraine. Russia attacked Ukraine." },
  { id: "a3", date: "2025-12-20", text: "Germany and France signed an agreement. Germany supports Ukraine. Poland accused Russia of sabotage." },
];
// What only an import can bring in: names that no lexicon would hold.
const IMPORTED = {
  id: "a4", date: "2025-03-03", title: EVIL, url: "https://example.org/x\"onmouseover=\"window.hacked=1", text: `${EVIL} accused Germany.`,
  nodes: [{ id: "organization:evil", type: "organization", name: EVIL }, { id: "state:DEU", type: "state", name: "Germany" }],
  edges: [{ source: "organization:evil", type: "accuses", target: "state:DEU", confidence: 0.9, evidence: { sentence: 0, begin: 0, end: 20, trigger: "accused", text: `${EVIL} accused Germany.` } }],
};

const folder = mkdtempSync(join(tmpdir(), "entente-web-"));
const database = join(folder, "a.db");
const environment = { ...process.env, ENTENTE_DATA: data };
const run = (input, ...words) => {
  const done = spawnSync(program, words, { input, env: environment, encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
};
run(NEWS.map((article) => JSON.stringify(article)).join("\n"), "ingest", "-q", "--db", database, "-");
run(JSON.stringify(IMPORTED), "import", "--db", database, "-");

const server = spawn(program, ["serve", "--db", database, "--port", "0"], { env: environment });
const address = await new Promise((found, failed) => {
  server.stdout.once("data", (line) => found(String(line).trim()));
  server.stderr.on("data", (line) => process.stderr.write(line));
  server.once("exit", (code) => failed(new Error(`serve ended with ${code}`)));
});

const browser = await playwright.chromium.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

const troubles = [];
const foreign = [];
async function open(hash = "", options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("request", (request) => {
    if (!/^(blob|data):/.test(request.url()) && new URL(request.url()).origin !== new URL(address).origin) foreign.push(request.url());
  });
  await page.goto(address + hash);
  await shown(page, hash);
  return page;
}

/** Waits until the page shows what its address says. */
const shown = (page, hash) => page.waitForFunction(
  (wanted) => document.body.dataset.shown !== undefined && document.body.dataset.shown === location.hash && (wanted === undefined || location.hash === wanted), hash);
const settled = (page) => shown(page, undefined);
const picture = (page, name) => pictures && page.screenshot({ path: join(pictures, name + ".png") });
const text = (page, selector) => page.locator(selector).innerText();

/** Where a node or line of the diagram is on the screen. */
const placeOf = (page, kind, id) => page.evaluate(([kind, id]) => {
  const { cy } = window.ententeDiagram;
  const found = kind === "node" ? cy.getElementById(id) : cy.edges().filter((edge) => edge.id().startsWith(id));
  const box = document.getElementById("graph").getBoundingClientRect();
  const at = kind === "node" ? found.renderedPosition() : found[0].renderedMidpoint();
  return { x: box.left + at.x, y: box.top + at.y };
}, [kind, id]);

const tests = {
  async "without an actor the page offers the busiest ones"() {
    const page = await open();
    assert.match(await text(page, "#welcome"), /Germany/);
    await picture(page, "welcome");
  },

  async "search as you type leads to an actor, with the keyboard alone"() {
    const page = await open();
    await page.keyboard.press("/");
    await page.keyboard.type("germ");
    await page.locator("#suggestions li", { hasText: "Germany" }).first().waitFor();
    assert.equal(await page.getAttribute("#search", "aria-expanded"), "true");
    await page.keyboard.press("Enter");
    await shown(page, "#actor=state:DEU");
    assert.match(await text(page, "#details h2"), /Germany/);
    assert.match(await text(page, "#details"), /Russia/);
    await picture(page, "actor");
  },

  async "a click on a node goes there, and the back button comes back"() {
    const page = await open("#actor=state:DEU");
    const { x, y } = await placeOf(page, "node", "state:RUS");
    await page.mouse.click(x, y);
    await shown(page, "#actor=state:RUS");
    assert.match(await text(page, "#details h2"), /Russia/);
    await page.goBack();
    await shown(page, "#actor=state:DEU");
    assert.match(await text(page, "#details h2"), /Germany/);
    await page.goForward();
    await shown(page, "#actor=state:RUS");
  },

  async "a click on a line shows its sentences, with a link to the article"() {
    const page = await open("#actor=state:DEU");
    const { x, y } = await placeOf(page, "line", "state:DEU|state:RUS|verbal conflict");
    await page.mouse.click(x, y);
    await page.locator("#details q", { hasText: "Germany accused Russia of spying." }).waitFor();
    assert.equal(await page.locator("#details .origin a", { hasText: "Talks" }).getAttribute("href"), "https://example.org/talks");
    await picture(page, "line");
  },

  async "the dossier of two has all sentences between them, and none of others"() {
    const page = await open("#actor=state:DEU");
    await page.locator("#details .pair", { hasText: "Russia" }).click();
    await shown(page, "#actor=state:DEU&with=state:RUS");
    const dossier = await text(page, "#details");
    assert.match(dossier, /Germany accused Russia of spying/);
    assert.match(dossier, /Germany sanctioned Russia/);
    assert.doesNotMatch(dossier, /Poland accused/);
    await picture(page, "dossier");
    await page.keyboard.press("Escape");
    await shown(page, "#actor=state:DEU");
  },

  async "filters by type take lines away, and stand in the address"() {
    const page = await open("#actor=state:DEU");
    assert.equal(await page.evaluate(() => window.ententeDiagram.cy.edges("[quad = 'verbal conflict']").length > 0), true);
    await page.locator("#filters input[value=accuses]").uncheck();
    await shown(page, "#actor=state:DEU&hide=accuses,located-in");
    assert.equal(await page.evaluate(() => window.ententeDiagram.cy.edges("[quad = 'verbal conflict']").length), 0);
    await page.goBack();
    await shown(page, "#actor=state:DEU");
    assert.equal(await page.locator("#filters input[value=accuses]").isChecked(), true);
  },

  async "the date slider leaves out what was before and after"() {
    const page = await open("#actor=state:DEU");
    assert.match(await text(page, "#details"), /Russia/);
    const from = page.locator("#dates input").first();
    await from.focus();
    await page.keyboard.press("End");
    await settled(page);
    assert.match(await page.evaluate(() => location.hash), /since=2025-12-20/);
    assert.doesNotMatch(await text(page, "#details .neighbours"), /Russia/);
    await page.locator("#dates button").click();
    await shown(page, "#actor=state:DEU");
  },

  async "an address shows the same to others"() {
    const page = await open("#actor=state:DEU&with=state:RUS&since=2025-06-01&until=2025-06-30");
    const dossier = await text(page, "#details");
    assert.match(dossier, /Germany sanctioned Russia/);
    assert.doesNotMatch(dossier, /spying/);
  },

  async "the keyboard walks through the diagram"() {
    const page = await open("#actor=state:DEU");
    await page.locator("#graph").focus();
    await page.keyboard.press("ArrowRight");
    if (!(await page.evaluate(() => window.ententeDiagram.chosen))) await page.keyboard.press("ArrowLeft");
    const chosen = await page.evaluate(() => window.ententeDiagram.chosen.id());
    await page.keyboard.press("Enter");
    await shown(page, "#actor=" + chosen);
  },

  async "names, titles and addresses from articles are never run"() {
    const page = await open("#actor=organization:evil");
    assert.match(await text(page, "#details h2"), /<script>/);
    const links = await page.locator("#details a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.equal(links.some((href) => /^(javascript|data):/.test(href)), false);
    for (const hash of ["#actor=state:RUS&source=state:DEU&target=state:RUS&quad=material conflict", "#actor=state:DEU&with=organization:evil"]) {
      await page.goto(address + hash);
      await settled(page);
    }
    await page.locator("#search").fill("<script>");
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    await page.goto(address + "#actor=" + encodeURIComponent(EVIL));
    await page.locator(".failure").waitFor();
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    troubles.splice(0, troubles.length, ...troubles.filter((trouble) => !/404/.test(trouble)));
  },

  async "the view is saved as SVG and PNG"() {
    const page = await open("#actor=state:DEU");
    for (const [button, magic] of [["#save-svg", "<?xml"], ["#save-png", "\x89PNG"]]) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
      const file = join(folder, download.suggestedFilename());
      await download.saveAs(file);
      assert.equal(readFileSync(file, "latin1").slice(0, magic.length), magic);
      if (pictures) await download.saveAs(join(pictures, download.suggestedFilename()));
      if (button === "#save-svg") {
        const svg = readFileSync(file, "utf8");
        assert.match(svg, /Germany/);
        assert.doesNotMatch(svg, /<script/);
      }
    }
  },

  async "dark and light are the reader's choice"() {
    const page = await open("#actor=state:DEU", { colorScheme: "dark" });
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await paper();
    await picture(page, "dark");
    await page.locator("#theme").click();
    assert.notEqual(await paper(), dark);
  },

  async "nothing comes from elsewhere, and nothing goes wrong"() {
    assert.deepEqual(foreign, []);
    assert.deepEqual(troubles, []);
  },
};

let failed = 0;
try {
  const page = await fetch(address);
  if (page.status === 404) {
    server.kill();
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
    skip("the program was built without the page");
  }
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
      console.log(`passed: ${name}`);
    } catch (error) {
      ++failed;
      console.log(`FAILED: ${name}\n${error.stack}`);
    } finally {
      for (const context of browser.contexts()) await context.close();
    }
  }
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
