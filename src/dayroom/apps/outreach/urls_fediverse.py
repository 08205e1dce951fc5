"""The organization on ActivityPub; every address answers 404 where it is off."""

from __future__ import annotations

from django.urls import path

from dayroom.apps.outreach.views import fediverse

urlpatterns = [
    path(".well-known/webfinger", fediverse.webfinger, name="webfinger"),
    path(".well-known/nodeinfo", fediverse.nodeinfo_index, name="nodeinfo-index"),
    path("nodeinfo/2.1", fediverse.nodeinfo, name="nodeinfo"),
    path("ap/actor", fediverse.ap_actor, name="ap-actor"),
    path("ap/inbox", fediverse.ap_inbox, name="ap-inbox"),
    path("ap/outbox", fediverse.ap_outbox, name="ap-outbox"),
    path("ap/followers", fediverse.ap_followers, name="ap-followers"),
    path("ap/notes/<slug:public_id>", fediverse.ap_note, name="ap-note"),
]
