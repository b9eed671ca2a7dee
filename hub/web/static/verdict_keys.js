// One key for each button that has a data-key; without this module the buttons are pressed as usual.
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input:not([type=hidden]), textarea, select");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  document.querySelector(`button[data-key="${CSS.escape(event.key)}"]`)?.click();
});
