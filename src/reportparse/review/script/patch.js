// Decisions as a patch file (reportparse-patch/1), out and in. As `reportparse apply` reads it.

const PATCH = "reportparse-patch/1";
const AROUND = 32; // code points on both sides of a figure that help to find it again

const EDITABLE = [
  "value", "unit", "measure", "program", "subject", "period", "region", "role", "bound", "direction", "compare", "per", "part_of",
];

// Where a figure stands, by its words first: W3C Web Annotation's TextQuoteSelector with a position.
function quotationOf(doc, s) {
  const { start, end } = s.evidence;
  const held = doc.stretches.find((one) => one.start <= start && end <= one.end);
  const before = held ? [...held.text.slice(0, held.unit(start))].slice(-AROUND).join("") : "";
  const after = held ? [...held.text.slice(held.unit(end), held.unit(end) + 2 * AROUND)].slice(0, AROUND).join("") : "";
  return { exact: s.evidence.text, prefix: before, suffix: after, start, end };
}

// The editable fields as the machine read them.
function readingOf(doc, s) {
  const read = {};
  for (const name of EDITABLE) read[name] = name === "part_of" ? totalOf(doc, s.part_of) : name === "program" ? s.program && s.program.code : s[name];
  return read;
}

function totalOf(doc, id) {
  if (id === null || !doc.byId.has(id)) return null;
  return { statistic: id, quotation: quotationOf(doc, doc.statistics[doc.byId.get(id)]) };
}

function patchOf(list) {
  return `${JSON.stringify({ schema: PATCH, made: now(), decisions: list }, null, 2)}\n`;
}

function allDecisions() {
  return [...ownDecisions(), ...strays].sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0));
}

function downloadPatch() {
  const list = allDecisions();
  if (!list.length) return say(t("nothing_yet"));
  const address = URL.createObjectURL(new Blob([patchOf(list)], { type: "application/json" }));
  const link = node("a", { href: address, download: `${index.name.replace(/[\\/:*?"<>|]/g, "_")}.patch.json` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  return undefined;
}

// A served page says where decisions go, and where another document can be given; both lie below its own address.
const served = (name) => document.querySelector(`meta[name="reportparse-${name}"]`)?.content || null;
const SAVE = served("save");
const UPLOAD = served("upload");

async function savePatch() {
  const sent = [...unsaved].filter((key) => decisions.has(key));
  if (!sent.length) return say(t("nothing_yet"));
  say(t("saving"));
  try {
    const body = patchOf(sent.map((key) => decisions.get(key)));
    const answer = await fetch(SAVE, { method: "POST", headers: { "Content-Type": "application/json" }, body });
    const told = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status} ${wordsIn(told, "error") || told.slice(0, 200)}`);
    for (const key of sent) unsaved.delete(key);
    keep();
    const lost = wordsIn(told, "unplaced") || [];
    say(t("saved", { n: sent.length }) + (lost.length ? t("unplaced", { n: lost.length }) : ""));
  } catch (error) {
    say(t("save_failed", { why: error.message }));
  }
  drawProgress();
  return undefined;
}

// A field of an answer in JSON; null where it is none.
function wordsIn(answer, field) {
  try {
    return JSON.parse(answer)[field];
  } catch {
    return null;
  }
}

const SHAPE = { document: "string", sha256: "string", statistic: "string", quotation: "object", action: "string", who: "string", when: "string" };

function faultIn(patch) {
  if (!patch || patch.schema !== PATCH || !Array.isArray(patch.decisions)) return t("not_a_patch");
  for (const [i, decision] of patch.decisions.entries()) {
    const bad = (field) => t("bad_decision", { n: i + 1, field });
    if (!decision || typeof decision !== "object") return bad("decision");
    for (const [field, kind] of Object.entries(SHAPE)) if (typeof decision[field] !== kind || decision[field] === null) return bad(field);
    if (!["accept", "edit", "reject"].includes(decision.action)) return bad("action");
    const { exact, start, end } = decision.quotation;
    if (typeof exact !== "string" || !Number.isInteger(start) || !Number.isInteger(end)) return bad("quotation");
    if (decision.action === "edit" && (typeof decision.changes !== "object" || !decision.changes)) return bad("changes");
  }
  return null;
}

async function loadPatch(text) {
  let patch;
  try {
    patch = JSON.parse(text);
  } catch (error) {
    return say(t("load_failed", { why: error.message }));
  }
  const fault = faultIn(patch);
  if (fault) return say(t("load_failed", { why: fault }));
  let found = 0;
  let lost = 0;
  for (const decision of patch.decisions) {
    const place = await placeOf(decision);
    if (!place) {
      strays.push(decision);
      lost += 1;
      continue;
    }
    found += 1;
    const key = keyOf(place.doc, place.figure);
    const held = decisions.get(key);
    if (!held || Date.parse(held.when) < Date.parse(decision.when)) take(key, decision);
  }
  keep();
  redraw();
  return say(t("loaded", { n: found, lost }));
}

// The figure that a decision is about: in the document of that name and digest, at the place of the quotation; else by its words.
async function placeOf(decision) {
  const number = index.documents.findIndex((d) => d.document === decision.document && d.sha256 === decision.sha256);
  const other = number < 0 ? index.documents.findIndex((d) => d.sha256 === decision.sha256) : number;
  if (other < 0) return null;
  const doc = await documentAt(other);
  const { exact, prefix, suffix, start, end } = decision.quotation;
  const alike = doc.statistics.map((_, i) => i).filter((i) => doc.statistics[i].evidence.text === exact);
  const there = alike.filter((i) => doc.statistics[i].evidence.start === start && doc.statistics[i].evidence.end === end);
  if (there.length) return { doc, figure: there.find((i) => doc.statistics[i].id === decision.statistic) ?? there[0] };
  const near = alike.filter((i) => {
    const told = quotationOf(doc, doc.statistics[i]);
    return told.prefix === prefix && told.suffix === suffix;
  });
  return near.length === 1 ? { doc, figure: near[0] } : null;
}
