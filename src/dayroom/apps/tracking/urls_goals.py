"""Goals and guided programmes."""

from django.urls import path

from dayroom.apps.tracking.views import goals

urls = [
    path("<slug:whose>/goals/", goals.goal_list, name="goal-list"),
    path("<slug:whose>/goals/new", goals.goal_new, name="goal-new"),
    path("<slug:whose>/goals/programmes/<slug:key>", goals.programme_page, name="programme-page"),
    path("<slug:whose>/goals/<slug:public_id>/", goals.goal_page, name="goal-page"),
    path("<slug:whose>/goals/<slug:public_id>/edit", goals.goal_edit, name="goal-edit"),
    path("<slug:whose>/goals/<slug:public_id>/step", goals.goal_step, name="goal-step"),
    path("<slug:whose>/goals/<slug:public_id>/state", goals.goal_move, name="goal-move"),
    path("<slug:whose>/goals/<slug:public_id>/delete", goals.goal_delete, name="goal-delete"),
]
