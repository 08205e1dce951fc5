"""The guard over HTTP, for programs of the organisation that runs this site: POST /api/guard/screen.

Errors are RFC 9457 problem documents. They name classes and offsets, never what was sent.
"""

from __future__ import annotations

from typing import Any, Literal

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer
from pydantic import ConfigDict, Field

from dayroom.apps.screening.actions.screenings import examine
from dayroom.apps.screening.actions.tokens import use_token
from dayroom.engines import guard
from dayroom.kernel.errors import DayroomError, TooMany, Unavailable
from dayroom.platform import limits

PER_MINUTE = 600  # texts a minute and key; our own choice, 2026-11-21: a tenth of what one core reads
PROBLEM = "application/problem+json"


class Token(HttpBearer):
    """`Authorization: Bearer dayroom_…`; a steward makes keys at /desk/api-keys/."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return use_token(token, now=timezone.now())


class TextIn(Schema):
    """A text and what is known about it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="At most 100,000 characters; never cut.")
    author: guard.Author = guard.Author.MEMBER
    subject: guard.Subject = guard.Subject.UNKNOWN
    place: guard.Place = guard.Place.PUBLIC
    language: str = Field("en", max_length=16)
    country: str = Field("US", min_length=2, max_length=2)
    redact: Literal["", "mask", "surrogate", "label"] = Field(
        "", description="Also return the text with identifiers taken out in this style."
    )


class FindingOut(Schema):
    """One thing that was seen; offsets in code points of the NFC text."""

    family: str
    klass: str = Field(serialization_alias="class")
    start: int
    end: int
    confidence: float
    rule_id: str
    rule_version: int
    sentence: str


class ScreenOut(Schema):
    """What the guard says."""

    checked: bool = Field(description="False: no rule knows this language. Never read it as nothing found.")
    language: str
    tier: str
    decision: str
    sentence: str
    reasons: list[str]
    findings: list[FindingOut]
    redacted: str | None = None


class Problem(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    errors: list[dict[str, str]] = []


api = NinjaAPI(
    title="Dayroom guard",
    version="1",
    description="Reads a text and says what is in it. Nothing that is sent is kept.",
    auth=Token(),
    docs_url=None,  # its page loads scripts from elsewhere
    openapi_url="/openapi.json",
    urls_namespace="api",
)


@api.post(
    "/guard/screen",
    response={200: ScreenOut, 400: Problem, 401: Problem, 413: Problem, 422: Problem, 429: Problem, 503: Problem},
    by_alias=True,
    summary="Screen one text",
    operation_id="guard_screen",
)
def guard_screen(request: HttpRequest, body: TextIn) -> dict[str, Any]:
    """Findings, tier and decision for one text."""
    token = request.auth  # type: ignore[attr-defined]  # put there by the security class
    limits.spend(what="api.screen", who=str(token.pk), most=PER_MINUTE, per_seconds=60, now=timezone.now())
    context = guard.Context(
        author=body.author, subject=body.subject, place=body.place, language=body.language,
        country=body.country.upper(),
    )
    report, decision = examine(body.text, context=context)
    if report is None:
        raise Unavailable()
    return {
        "checked": report.checked,
        "language": report.language,
        "tier": report.tier.name,
        "decision": decision.action.value,
        "sentence": str(decision.sentence),
        "reasons": list(decision.reasons),
        "findings": [{**f.as_dict(), "klass": f.klass, "sentence": f.sentence} for f in report.findings],
        "redacted": guard.redact(body.text, report, style=body.redact) if body.redact else None,
    }


def problem(status: int, title: str, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """A problem document."""
    said: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    if errors:
        said["errors"] = errors
    return JsonResponse(said, status=status, content_type=PROBLEM)


@api.exception_handler(ValidationError)
def not_as_described(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Where, and what kind of fault; never the value."""
    errors = [
        {"pointer": "/" + "/".join(map(str, _place(one))), "code": str(one["type"]), "message": str(one["msg"])}
        for one in fault.errors
    ]
    return problem(422, "The request is not as the description says.", errors)


def _place(one: dict[str, Any]) -> list[Any]:
    """Where it stands, below the body; the name of a field that nobody knows is the sender's word, and is not said."""
    place = list(one["loc"][2:])
    return place[:-1] if one["type"] == "extra_forbidden" else place


@api.exception_handler(RequestDataTooBig)
def too_much(request: HttpRequest, fault: RequestDataTooBig) -> HttpResponse:
    return problem(413, str(guard.TextTooLong()))


@api.exception_handler(AuthenticationError)
def no_key(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    response = problem(401, "This key is not known, or no longer good.")
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(HttpError)
def not_readable(request: HttpRequest, fault: HttpError) -> HttpResponse:
    return problem(fault.status_code, "The request cannot be read as JSON.")


@api.exception_handler(DayroomError)
def said_no(request: HttpRequest, fault: DayroomError) -> HttpResponse:
    response = problem(fault.status, str(fault))
    if isinstance(fault, TooMany):
        response["Retry-After"] = str(fault.retry_after_seconds)
    return response
