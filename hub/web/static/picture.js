// "As PNG": the picture's file, drawn at twice its size and saved. Without this module there are SVG and GraphML.
const list = document.querySelector("[data-picture]");

async function save(address) {
  const text = await (await fetch(address)).text();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * image.width, 2 * image.height];
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const link = document.createElement("a");
  link.href = canvas.toDataURL("image/png");
  link.download = "graph.png";
  link.click();
}

// Buttons for the size of a drawing that the page holds; the middle, from where everything starts, stays in sight, of a path its start.
function addSizes(picture) {
  const drawing = picture.querySelector("svg");
  const size = { width: drawing.width.baseVal.value, height: drawing.height.baseVal.value };
  let scale = 1;
  const show = (wanted) => {
    scale = Math.min(3, Math.max(Math.min(1, picture.clientWidth / size.width), wanted));
    for (const name of ["width", "height"]) drawing.setAttribute(name, Math.round(size[name] * scale));
    const isRow = size.width > 2 * size.height;
    picture.scrollTo(isRow ? 0 : (picture.scrollWidth - picture.clientWidth) / 2, (picture.scrollHeight - picture.clientHeight) / 2);
  };
  const sizes = [
    [list.dataset.larger, () => show(scale * 1.4)],
    [list.dataset.smaller, () => show(scale / 1.4)],
    [list.dataset.whole, () => show(0)],
  ];
  for (const [text, act] of sizes) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", act);
    addTool(button);
  }
  show(1);
}

function addTool(element) {
  const item = document.createElement("li");
  item.append(element);
  list.append(item);
}

if (list) {
  const link = document.createElement("a");
  link.href = list.querySelector("a").href;
  link.textContent = list.dataset.picture;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    save(link.href);
  });
  addTool(link);
  const picture = document.querySelector(".picture:has(svg)");
  if (picture) addSizes(picture);
}
