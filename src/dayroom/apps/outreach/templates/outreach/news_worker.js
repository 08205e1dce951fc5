{% load i18n %}{% comment %}Shows one sentence and a way to the news. What is sent holds an address only, so the words stand here.{% endcomment %}"use strict";
self.addEventListener("push", function (event) {
  var told = {};
  try { told = event.data ? event.data.json() : {}; } catch (e) { told = {}; }
  event.waitUntil(self.registration.showNotification("{% filter escapejs %}{% translate 'News' %}{% endfilter %}", {
    body: "{% filter escapejs %}{% translate 'There is news for you.' %}{% endfilter %}",
    tag: told.tag || "news", data: { path: /^\/outreach\//.test(told.path || "") ? told.path : "/outreach/news/" }
  }));
});
self.addEventListener("notificationclick", function (event) {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data.path));
});
