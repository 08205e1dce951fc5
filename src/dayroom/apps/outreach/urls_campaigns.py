"""Campaigns, messages, channels, the newsletter and what became of them."""

from __future__ import annotations

from django.urls import path

from dayroom.apps.outreach.views import approvals, calendar, deliveries, desk, messages, news

urlpatterns = [
    path("outreach/news/", news.news_list, name="news-list"),
    path("outreach/news/<slug:public_id>/", news.news_show, name="news-show"),
    path("outreach/media/<slug:public_id>", news.outreach_picture, name="outreach-picture"),
    path("feeds/news.<slug:kind>", news.feed, name="outreach-feed"),
    path("o/<slug:code>", news.outreach_link, name="outreach-link"),
    path("desk/outreach/", desk.outreach_desk, name="outreach-desk"),
    path("desk/outreach/brand", desk.brand_kit, name="brand-kit"),
    path("desk/outreach/calendar", calendar.outreach_calendar, name="outreach-calendar"),
    path("desk/outreach/campaigns/new", desk.campaign_new, name="campaign-new"),
    path("desk/outreach/campaigns/<slug:public_id>/", desk.campaign_show, name="campaign-show"),
    path("desk/outreach/campaigns/<slug:public_id>/edit", desk.campaign_edit, name="campaign-edit"),
    path("desk/outreach/campaigns/<slug:public_id>/stop", desk.campaign_stop, name="campaign-stop"),
    path("desk/outreach/campaigns/<slug:public_id>/advert", desk.advert_enter, name="advert-enter"),
    path("desk/outreach/campaigns/<slug:public_id>/message", messages.message_new, name="campaign-message-new"),
    path("desk/outreach/messages/new", messages.message_new, name="message-new"),
    path("desk/outreach/messages/<slug:public_id>/", messages.message_show, name="message-show"),
    path("desk/outreach/messages/<slug:public_id>/edit", messages.message_edit, name="message-edit"),
    path("desk/outreach/messages/<slug:public_id>/draft", messages.message_draft, name="message-draft"),
    path("desk/outreach/messages/<slug:public_id>/channels", messages.message_channels, name="message-channels"),
    path("desk/outreach/messages/<slug:public_id>/picture", messages.picture_add, name="message-picture"),
    path("desk/outreach/messages/<slug:public_id>/picture/<slug:picture>/remove", messages.picture_remove,
         name="message-picture-remove"),
    path("desk/outreach/messages/<slug:public_id>/permit", messages.message_permit, name="message-permit"),
    path("desk/outreach/messages/<slug:public_id>/remark", messages.message_remark, name="message-remark"),
    path("desk/outreach/messages/<slug:public_id>/remark/<int:comment_id>/settle", messages.remark_settle,
         name="remark-settle"),
    path("desk/outreach/messages/<slug:public_id>/ask", approvals.approval_ask, name="approval-ask"),
    path("desk/outreach/messages/<slug:public_id>/decide", approvals.approval_give, name="approval-give"),
    path("desk/outreach/messages/<slug:public_id>/review", approvals.emergency_review, name="emergency-review"),
    path("desk/outreach/messages/<slug:public_id>/stop", approvals.message_stop, name="message-stop"),
    path("desk/outreach/messages/<slug:public_id>/move", calendar.message_move, name="message-move"),
    path("desk/outreach/posts/", deliveries.delivery_list, name="delivery-list"),
    path("desk/outreach/posts/<slug:public_id>/", deliveries.delivery_show, name="delivery-show"),
    path("desk/outreach/posts/<slug:public_id>/decide", deliveries.delivery_decide, name="delivery-decide"),
]
