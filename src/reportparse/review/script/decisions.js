// What was decided, by whom and when. Kept in this browser where it lets us; a page that cannot keep it says so.

const MEMORY = `reportparse-review:${index.name}`;
const NAME = "reportparse-review-name";

const decisions = new Map(); // "document sha256 place" -> decision
const strays = []; // decisions of a loaded file that no figure here answers to: kept for the next download
let who = "";
let memory = true;
const unsaved = new Set(); // keys of what a served page has not sent yet
const settled = new Map(); // key -> when, of what the dataset holds already: it is shown, and not sent again

function keyOf(doc, figure) {
  return JSON.stringify([doc.document, doc.sha256, doc.keys[figure]]);
}

function decisionOn(doc, figure) {
  return decisions.get(keyOf(doc, figure)) || null;
}

function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    memory = false;
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    memory = false;
  }
}

// First what the dataset holds, then what this browser remembers beyond that.
async function recall() {
  who = remembered(NAME) || "";
  for (const [number, figure, decision] of index.decided) {
    const key = keyOf(await documentAt(number), figure);
    decisions.set(key, decision);
    settled.set(key, Date.parse(decision.when));
  }
  takeKept(remembered(MEMORY));
}

function takeKept(kept) {
  try {
    for (const [key, decision, sent] of JSON.parse(kept || "[]")) {
      if (settled.has(key) && settled.get(key) >= Date.parse(decision.when)) continue;
      settled.delete(key);
      decisions.set(key, decision);
      if (!sent) unsaved.add(key);
    }
  } catch {
    // What another program wrote under our name is no reason to stop.
  }
}

// The same page in another window wrote: it has heard of all that we wrote, so what it has is what there is.
function heard(event) {
  if (event.key !== MEMORY) return;
  for (const key of [...decisions.keys()]) if (!settled.has(key)) decisions.delete(key);
  unsaved.clear();
  takeKept(event.newValue);
  redraw();
}

function keep() {
  const own = [...decisions].filter(([key]) => !settled.has(key));
  remember(MEMORY, JSON.stringify(own.map(([key, decision]) => [key, decision, !unsaved.has(key)])));
  if (!memory) drawNotices(state.doc); // full, or never allowed
}

// What would be lost with the window: all where nothing is kept, else what a server has not got, since its address changes.
function atRisk() {
  if (SAVE) return [...unsaved].some((key) => decisions.has(key));
  return !memory && ownDecisions().length > 0;
}

// This page's own decisions: the same browser may hold those of other states of the dataset under this name.
function ownDecisions() {
  const here = new Set(index.documents.map((d) => JSON.stringify([d.document, d.sha256])));
  return [...decisions]
    .filter(([key]) => !settled.has(key) && here.has(JSON.stringify(JSON.parse(key).slice(0, 2))))
    .map(([, decision]) => decision);
}

function reviewedIn(number) {
  const { document: name, sha256 } = index.documents[number];
  const head = JSON.stringify([name, sha256]).slice(0, -1);
  let count = 0;
  for (const key of decisions.keys()) if (key.startsWith(`${head},`)) count += 1;
  return count;
}

// Ask for the name once; the promise gives false where the question was put aside.
function askName(always = false) {
  if (who && !always) return Promise.resolve(true);
  const dialog = by("name-dialog");
  by("name-input").value = who;
  dialog.showModal();
  by("name-input").focus();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      const given = by("name-input").value.trim();
      const agreed = dialog.returnValue === "ok" && given !== "";
      dialog.returnValue = "";
      if (agreed) {
        who = given;
        remember(NAME, who);
      }
      resolve(agreed);
    };
  });
}

// Whole seconds, as the patch has them.
function now() {
  return new Date().toISOString().replace(/\.\d+Z$/, "Z");
}

async function decide(doc, figure, action, changes = null, note = "") {
  if (!(await askName())) return false;
  const s = doc.statistics[figure];
  const decision = {
    document: doc.document,
    sha256: doc.sha256,
    statistic: s.id,
    quotation: quotationOf(doc, s),
    action,
    ...(action === "edit" ? { changes } : {}),
    read: readingOf(doc, s),
    note,
    who,
    when: now(),
  };
  take(keyOf(doc, figure), decision);
  keep();
  return true;
}

function take(key, decision) {
  decisions.set(key, decision);
  settled.delete(key);
  unsaved.add(key);
}

// What the dataset holds cannot be undone here, only decided anew.
function canUndo(doc, figure) {
  const key = keyOf(doc, figure);
  return decisions.has(key) && !settled.has(key);
}

function undo(doc, figure) {
  decisions.delete(keyOf(doc, figure));
  unsaved.delete(keyOf(doc, figure));
  keep();
}
