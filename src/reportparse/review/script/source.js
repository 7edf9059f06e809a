// The text as it was read, every figure marked. The marks add nothing to the text: what stands in them is the text itself.

const CHUNK = 4000; // signs drawn or passed over together: about two screens
let marks = []; // by figure: the nodes that show it

const GLYPHS = { target: "◎", standard: "＝", threshold: "≤", prior: "↩" };

// Which sign stands behind a figure beside its colour. The most common role has none: it is told by a plain line.
function glyphOf(s) {
  if (s.role === "change") return s.direction === "up" ? "↑" : s.direction === "down" ? "↓" : "±";
  return GLYPHS[s.role] || "";
}

function drawSource(doc) {
  marks = doc.statistics.map(() => []);
  const headings = new Set(doc.statistics.flatMap((s) => s.evidence.section).map((title) => title.trim()));
  const lines = doc.stretches.flatMap((held) => linesOf(doc, held));
  const chunks = [];
  let chunk = null;
  let size = 0;
  for (const line of lines) {
    if (!chunk || size > CHUNK) {
      chunk = node("div", { class: "chunk" });
      chunks.push(chunk);
      size = 0;
    }
    chunk.append(drawLine(doc, line, headings));
    size += line.end - line.start;
  }
  put(by("text"), chunks);
  by("text").classList.toggle("pieces", doc.text === null);
  drawNotices(doc);
}

function drawNotices(doc) {
  const told = [];
  if (!memory) told.push(t("no_memory"));
  if (doc.text === null) told.push(t(doc.sentences.length ? "full_text_gone" : "sentences_gone"));
  if (doc.note) told.push(t(doc.note));
  told.push(...doc.warnings);
  put(by("notices"), told.map((words) => node("p", { class: "notice" }, words)));
}

// Lines of a stretch, as offsets. A figure that runs over a line's end keeps both lines together.
function linesOf(doc, held) {
  const inside = spansOf(doc, held).filter((span) => span.figure !== undefined);
  const lines = [];
  const ends = /\r\n|\n|\r|$/g;
  let start = held.start;
  let point = held.start;
  let unit = 0;
  for (let found = ends.exec(held.text); found; found = ends.exec(held.text)) {
    const next = found.index + found[0].length;
    point += pointsIn(held.text, unit, next);
    unit = next;
    const cut = inside.some((span) => span.start < point && point < span.end);
    if (!cut && point > start) {
      lines.push({ held, start, end: point, number: lines.length });
      start = point;
    }
    if (next >= held.text.length) break;
  }
  if (start < held.end) lines.push({ held, start, end: held.end, number: lines.length });
  return lines;
}

const OPENING = 8; // lines among which a title stands, over several of them perhaps
const bare = (words) => words.replace(/\s+/g, "");

function pointsIn(text, from, to) {
  let count = 0;
  for (let i = from; i < to; count += 1) i += text.codePointAt(i) > 0xffff ? 2 : 1;
  return count;
}

// Everything that is marked in a stretch, each as a span with what it is.
function spansOf(doc, held) {
  const figures = doc.statistics.map((s, figure) => ({ start: s.evidence.start, end: s.evidence.end, figure }));
  const ledger = doc.ledger.map(([start, end, kind]) => ({ start, end, ledger: kind }));
  const repairs = doc.repairs.map(([start, end, kind, after]) => ({ start, end, repair: kind, after }));
  return [...figures, ...ledger, ...repairs].filter((s) => s.start < s.end && held.start <= s.start && s.end <= held.end);
}

const spansBy = new WeakMap(); // stretch -> its spans in order, so that each line looks at its own only
function spansIn(doc, line) {
  if (!spansBy.has(line.held)) spansBy.set(line.held, spansOf(doc, line.held).sort((a, b) => a.start - b.start));
  const spans = spansBy.get(line.held);
  const found = [];
  for (const span of spans) {
    if (span.start >= line.end) break;
    if (span.end > line.start) found.push(span);
  }
  return found;
}

