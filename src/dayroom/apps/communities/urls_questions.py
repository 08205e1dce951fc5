"""The addresses of questions to professionals and of kept answers."""

from django.urls import path

from dayroom.apps.communities.views import answering, faq, faq_collections, questions, talks

urlpatterns = [
    path("ask/", questions.question_ask, name="question-ask"),
    path("c/<slug:slug>/ask-a-professional", questions.community_question, name="community-question"),
    path("q/<slug:public_id>/", questions.question_page, name="question-page"),
    path("q/<slug:public_id>/again", questions.question_again, name="question-again"),
    path("q/<slug:public_id>/helped", questions.question_helped, name="question-helped"),
    path("pro/questions/", answering.question_queue, name="question-queue"),
    path("pro/questions/<slug:public_id>/", answering.question_desk, name="question-desk"),
    path("pro/questions/<slug:public_id>/take", answering.question_take, name="question-take"),
    path("pro/questions/<slug:public_id>/give-back", answering.question_give_back, name="question-give-back"),
    path("pro/questions/<slug:public_id>/answer", answering.question_answer, name="question-answer"),
    path("pro/questions/<slug:public_id>/hand-over", answering.question_hand_over, name="question-hand-over"),
    path("p/<slug:public_id>/take-private", talks.talk_propose, name="talk-propose"),
    path("pro/talks/<slug:public_id>/", talks.talk_page, name="talk-page"),
    path("faq/", faq.faq_list, name="faq-list"),
    path("faq/collections/<slug:slug>/", faq_collections.faq_collection, name="faq-collection"),
    path("faq/<slug:public_id>/", faq.faq_entry, name="faq-entry"),
    path("faq/<slug:public_id>/vote", faq.faq_vote, name="faq-vote"),
    path("desk/faq/", faq.faq_desk, name="faq-desk"),
    path("desk/faq/new", faq.faq_new, name="faq-new"),
    path("desk/faq/collections/", faq_collections.faq_collection_desk, name="faq-collection-desk"),
    path("desk/faq/collections/<slug:slug>/", faq_collections.faq_collection_edit, name="faq-collection-edit"),
    path("desk/faq/collections/<slug:slug>/move", faq_collections.faq_collection_move, name="faq-collection-move"),
    path("desk/faq/<slug:public_id>/", faq.faq_change, name="faq-change"),
    path("desk/faq/<slug:public_id>/decide", faq.faq_decide, name="faq-decide"),
    path("desk/faq/<slug:public_id>/retire", faq.faq_retire, name="faq-retire"),
]
