// Pictures of pages: whole, with a frame around every figure; and a cut of the one around the chosen figure.

const pictures = new Map();

function pictureOf(doc, number) {
  const name = `page-${doc.number}-${number}`;
  if (!pictures.has(name)) {
    const image = new Image();
    image.src = `data:image/png;base64,${JSON.parse(by(name).textContent)}`;
    pictures.set(name, image);
  }
  return pictures.get(name);
}

let watching = null;
function drawPages(doc) {
  if (watching) watching.disconnect();
  watching = new IntersectionObserver((seen) => {
    for (const one of seen) {
      if (!one.isIntersecting) continue;
      watching.unobserve(one.target);
      one.target.prepend(pictureOf(doc, one.target.dataset.page).cloneNode());
      one.target.firstChild.alt = t("on_page", { n: one.target.dataset.page });
    }
  }, { root: by("source-scroll"), rootMargin: "600px" });
  put(by("pages"), doc.pages.map((page) => drawPage(doc, page)));
}

function drawPage(doc, page) {
  const frames = doc.statistics.flatMap((s, figure) =>
    s.evidence.page === page.number && s.evidence.bbox ? [frameOf(doc, page, s, figure)] : [],
  );
  const drawn = node("div", { class: "page", "data-page": page.number }, frames);
  drawn.style.aspectRatio = `${page.width} / ${page.height}`;
  watching.observe(drawn);
  return drawn;
}

function frameOf(doc, page, s, figure) {
  const [x0, y0, x1, y1] = s.evidence.bbox;
  const frame = button("", {
    class: `frame r-${s.role}`,
    "data-s": figure,
    tabindex: "-1",
    "aria-label": `${figureWords(s)}, ${t(`role.${s.role}`)}`,
    title: `${figureWords(s)} · ${programWords(s)}`,
  });
  const share = (value, whole) => `${(100 * value) / whole}%`;
  frame.style.left = share(x0 - 1, page.width);
  frame.style.top = share(y0 - 1, page.height);
  frame.style.width = share(x1 - x0 + 2, page.width);
  frame.style.height = share(y1 - y0 + 2, page.height);
  marks[figure].push(frame);
  return frame;
}

const MARGIN_ACROSS = 120; // points shown to both sides of a figure, and above and below
const MARGIN_DOWN = 26;

// A canvas with the place of the page around a figure; null where there is no picture of it.
function cutOf(doc, s) {
  const page = doc.pages.find((one) => one.number === s.evidence.page);
  if (!page || !s.evidence.bbox) return null;
  const canvas = node("canvas", { class: "cut", role: "img", "aria-label": t("on_page", { n: page.number }) });
  const image = pictureOf(doc, page.number);
  const draw = () => {
    const scale = image.naturalWidth / page.width;
    const [x0, y0, x1, y1] = s.evidence.bbox;
    const left = Math.max(0, x0 - MARGIN_ACROSS);
    const top = Math.max(0, y0 - MARGIN_DOWN);
    const width = Math.min(page.width, x1 + MARGIN_ACROSS) - left;
    const height = Math.min(page.height, y1 + MARGIN_DOWN) - top;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext("2d");
    pen.drawImage(image, left * scale, top * scale, canvas.width, canvas.height, 0, 0, canvas.width, canvas.height);
    pen.strokeStyle = "#c0392b";
    pen.lineWidth = 2;
    pen.strokeRect((x0 - left) * scale - 2, (y0 - top) * scale - 2, (x1 - x0) * scale + 4, (y1 - y0) * scale + 4);
  };
  image.decode().then(draw, () => canvas.remove());
  return canvas;
}

function showPages(shown) {
  by("pages").hidden = !shown;
  by("text").hidden = shown;
  by("as-text").setAttribute("aria-pressed", String(!shown));
  by("as-pages").setAttribute("aria-pressed", String(shown));
}
