// Says so where the wall no longer hears from the central: a picture that stands still looks like one where all is well.
(function () {
  "use strict";
  var QUIET_MS = 30000, last = Date.now();
  function show(lost) { document.getElementById("lost").hidden = !lost; }
  document.addEventListener("htmx:sseMessage", function () { last = Date.now(); show(false); });
  document.addEventListener("htmx:sseError", function () { show(true); });
  setInterval(function () { if (Date.now() - last > QUIET_MS) show(true); }, 5000);
})();
