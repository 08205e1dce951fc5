/* Lets this browser take push messages about crises.

   button[data-push-key]     the site's public key; data-push-url takes what the browser says about itself,
                             data-push-worker is the script that shows the message
   data-push-yes, -no        what the button says afterwards */
(function () {
  "use strict";
  var button = document.querySelector("[data-push-key]");
  if (!button) return;
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) { button.hidden = true; return; }

  function bytes(key) {
    var plain = atob((key + "===".slice((key.length + 3) % 4)).replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (sign) { return sign.charCodeAt(0); });
  }
  function say(which) { button.textContent = button.getAttribute("data-push-" + which); button.disabled = which === "yes"; }

  button.addEventListener("click", function () {
    var token = document.querySelector("input[name=csrfmiddlewaretoken]");
    navigator.serviceWorker.register(button.getAttribute("data-push-worker")).then(function (worker) {
      return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(button.getAttribute("data-push-key")) });
    }).then(function (taken) {
      return fetch(button.getAttribute("data-push-url"), {
        method: "POST", credentials: "same-origin", body: JSON.stringify(taken),
        headers: { "Content-Type": "application/json", "X-CSRFToken": token ? token.value : "" }
      });
    }).then(function (answer) { say(answer.ok ? "yes" : "no"); }, function () { say("no"); });
  });
})();
