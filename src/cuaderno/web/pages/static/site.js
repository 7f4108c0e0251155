// What every page does for who has scripts: the theme, forms that answer at once, texts to copy. Without it all of them still work.
(function () {
  "use strict";
  var root = document.documentElement, theme = document.getElementById("theme");

  function dark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  if (theme) {
    var say = function () { theme.textContent = dark() ? theme.dataset.light : theme.dataset.dark; };
    theme.hidden = false;
    say();
    theme.addEventListener("click", function () {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch (_) {}
      say();
    });
  }

  // The foot of a printed sheet says the day it was printed, written as the dates of the page are.
  var foot = root.dataset.foot;
  addEventListener("beforeprint", function () {
    root.dataset.foot = foot + " · " + new Date().toLocaleDateString(root.lang + "-GB", { dateStyle: "long" });
  });

  document.querySelectorAll("form[data-at-once]").forEach(function (form) {
    form.addEventListener("change", function () { form.requestSubmit(); });
  });

  // An empty field has no place in an address.
  document.querySelectorAll("form[method=get]").forEach(function (form) {
    form.addEventListener("submit", function () {
      form.querySelectorAll("input, select").forEach(function (one) { if (!one.value) one.disabled = true; });
      setTimeout(function () { form.querySelectorAll("input, select").forEach(function (one) { one.disabled = false; }); });
    });
  });
})();
