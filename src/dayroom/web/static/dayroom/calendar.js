/* Moving an entry of the calendar by hand. Without this file, and by keyboard, the small form of each entry does it.

   [data-calendar]     the table; its cells carry data-day
   [data-entry]        one entry, with its form */
(function () {
  "use strict";
  var table = document.querySelector("[data-calendar]"), carried = null;
  if (!table) return;
  Array.prototype.forEach.call(document.querySelectorAll("[data-entry]"), function (entry) {
    if (entry.querySelector("form")) entry.setAttribute("draggable", "true");
  });
  document.addEventListener("dragstart", function (event) {
    carried = event.target.closest ? event.target.closest("[data-entry]") : null;
    if (carried) event.dataTransfer.setData("text/plain", carried.getAttribute("data-entry"));
  });
  table.addEventListener("dragover", function (event) {
    if (carried && event.target.closest("[data-day]")) event.preventDefault();
  });
  table.addEventListener("drop", function (event) {
    var cell = event.target.closest("[data-day]");
    if (!carried || !cell) return;
    event.preventDefault();
    var form = carried.querySelector("form");
    form.querySelector("[name=day]").value = cell.getAttribute("data-day");
    form.submit();
  });
})();
