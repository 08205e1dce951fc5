from django.urls import URLPattern, URLResolver, path

from dayroom.apps.screening.api import api
from dayroom.apps.screening.views import asks, fact_checks, replies, texts, tokens


def _gated(patterns: list[URLPattern | URLResolver], gates: dict[str, str]) -> list[URLPattern | URLResolver]:
    """The API checks its keys itself; its views say so, as every view does."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            # the guard test and the list of pages read it
            pattern.callback.gate = gates[str(pattern.name)]  # type: ignore[attr-defined]  # as in platform.gates
    return patterns


API = _gated(api.urls[0], {
    "guard_screen": "a key for programs, made by a steward",
    "openapi-json": "open: the description of the API, no data",
    "api-root": "open: nothing stands here",
})

urlpatterns = [
    path("check", texts.text_check, name="text-check"),
    path("check/reply", replies.reply_check, name="reply-check"),
    path("fact-checks/<slug:public_id>/", fact_checks.fact_check_show, name="fact-check-show"),
    path("desk/fact-checks/", fact_checks.fact_check_list, name="fact-check-list"),
    path("desk/fact-checks/accept", fact_checks.fact_checks_accept, name="fact-checks-accept"),
    path("desk/fact-checks/load", fact_checks.fact_checks_load, name="fact-checks-load"),
    path("desk/fact-checks/new", fact_checks.fact_check_write, name="fact-check-write"),
    path("desk/fact-checks/import", fact_checks.fact_check_import, name="fact-check-import"),
    path("desk/fact-checks/<slug:public_id>/", fact_checks.fact_check_edit, name="fact-check-edit"),
    path("desk/fact-checks/<slug:public_id>/retire", fact_checks.fact_check_retire, name="fact-check-retire"),
    path("true/<slug:kind>/<slug:public_id>/", asks.truth_ask, name="truth-ask"),
    path("desk/fact-checks/<slug:public_id>/labels", asks.claim_label_remove, name="claim-label-remove"),
    path("desk/true/", asks.truth_question_list, name="truth-question-list"),
    path("desk/true/<slug:public_id>/", asks.truth_question_answer, name="truth-question-answer"),
    path("desk/api-keys/", tokens.token_list, name="token-list"),
    path("desk/api-keys/<slug:public_id>/revoke", tokens.token_revoke, name="token-revoke"),
    path("api/", (API, "api", "api")),
]
