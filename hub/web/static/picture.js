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

if (list) {
  const link = document.createElement("a");
  link.href = list.querySelector("a").href;
  link.textContent = list.dataset.picture;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    save(link.href);
  });
  const item = document.createElement("li");
  item.append(link);
  list.append(item);
  const picture = document.querySelector(".picture");
  // the middle, from where everything starts, comes into sight first
  picture.scrollTo((picture.scrollWidth - picture.clientWidth) / 2, (picture.scrollHeight - picture.clientHeight) / 2);
}
