from django.urls import path

from dayroom.web.views import help as crisis_help
from dayroom.web.views import home, pages, search, tour, tour_card, tour_saying, tour_worry

urlpatterns = [
    path("", home.home, name="home"),
    path("search", search.search, name="search"),
    path("help-wanted", home.help_page, name="help-wanted"),
    path("help/now", crisis_help.help_now, name="help-now"),
    path("desk/helplines/", crisis_help.helplines_desk, name="helplines-desk"),
    path("desk/helplines/<str:helpline_id>", crisis_help.helpline_confirm, name="helpline-confirm"),
    path("about", pages.about_page, name="about-page"),
    path("accessibility", pages.accessibility_page, name="accessibility-page"),
    path("components", pages.components_page, name="components-page"),
    path("tour", tour.tour_words, name="tour"),
    path("tour/plain", tour_saying.tour_plain, name="tour-plain"),
    path("tour/channels", tour_saying.tour_channels, name="tour-channels"),
    path("tour/alert", tour_saying.tour_alert, name="tour-alert"),
    path("tour/worry", tour_worry.tour_worry, name="tour-worry"),
    path("tour/ask", tour.tour_ask, name="tour-ask"),
    path("tour/myth", tour.tour_myth, name="tour-myth"),
    path("tour/reply", tour.tour_reply, name="tour-reply"),
    path("tour/answer", tour.tour_answer, name="tour-answer"),
    path("tour/who-sees-what", tour.tour_sight, name="tour-sight"),
    path("tour/card", tour_card.tour_card, name="tour-card"),
    path("tour/take-it-back", tour.tour_withdraw, name="tour-withdraw"),
    path("robots.txt", pages.robots_txt, name="robots-txt"),
]
