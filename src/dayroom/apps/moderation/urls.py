from django.urls import path

from dayroom.apps.moderation.views import cases, decisions, desk, flags

urlpatterns = [
    path("flag/<slug:kind>/<slug:public_id>", flags.flag_make, name="flag-make"),
    path("flags/", flags.flag_list, name="flag-list"),
    path("decisions/<slug:public_id>", decisions.decision_show, name="decision-show"),
    path("decisions/<slug:public_id>/statement.json", decisions.decision_data, name="decision-data"),
    path("desk/", desk.desk_show, name="desk-show"),
    path("desk/cases/", cases.case_list, name="case-list"),
    path("desk/cases/next", cases.case_next, name="case-next"),
    path("desk/cases/<slug:public_id>", cases.case_show, name="case-show"),
    path("desk/cases/<slug:public_id>/take", cases.case_take, name="case-take"),
    path("desk/cases/<slug:public_id>/put-back", cases.case_put_back, name="case-put-back"),
    path("desk/cases/<slug:public_id>/decide", cases.case_decide, name="case-decide"),
    path("desk/cases/<slug:public_id>/decided", cases.case_decided, name="case-decided"),
    path("desk/cases/<slug:public_id>/undo", cases.case_undo, name="case-undo"),
    path("desk/cases/<slug:public_id>/check-in", cases.case_check_in, name="case-check-in"),
    path("desk/cases/<slug:public_id>/look", cases.case_look, name="case-look"),
    path("desk/appeals/", decisions.appeal_list, name="appeal-list"),
    path("desk/appeals/<slug:public_id>", decisions.appeal_show, name="appeal-show"),
]
