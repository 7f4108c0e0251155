// Before anything is drawn: the theme the reader chose here earlier.
try {
  var chosen = localStorage.getItem("theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch (_) {}
