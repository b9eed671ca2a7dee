// Suggestions while typing, in every search box marked data-suggest: an ARIA combobox over the graph's own search.
// Without this module the box is a plain form.
const QUERY = `query Suggest($query: String!, $kinds: [KindName!]) {
  search(query: $query, kinds: $kinds, first: 6) { nodes { name kind id } }
}`;
const PAUSE = 150;

async function found(words, kind) {
  const variables = { query: words, kinds: kind ? [kind] : null };
  const address = `/graphql?query=${encodeURIComponent(QUERY)}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
  const answer = await fetch(address, { headers: { accept: "application/json" } });
  const { data } = await answer.json();
  return data ? data.search.nodes : [];
}

function option(node, number, words) {
  const item = document.createElement("li");
  item.role = "option";
  item.id = `suggestion-${number}`;
  item.dataset.address = `/entity/${node.id}`;
  const name = document.createElement("span");
  name.textContent = node.name;
  const kind = document.createElement("small");
  kind.textContent = words.get(node.kind) ?? "";
  item.append(name, kind);
  return item;
}

function suggestFor(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = "suggestions";
  list.role = "listbox";
  list.ariaLabel = input.placeholder;
  list.hidden = true;
  input.closest("form").append(list);
  input.role = "combobox";
  input.ariaExpanded = "false";
  input.ariaAutoComplete = "list";
  input.setAttribute("aria-controls", list.id);
  const words = new Map(input.dataset.kinds.split(";").map((pair) => pair.split("=")));
  let timer;

  const show = (options) => {
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    input.ariaExpanded = String(!list.hidden);
    input.removeAttribute("aria-activedescendant");
  };
  const select = (item) => {
    for (const other of list.children) other.ariaSelected = String(other === item);
    if (item) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const selected = () => list.querySelector("[aria-selected=true]");
  const go = (item) => location.assign(item.dataset.address);

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const typed = input.value.trim();
      const nodes = typed.length > 1 ? await found(typed, input.dataset.suggest) : [];
      if (typed === input.value.trim()) show(nodes.map((node, number) => option(node, number, words)));
    }, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const items = [...list.children];
    const at = items.indexOf(selected());
    if (event.key === "ArrowDown") select(items[(at + 1) % items.length]);
    else if (event.key === "ArrowUp") select(items.at(at <= 0 ? -1 : at - 1));
    else if (event.key === "Escape") show([]);
    else if (event.key === "Enter" && at >= 0) go(items[at]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("li");
    if (item) go(item);
  });
  input.addEventListener("blur", () => show([]));
}

document.querySelectorAll("input[data-suggest]").forEach(suggestFor);
