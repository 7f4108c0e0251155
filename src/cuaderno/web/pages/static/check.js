// Sends the document with its progress and an end to it, and puts the answer under the form. Without it the answer is a page of its own.
(function () {
  "use strict";
  var form = document.getElementById("check"), result = document.getElementById("check-result");
  if (!form || !window.XMLHttpRequest || !window.DOMParser || !window.FormData) return kept(document);
  var going = document.getElementById("check-going"), stage = document.getElementById("check-stage");
  var bar = document.getElementById("check-progress"), says = document.getElementById("check-says");
  var submit = document.getElementById("check-submit"), file = document.getElementById("check-file");
  var box = document.getElementById("check-drop"), asked = null;

  function tell(text, wrong) {
    says.textContent = text;
    says.classList.toggle("wrong", Boolean(wrong));
  }

  function over() {
    asked = null;
    going.hidden = true;
    submit.disabled = false;
  }

  // The files that an answer carries: as a blob, for some browsers do not save a long address.
  function kept(root) {
    root.querySelectorAll(".keep a[download]").forEach(function (link) {
      var parts = link.getAttribute("href").match(/^data:([^,]*);base64,(.*)$/);
      if (!parts) return;
      var bytes = Uint8Array.from(atob(parts[2]), function (one) { return one.charCodeAt(0); });
      link.href = URL.createObjectURL(new Blob([bytes], { type: parts[1] }));
    });
  }

  function show(text) {
    var part = new DOMParser().parseFromString(text, "text/html").querySelector(".checked");
    if (!part) return tell(form.dataset.unreached, true);
    result.replaceChildren(document.adoptNode(part));
    kept(result);
    document.dispatchEvent(new Event("checked"));
    tell(form.dataset.done);
    part.focus({ preventScroll: true });
    part.scrollIntoView({ block: "start" });
  }

  function answered() {
    var text = asked.responseText, status = asked.status, problem = null;
    over();
    if (status === 200) return show(text);
    try { problem = JSON.parse(text); } catch (_) {}
    tell(problem ? problem.title + ". " + problem.detail : form.dataset.unreached, true);
  }

  function send() {
    var data = new FormData(form);
    data.set("form", "part");
    if (!file.files.length) data.delete("file");
    var text = data.get("text");
    if (!text) data.delete("text");
    else if (!file.files.length && text.length > 500000) {
      data.delete("text");
      data.set("file", new Blob([text], { type: "text/plain" }), "text.txt");
    }
    result.replaceChildren();
    tell("");
    stage.textContent = form.dataset.sending;
    bar.value = 0;
    going.hidden = false;
    submit.disabled = true;
    asked = new XMLHttpRequest();
    asked.open("POST", form.action);
    asked.setRequestHeader("Accept", "application/problem+json");
    asked.upload.addEventListener("progress", function (event) { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    asked.upload.addEventListener("load", function () {
      stage.textContent = form.dataset.checking;
      bar.removeAttribute("value");
    });
    asked.addEventListener("load", answered);
    asked.addEventListener("error", function () { over(); tell(form.dataset.unreached, true); });
    asked.addEventListener("abort", function () { over(); tell(form.dataset.stopped); });
    asked.send(data);
  }

  form.addEventListener("submit", function (event) {
    if (document.getElementById("check-form").value !== "page") return;
    event.preventDefault();
    if (!asked) send();
  });
  document.getElementById("check-stop").addEventListener("click", function () {
    if (asked) asked.abort();
    submit.focus();
  });

  ["dragenter", "dragover"].forEach(function (name) {
    form.addEventListener(name, function (event) {
      if (Array.prototype.indexOf.call(event.dataTransfer.types, "Files") < 0) return;
      event.preventDefault();
      box.classList.add("over");
    });
  });
  ["dragleave", "drop"].forEach(function (name) {
    form.addEventListener(name, function () { box.classList.remove("over"); });
  });
  form.addEventListener("drop", function (event) {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    file.files = event.dataTransfer.files;
  });
})();