function drawLine(doc, line, headings) {
  const { held } = line;
  const spans = spansIn(doc, line);
  const cuts = new Set([line.start, line.end]);
  for (const span of spans) {
    cuts.add(Math.max(line.start, span.start));
    cuts.add(Math.min(line.end, span.end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  const whole = held.text.slice(held.unit(line.start), held.unit(line.end));
  const trimmed = whole.trim();
  const drawn = node("div", { class: "line", "data-length": whole.length });
  if (!trimmed) drawn.classList.add("blank");
  else if (line.number < OPENING && bare(doc.title || "").includes(bare(trimmed)) && trimmed.length >= 4) drawn.classList.add("title");
  else if (headings.has(trimmed)) drawn.classList.add("heading");
  for (let i = 0; i + 1 < places.length; i += 1) {
    const [start, end] = [places[i], places[i + 1]];
    const over = spans.filter((span) => span.start <= start && end <= span.end);
    drawn.append(drawPiece(doc, held.text.slice(held.unit(start), held.unit(end)), over, start, end));
  }
  return drawn;
}

function drawPiece(doc, text, over, start, end) {
  if (!over.length) return document.createTextNode(text);
  const figure = over.find((span) => span.figure !== undefined);
  const ledger = over.find((span) => span.ledger !== undefined);
  const repair = over.find((span) => span.repair !== undefined);
  const piece = node("span", {}, text);
  const hints = [];
  if (ledger) {
    piece.classList.add("ledger");
    hints.push(t("is_ledger", { kind: word("ledger", ledger.ledger) }));
  }
  if (repair) {
    piece.classList.add("repair");
    const kind = word("repair", repair.repair);
    const gone = repair.after.trim() === "";
    hints.push(t(gone ? "is_repair_gone" : "is_repair", { kind, after: repair.after }));
  }
  if (figure) markFigure(doc, piece, figure, start, end);
  if (hints.length) piece.title = hints.join("\n");
  return piece;
}

function markFigure(doc, piece, span, start, end) {
  const s = doc.statistics[span.figure];
  piece.classList.add("fig", `r-${s.role}`);
  piece.dataset.s = String(span.figure);
  if (start === span.start) {
    piece.classList.add("first");
    piece.setAttribute("role", "button");
    piece.setAttribute("tabindex", "-1");
    piece.setAttribute("aria-label", `${figureWords(s)}, ${t(`role.${s.role}`)}, ${programWords(s)}`);
  }
  if (end === span.end) {
    piece.classList.add("last");
    piece.dataset.glyph = glyphOf(s);
  }
  if (doc.findings.has(span.figure)) piece.classList.add("found");
  marks[span.figure].push(piece);
}

function drawLegend() {
  const roles = ["actual", "target", "standard", "threshold", "change", "prior"];
  const shown = roles.map((role) =>
    node("span", { class: `fig first last r-${role}`, "data-glyph": glyphOf({ role }) }, t(`role.${role}`)),
  );
  shown.push(node("span", { class: "ledger" }, t("legend_ledger")), node("span", { class: "repair" }, t("legend_repair")));
  put(by("legend"), shown);
}

// The sentence of the chosen figure, tinted where the browser can do that without touching the text. Figures keep their own.
function tintSentence(doc, s) {
  if (!window.CSS || !CSS.highlights || typeof Highlight === "undefined") return;
  CSS.highlights.delete("sentence");
  const held = s && doc.text !== null ? doc.stretches[0] : null;
  if (!held) return;
  const [start, end] = s.evidence.sentence.map((point) => held.unit(point));
  CSS.highlights.set("sentence", new Highlight(...plainRanges(by("text"), start, end)));
}

// What stands between two places and outside of figures, as ranges of nodes.
function plainRanges(root, start, end) {
  const ranges = [];
  let passed = 0;
  for (const line of root.querySelectorAll(".line")) {
    const length = Number(line.dataset.length);
    if (passed + length > start) {
      const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let at = passed;
      for (let text = walk.nextNode(); text; at += text.length, text = walk.nextNode()) {
        const [from, to] = [Math.max(start, at), Math.min(end, at + text.length)];
        if (from >= to || text.parentNode.classList.contains("fig")) continue;
        const range = new Range();
        range.setStart(text, from - at);
        range.setEnd(text, to - at);
        ranges.push(range);
      }
    }
    passed += length;
    if (passed >= end) break;
  }
  return ranges;
}
