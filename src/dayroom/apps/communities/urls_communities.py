"""The addresses of places: finding, joining and looking after communities."""

from django.urls import path

from dayroom.apps.communities.views import announcements, communities, directory, invitations, memberships, network

urlpatterns = [
    path("communities/", directory.community_list, name="community-list"),
    path("communities/new", communities.community_create, name="community-create"),
    path("c/<slug:slug>/", communities.community_page, name="community-page"),
    path("c/<slug:slug>/about", communities.community_about, name="community-about"),
    path("c/<slug:slug>/settings", communities.community_settings, name="community-settings"),
    path("c/<slug:slug>/settings/away", communities.community_away, name="community-away"),
    path("c/<slug:slug>/settings/hand-over", communities.community_hand_over, name="community-hand-over"),
    path("c/<slug:slug>/settings/visibility", communities.community_visibility, name="community-visibility"),
    path("c/<slug:slug>/settings/close", communities.community_close, name="community-close"),
    path("c/<slug:slug>/announce", announcements.community_announce, name="community-announce"),
    path("c/<slug:slug>/meet", announcements.community_meet, name="community-meet"),
    path("c/<slug:slug>/join", memberships.membership_join, name="membership-join"),
    path("c/<slug:slug>/ask", memberships.membership_ask, name="membership-ask"),
    path("c/<slug:slug>/leave", memberships.membership_leave, name="membership-leave"),
    path("c/<slug:slug>/follow", memberships.membership_follow, name="membership-follow"),
    path("c/<slug:slug>/people", memberships.membership_list, name="membership-list"),
    path("c/<slug:slug>/people/<slug:handle>/decide", memberships.membership_decide, name="membership-decide"),
    path("c/<slug:slug>/people/<slug:handle>/role", memberships.membership_role, name="membership-role"),
    path("c/<slug:slug>/people/<slug:handle>/remove", memberships.membership_remove, name="membership-remove"),
    path("c/<slug:slug>/people/<slug:handle>/let-back", memberships.membership_let_back, name="membership-let-back"),
    path("c/<slug:slug>/invitations", invitations.invitation_list, name="invitation-list"),
    path("c/<slug:slug>/invitations/withdraw", invitations.invitation_withdraw, name="invitation-withdraw"),
    path("invite/<str:token>", invitations.invitation_accept, name="invitation-accept"),
    path("invite/<str:token>/join", invitations.invitation_join, name="invitation-join"),
    path("t/<slug:public_id>/pin", communities.topic_pin, name="topic-pin"),
    path("t/<slug:public_id>/lock", communities.topic_lock, name="topic-lock"),
    path("desk/network/", network.network_desk, name="network-desk"),
    path("desk/network/open", network.network_open, name="network-open"),
    path("desk/network/rules", network.network_rules, name="network-rules"),
    path("desk/network/<slug:slug>/", network.network_community, name="network-community"),
    path("desk/network/<slug:slug>/hand-over", network.network_hand_over, name="network-hand-over"),
    path("desk/network/<slug:slug>/away", network.network_away, name="network-away"),
    path("desk/network/<slug:slug>/invite", network.network_invite, name="network-invite"),
]
