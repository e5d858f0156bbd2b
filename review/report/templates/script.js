(function () {
  "use strict";
  var last = [];
  function show(id) {
    last.forEach(function (e) { e.classList.remove("hit"); });
    last = [];
    var target = document.getElementById(id);
    if (!target) { return; }
    for (var d = target.closest("details"); d; d = d.parentElement && d.parentElement.closest("details")) { d.open = true; }
    var box = id.indexOf("t-") === 0 ? target.parentElement : target;
    var piece = id.indexOf("t-") === 0 && target.nextElementSibling ? target.nextElementSibling : target;
    piece.classList.add("hit");
    last.push(piece);
    box.scrollIntoView({ block: "center" });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest('a[href^="#"]');
    if (!link) { return; }
    event.preventDefault();
    var id = decodeURIComponent(link.getAttribute("href").slice(1));
    history.replaceState(null, "", "#" + id);
    show(id);
  });
  if (location.hash) { show(decodeURIComponent(location.hash.slice(1))); }
  var box = document.getElementById("levels");
  if (box) {
    box.hidden = false;
    box.addEventListener("change", function () {
      var on = {};
      box.querySelectorAll("input").forEach(function (i) { on[i.value] = i.checked; });
      document.querySelectorAll("article[data-level]").forEach(function (a) { a.hidden = !on[a.dataset.level]; });
    });
  }
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (d) { d.open = true; });
  });
})();
