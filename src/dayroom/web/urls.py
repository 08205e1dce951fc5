from django.urls import path

from dayroom.web.views import help as crisis_help
from dayroom.web.views import home, pages

urlpatterns = [
    path("", home.home, name="home"),
    path("help-wanted", home.help_page, name="help-wanted"),
    path("help/now", crisis_help.help_now, name="help-now"),
    path("desk/helplines/", crisis_help.helplines_desk, name="helplines-desk"),
    path("desk/helplines/<str:helpline_id>", crisis_help.helpline_confirm, name="helpline-confirm"),
    path("about", pages.about_page, name="about-page"),
    path("accessibility", pages.accessibility_page, name="accessibility-page"),
    path("components", pages.components_page, name="components-page"),
    path("robots.txt", pages.robots_txt, name="robots-txt"),
]
