// One key for each button and box that has a data-key; without this module they are pressed as usual.
document.addEventListener("keydown", (event) => {
  if (event.repeat) return; // a key that is held would judge the next pair, which nobody has seen
  const isTyping = event.target.matches("input:not([type=hidden], [type=checkbox]), textarea, select");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
});
