from django.urls import path

from dayroom.apps.conversations.views import conversations

urlpatterns = [
    path("", conversations.conversation_list, name="conversation-list"),
    path("c/<str:public_id>", conversations.conversation_page, name="conversation-page"),
    path("to/<str:handle>", conversations.message_write, name="message-write"),
    path("m/<str:public_id>/withdraw", conversations.message_withdraw, name="message-withdraw"),
]
