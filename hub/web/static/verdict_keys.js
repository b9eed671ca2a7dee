// One key for each button and box that has a data-key; without this module they are pressed as usual.
// Who speaks to the computer, or presses keys by mistake, turns them off (WCAG 2.2, 2.1.4); the browser remembers it.
const OFF = "verdict-keys-off";
const choice = document.querySelector("#keys");
choice.closest("[hidden]").hidden = false;
choice.checked = !localStorage.getItem(OFF);
const show = () => document.body.classList.toggle("with-keys", choice.checked);
choice.addEventListener("change", () => {
  if (choice.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "yes");
  show();
});
show();

document.addEventListener("keydown", (event) => {
  if (!choice.checked) return;
  if (event.repeat) return; // a key that is held would judge the next pair, which nobody has seen
  const isTyping = event.target.matches("input:not([type=hidden], [type=checkbox]), textarea, select");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
});
