/**
 * The script of the page. It stands here as text because the house is compiled
 * without the DOM's types; `html.test.ts` runs it in a real browser. It puts
 * every word into the page as text (`append`, `textContent`), never as markup.
 *
 * Rows are built as the reader comes near them, and the details of a row when
 * it is first opened, so that 10,000 findings open at once.
 */
export const pageScript = String.raw`
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const marks = { critical: "■", high: "▲", medium: "●", low: "○", info: "·" };
const rowsAtOnce = 80;

const number = (value) => value.toLocaleString("en");
const plural = (count, one, many) => number(count) + " " + (count === 1 ? one : many || one + "s");

/** An element with attributes and children; strings become text. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {}))
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
}

const badge = (severity) =>
  make("span", { class: "badge " + severity },
    make("span", { "aria-hidden": "true" }, marks[severity]), " " + severity);

/** A path with its folders quiet and its name plain, so that the name is seen first. */
function pathOf(path) {
  const cut = path.lastIndexOf("/", path.length - 2) + 1;
  return make("span", { class: "path" },
    make("span", { class: "quiet" }, path.slice(0, cut)), path.slice(cut));
}

function chainOf(names) {
  const chain = make("span", { class: "chain" });
  names.forEach((name, index) => {
    if (index > 0) chain.append(make("span", { class: "quiet" }, " › "));
    chain.append(pathOf(name));
  });
  return chain;
}

// ── Filters ──────────────────────────────────────────────────────────────────

const filter = { words: "", severity: new Set(), class: new Set() };

/** Everything that the search looks at, once for each entry. */
const haystacks = data.entries.map((entry) => {
  const text = data.texts[entry.text];
  return [text.title, text.rule, entry.before, entry.preview, entry.after, entry.class,
    ...entry.at.slice(0, 20).flatMap((place) => [place.chain.join("/"), place.key])]
    .join("\n").toLowerCase();
});

function passing() {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  return data.entries.filter((entry, index) =>
    (filter.severity.size === 0 || filter.severity.has(entry.severity)) &&
    (filter.class.size === 0 || filter.class.has(entry.class)) &&
    words.every((word) => haystacks[index].includes(word)));
}

/** The filter lives in the address, so that a view can be sent and the back button works. */
function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  const known = { severity: data.severities.map((each) => each.name), class: data.classes.map((each) => each.class) };
  filter.words = given.get("q") || "";
  for (const kind of ["severity", "class"])
    filter[kind] = new Set((given.get(kind) || "").split(",").filter((each) => known[kind].includes(each)));
}

function writeAddress() {
  const parts = new URLSearchParams();
  if (filter.words !== "") parts.set("q", filter.words);
  for (const kind of ["severity", "class"])
    if (filter[kind].size > 0) parts.set(kind, [...filter[kind]].join(","));
  history.replaceState(null, "", "#" + parts.toString().replaceAll("%2C", ","));
}

function toggle(kind, name) {
  if (!filter[kind].delete(name)) filter[kind].add(name);
  changed();
}

function changed() {
  writeAddress();
  show();
}

const wordsOf = (kind, name) =>
  kind === "class" ? data.classes.find((each) => each.class === name).words : name;

/** The buttons of the cards are pressed or not, and what is chosen stands beside the search too. */
function showFilters() {
  for (const button of document.querySelectorAll(".filters button"))
    button.setAttribute("aria-pressed", String(filter[button.dataset.kind].has(button.dataset.name)));
  const chosen = ["severity", "class"].flatMap((kind) => [...filter[kind]].map((name) => {
    const words = wordsOf(kind, name);
    const chip = make("button", { class: "chip", type: "button", "aria-label": "Remove filter: " + words },
      words, make("span", { "aria-hidden": "true" }, " ×"));
    chip.addEventListener("click", () => { toggle(kind, name); at("search").focus(); });
    return chip;
  }));
  at("active").replaceChildren(...chosen);
  if (at("search").value !== filter.words) at("search").value = filter.words;
}

function filterButton(kind, name, count, ...label) {
  const button = make("button", { type: "button", "aria-pressed": "false", "data-kind": kind, "data-name": name },
    make("span", { class: "label" }, ...label), make("span", { class: "number" }, number(count)));
  button.addEventListener("click", () => toggle(kind, name));
  return make("li", {}, button);
}

// ── The list ─────────────────────────────────────────────────────────────────

const list = { entries: [], counts: new Map(), next: 0, file: undefined, path: undefined, card: undefined, into: undefined };
let expanded = false;

function show() {
  showFilters();
  const entries = passing();
  Object.assign(list, { entries, counts: countByFile(entries), next: 0, file: undefined, path: undefined });
  at("list").replaceChildren();
  const all = data.entries.length;
  at("count").textContent = list.entries.length === all
    ? plural(all, "finding") : number(list.entries.length) + " of " + plural(all, "finding");
  if (list.entries.length === 0 && all > 0) at("list").append(make("p", { class: "none" }, "Nothing here fits the filter."));
  grow();
}

function grow(rows = rowsAtOnce) {
  const part = list.entries.slice(list.next, list.next + rows);
  for (const entry of part) {
    openGroup(entry.at[0].chain);
    list.into.append(row(entry));
  }
  list.next += part.length;
  at("more").hidden = list.next >= list.entries.length;
  // Observed anew, it reports even when it was in sight before and still is.
  nearEnd.unobserve(at("more"));
  nearEnd.observe(at("more"));
}

const nearEnd = new IntersectionObserver(([end]) => {
  if (end.isIntersecting) grow();
}, { rootMargin: "1500px" });

/** Starts a new card where the file changes, and a new heading where the place in it does. */
function openGroup(chain) {
  const file = chain[0], path = chain.join("!/");
  if (file !== list.file) {
    const title = make("h3", {}, pathOf(file), countsOf(list.counts.get(file)));
    list.card = make("section", { class: "file" }, title);
    at("list").append(list.card);
  }
  if (file !== list.file || path !== list.path) {
    if (chain.length > 1) list.card.append(make("h4", {}, chainOf(chain.slice(1))));
    list.into = make("div", { class: "rows" });
    list.card.append(list.into);
  }
  Object.assign(list, { file, path });
}

/** How many of each severity a file has, by mark and number, with the words for those who hear the page. */
const countsOf = (counts) =>
  make("span", { class: "counts" }, ...Object.keys(marks).filter((name) => counts[name]).map((name) =>
    make("span", { title: name },
      make("span", { class: "dot " + name, "aria-hidden": "true" }, marks[name]),
      " " + number(counts[name]), make("span", { class: "heard" }, " " + name))));

function countByFile(entries) {
  const counts = new Map();
  for (const entry of entries) {
    const file = entry.at[0].chain[0];
    if (!counts.has(file)) counts.set(file, {});
    counts.get(file)[entry.severity] = (counts.get(file)[entry.severity] || 0) + 1;
  }
  return counts;
}

const evidence = (entry) =>
  make("code", { class: "evidence" },
    make("span", { class: "quiet" }, entry.before || ""), make("b", {}, entry.preview),
    make("span", { class: "quiet" }, entry.after || ""));

function row(entry) {
  const text = data.texts[entry.text], first = entry.at[0];
  const notes = [];
  if (entry.verified === "active") notes.push(make("span", { class: "alive" }, "still works"));
  if (entry.confidence === "low") notes.push(make("span", {}, "low confidence"));
  if (entry.places > 1) notes.push(make("span", {}, plural(entry.places, "place")));
  const summary = make("summary", {},
    badge(entry.severity),
    make("span", { class: "what" },
      make("span", { class: "title" }, text.title, make("span", { class: "notes" }, ...notes)),
      evidence(entry),
      first.place === "" ? undefined : make("span", { class: "where" }, first.place)));
  const details = make("details", { class: "finding", open: expanded }, summary);
  if (expanded) details.append(body(entry));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount < 2) details.append(body(entry));
  });
  return details;
}

function facts(pairs) {
  const facts = make("dl", { class: "facts" });
  for (const [name, ...values] of pairs)
    if (values.some((value) => value !== undefined && value !== ""))
      facts.append(make("dt", {}, name), make("dd", {}, ...values));
  return facts;
}

function body(entry) {
  const text = data.texts[entry.text], first = entry.at[0];
  const verified = { active: "its provider still accepts it", inactive: "no longer valid", unknown: entry.asked ? "not known" : "not asked" };
  return make("div", { class: "body" }, facts([
    ["Risk", text.harm],
    ["What to do", text.remedy],
    ["Where", chainOf(first.chain)],
    ["Key", first.key && make("code", {}, first.key)],
    ["Line", first.place.startsWith("line ") ? first.place.slice(5) : ""],
    ["Bytes", first.span ? number(first.span[0]) + " to " + number(first.span[1]) +
      (first.coding ? ", spelled in " + first.coding : "") : ""],
    ["Also at", entry.places > 1 && others(entry)],
    ["Confidence", entry.confidence],
    ["Evidence", entry.evidence.join("; ")],
    ["Verified", entry.class === "secret" ? verified[entry.verified] : ""],
    ["Rule", make("code", {}, text.rule)],
    ["Fingerprint", make("code", {}, entry.fingerprint)],
  ].map((pair) => pair.map((each) => each || undefined))));
}

function others(entry) {
  const shown = entry.at.slice(1).map((place) =>
    make("li", {}, chainOf(place.chain.length > 1 ? place.chain.slice(1) : place.chain),
      make("span", { class: "quiet" }, place.place && ", " + place.place)));
  const rest = entry.places - entry.at.length;
  if (rest > 0) shown.push(make("li", { class: "quiet" },
    plural(rest, shown.length > 0 ? "more place" : "place") + " that the report only counts"));
  return make("ul", { class: "places" }, ...shown);
}

// ── The head of the page ─────────────────────────────────────────────────────

function showHead() {
  document.title = data.target + " · tare report";
  at("version").textContent = data.version;
  at("target").textContent = data.target;
  const time = new Date(data.startedAt);
  at("meta").textContent = [
    time.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }) + " UTC",
    data.seconds.toFixed(data.seconds < 10 ? 1 : 0) + " s", "profile " + data.profile].join("  ·  ");
  at("revealed").hidden = !data.revealed;
  at("verdict").append(data.conclusion.text, make("span", { class: "unknown" }, data.conclusion.unknown));
  at("verdict").classList.add(data.conclusion.tone);
  fillBar("severity-bar", data.severities.map((each) => [each.name, each.values]));
  at("severities").append(...data.severities.map((each) =>
    filterButton("severity", each.name, each.values, badge(each.name))));
  at("classes").append(...data.classes.map((each) =>
    filterButton("class", each.class, each.values,
      make("span", { class: "dot " + each.worst, "aria-hidden": "true" }, marks[each.worst]), each.words)));
  for (const id of ["severities", "classes"]) at(id).parentElement.hidden = data.entries.length === 0;
}

/** A bar of parts, each as wide as its share of the whole. */
function fillBar(id, parts, whole = parts.reduce((sum, [, amount]) => sum + amount, 0)) {
  at(id).hidden = whole === 0;
  for (const [name, amount] of parts) {
    const part = make("span", { class: name });
    part.style.width = (amount / whole) * 100 + "%";
    if (amount > 0) at(id).append(part);
  }
}

function showCoverage() {
  const { seen, read, tensors } = data.bytes;
  const whole = Math.max(seen, read + tensors, 1);
  const told = data.sizes.read + " read, " + data.sizes.tensors + " of weights skipped, of " + data.sizes.seen;
  at("bar").setAttribute("aria-label", told);
  fillBar("bar", [["read", read], ["tensors", tensors]], whole);
  const gaps = data.gaps.length;
  const rows = [
    ["", data.sizes.seen, "in " + plural(data.files, "file") + (data.members ? ", " + plural(data.members, "part") + " inside" : "")],
    ["read", data.sizes.read, "read"],
    ["tensors", data.sizes.tensors, "weights, skipped by structure"],
    ["", number(data.benign), data.benign === 1 ? "harmless match left out" : "harmless matches left out"],
    [gaps > 0 ? "gap" : "", number(gaps), (gaps === 1 ? "part" : "parts") + " not inspected"],
  ];
  for (const words of data.apart) rows.push(["", "", words]);
  if (data.interrupted) rows.push(["gap", "?", "interrupted before the end"]);
  for (const [key, value, words] of rows)
    at("coverage").append(make("dt", { class: key }, value), make("dd", {}, words));
}

/** More advice than this at once is none. */
const adviceAtOnce = 4;

function showAdvice() {
  at("advice-section").hidden = data.advice.length === 0;
  const items = data.advice.map((each) => make("li", {},
    badge(each.worst),
    make("div", {},
      make("h3", {}, each.titles),
      make("p", {}, each.remedy), make("p", { class: "quiet" }, each.harm))));
  const rest = items.splice(items.length > adviceAtOnce + 1 ? adviceAtOnce : items.length);
  at("advice").append(make("ul", {}, ...items));
  if (rest.length > 0) at("advice").append(make("details", {},
    make("summary", {}, "Show " + number(rest.length) + " more"), make("ul", {}, ...rest)));
}

function showGaps() {
  at("gaps-section").hidden = data.gaps.length === 0;
  at("gaps").append(...data.gaps.map((gap) => make("li", {},
    make("p", {}, chainOf(gap.chain)),
    make("p", { class: "quiet" }, gap.reason + (gap.size ? ", " + gap.size : "")))));
}

// ── The theme ────────────────────────────────────────────────────────────────

const themes = ["system", "light", "dark"];
/** Storage may be forbidden for files; then the choice lasts as long as the page. */
const stored = {
  get theme() { try { return localStorage.getItem("tare-theme"); } catch { return null; } },
  set theme(value) { try { localStorage.setItem("tare-theme", value); } catch { /* see above */ } },
};

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  at("theme").textContent = "Theme: " + theme;
}

// ── Start ────────────────────────────────────────────────────────────────────

setTheme(themes.includes(stored.theme) ? stored.theme : "system");
at("theme").addEventListener("click", () => {
  const next = themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % themes.length];
  setTheme(next);
  stored.theme = next;
});
at("search").addEventListener("input", () => { filter.words = at("search").value.trim(); changed(); });
at("expand").addEventListener("click", () => {
  expanded = !expanded;
  at("expand").setAttribute("aria-pressed", String(expanded));
  at("expand").textContent = expanded ? "Collapse all" : "Expand all";
  for (const details of document.querySelectorAll(".finding")) details.open = expanded;
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  at("findings-title").focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.tagName === "INPUT") return;
  event.preventDefault();
  at("search").focus();
});
addEventListener("hashchange", () => { readAddress(); show(); });
addEventListener("beforeprint", () => grow(Infinity));

showHead();
showCoverage();
showAdvice();
showGaps();
at("findings-section").hidden = data.entries.length === 0;
readAddress();
show();
`;
