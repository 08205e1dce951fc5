"""A member's own record over HTTP, for apps that the member lets in: FHIR R4 paths, read only.

    GET /fhir/R4/Observation?code=http://loinc.org|8867-4&date=ge2025-01-01
    Authorization: Bearer dayroom_health_…

Errors are OperationOutcomes. Every request stands in the owner's log. SMART launch can come later on the same paths.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from dayroom.apps.tracking.actions.apps import note_use, use_key
from dayroom.apps.tracking.queries import apps, record_for
from dayroom.apps.tracking.queries.apps import Found
from dayroom.apps.tracking.rules.apps import NoKey, Search, read_search
from dayroom.apps.tracking.vocabulary.files import AppScope
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import DayroomError, NotFound, TooMany
from dayroom.platform.gates import open_to_all

if TYPE_CHECKING:
    from dayroom.apps.tracking.models import AppToken

FHIR = "application/fhir+json; charset=utf-8"
# status → the code of FHIR's list of kinds of issue
ISSUES = {400: "invalid", 401: "login", 403: "forbidden", 404: "not-found", 405: "not-supported", 429: "throttled"}
Reader = Callable[[Record, str, Search], Found]
# resource → (kind in the owner's log, how it is read, what can be searched by beside what all have)
RESOURCES: dict[str, tuple[str, Reader, tuple[str, ...]]] = {
    AppScope.OBSERVATION: ("reading", apps.observations, ("date", "code", "category")),
    AppScope.CONDITION: ("condition", apps.conditions, ("code",)),
    AppScope.MEDICATION: ("treatment", apps.treatments, ("code",)),
    AppScope.RESPONSE: ("formanswer", apps.responses, ("authored", "questionnaire")),
}
Answer = Callable[..., HttpResponse]


def with_key(view: Answer) -> Answer:
    """The gate: a key of the member's own making, GET only, and every fault as FHIR says it."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        try:
            if request.method not in ("GET", "HEAD"):
                return outcome(405, "Only reading is possible here.")
            word, _blank, text = request.headers.get("Authorization", "").partition(" ")
            if word.lower() != "bearer":
                raise NoKey()
            return view(request, use_key(text.strip(), now=timezone.now()), *args, **named)
        except DayroomError as fault:
            return outcome(fault.status, str(fault), fault)

    # no cookie counts here: a key does
    gated.csrf_exempt = True  # type: ignore[attr-defined]  # as Django's own decorator marks it
    gated.gate = "a key of the member's own for one app"  # type: ignore[attr-defined]  # as in platform.gates
    return gated


@open_to_all("what this address can do; no data")
def fhir_metadata(request: HttpRequest) -> HttpResponse:
    """The CapabilityStatement."""
    rows = [_capability("Patient", ("_id",))]
    rows += [_capability(name, ("_id", *more, "patient")) for name, (_kind, _read, more) in RESOURCES.items()]
    return _json({
        "resourceType": "CapabilityStatement", "status": "active", "date": "2026-11-21", "kind": "instance",
        "fhirVersion": "4.0.1", "format": ["application/fhir+json"],
        "implementation": {"description": "A member's own health record", "url": _base(request)},
        "rest": [{
            "mode": "server", "resource": rows,
            "security": {"description": "Bearer keys that a member makes for one app, with scopes by resource."},
        }],
    })


@with_key
def fhir_patient(request: HttpRequest, key: AppToken, public_id: str = "") -> HttpResponse:
    now = timezone.now()
    note_use(key, scope=AppScope.PATIENT, kind="healthprofile", now=now)
    search = read_search(dict(request.GET.lists()))
    mine = key.owner.public_id
    if public_id:
        if public_id != mine:
            raise NotFound()
        return _json(apps.person(key.owner_id, mine))
    asked = {one for one in (search.id, search.person) if one}
    found = Found([apps.person(key.owner_id, mine)] if asked <= {mine} else [])
    return _bundle(request, "Patient", found)


@with_key
def fhir_search(request: HttpRequest, key: AppToken, resource: str, public_id: str = "") -> HttpResponse:
    kind, read, more = RESOURCES.get(resource) or _unknown()
    note_use(key, scope=resource, kind=kind, now=timezone.now())
    search = read_search(dict(request.GET.lists()), more)
    record = record_for(key.owner, "me")
    if public_id:
        return _json(apps.one_of(read(record, key.owner.public_id, Search(count=2, id=public_id))))
    return _bundle(request, resource, read(record, key.owner.public_id, search))


def outcome(status: int, sentence: str, fault: DayroomError | None = None) -> HttpResponse:
    """What went wrong, never with what was sent."""
    issue = {"severity": "error", "code": ISSUES.get(status, "processing"), "diagnostics": sentence}
    answer = _json({"resourceType": "OperationOutcome", "issue": [issue]}, status=status)
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    if status == 405:
        answer["Allow"] = "GET, HEAD"
    if isinstance(fault, TooMany):
        answer["Retry-After"] = str(fault.retry_after_seconds)
    return answer


def _unknown() -> Any:
    raise NotFound()


def _bundle(request: HttpRequest, name: str, found: Found) -> HttpResponse:
    base = _base(request)
    links = [{"relation": "self", "url": request.build_absolute_uri()}]
    if found.after:
        asked = [(key, value) for key, values in request.GET.lists() if key != "_after" for value in values]
        links.append({"relation": "next", "url": f"{base}/{name}?{urlencode([*asked, ('_after', found.after)])}"})
    return _json({
        "resourceType": "Bundle", "type": "searchset", "link": links,
        "entry": [
            {"fullUrl": f"{base}/{name}/{one['id']}", "resource": one, "search": {"mode": "match"}}
            for one in found.resources
        ],
    })


def _capability(name: str, params: tuple[str, ...]) -> dict[str, Any]:
    kinds = {"date": "date", "authored": "date", "patient": "reference", "questionnaire": "reference"}
    return {
        "type": name, "interaction": [{"code": "read"}, {"code": "search-type"}],
        "searchParam": [{"name": one, "type": kinds.get(one, "token")} for one in params],
    }


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/fhir/R4")


def _json(said: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = JsonResponse(said, status=status, content_type=FHIR)
    answer["Cache-Control"] = "no-store"
    return answer
