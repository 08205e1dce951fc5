"""What people say of treatments: public pages of numbers; advice in words for members of the same community only."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dayroom.apps.tracking.actions.access import note_opening
from dayroom.apps.tracking.presenters.treatments import filter_choices, page_of, purpose_tabs, purpose_words
from dayroom.apps.tracking.queries.published import Listed, Published, listed_subjects, of_condition, published
from dayroom.apps.tracking.queries.reports import advice_about
from dayroom.apps.tracking.rules.figures import FILTERS
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary import Way, known
from dayroom.apps.tracking.vocabulary.reports import REPORT_KIND, AdviceShown
from dayroom.engines.disclosure.errors import UnknownPart
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import open_to_all

NUMBERS = "numbers of people without names, planned so that no small one can be found (decision record 0019)"


@require_safe
@open_to_all(NUMBERS)
def treatment_list(request: HttpRequest) -> HttpResponse:
    """All treatments with numbers, and all that can be reported on."""
    counted: dict[str, list[Listed]] = {}
    for one in listed_subjects():
        counted.setdefault(one.treatment.slug, []).append(one)
    lines = [
        {"name": known.told(rows[0].treatment), "slug": slug, "people": sum(one.people for one in rows),
         "purposes": ", ".join(purpose_words(one.purpose) for one in rows)}
        for slug, rows in counted.items()
    ]
    waiting = [
        {"name": known.told(one), "slug": one.slug} for one in known.treatments().values() if one.slug not in counted
    ]
    return render(request, "tracking/treatment_list.html", {"lines": lines, "waiting": waiting})


@require_safe
@open_to_all(NUMBERS)
def treatment_show(request: HttpRequest, slug: str) -> HttpResponse:
    treatment = _treatment(slug)
    subjects = listed_subjects(treatment=treatment)
    chosen = {name: value for name in FILTERS if (value := request.GET.get(name, ""))}
    listed = _chosen(subjects, request.GET.get("for", ""))
    found = _published(listed, chosen) if listed else None
    return render(request, "tracking/treatment_show.html", {
        "name": known.told(treatment), "slug": slug, "page": page_of(found) if found else None,
        "tabs": purpose_tabs(subjects, listed.purpose if listed else ""), "filters": filter_choices(chosen),
        "condition": listed.purpose if listed and listed.purpose in known.conditions() else "",
        "others": _others(listed), "advice": _advice(request, slug),
    })


@require_safe
@open_to_all(NUMBERS)
def treatment_compare(request: HttpRequest) -> HttpResponse:
    """Two treatments for the same purpose, side by side."""
    first, second = request.GET.get("a", ""), request.GET.get("b", "")
    purpose = request.GET.get("for", "")
    names = {slug: known.told(one) for slug, one in known.treatments().items()}
    pages = [
        page_of(published(listed, {})) if (listed := _listed(slug, purpose)) else None
        for slug in (first, second) if slug in names
    ]
    both = pages if len(pages) == 2 and first != second else []
    tables = list(zip(*[[page.helped, *page.rest, page.side_effects] for page in both if page], strict=True))
    return render(request, "tracking/treatment_compare.html", {
        "first": first, "second": second, "purpose": purpose, "pages": both, "names": sorted(names.items()),
        "purposes": [(one.slug, known.told(one)) for one in known.conditions().values()],
        "tables": tables if all(both) and both else [], "asked": bool(first and second),
        "purpose_words": purpose_words(purpose) if purpose in known.conditions() else "",
    })


@require_safe
@open_to_all(NUMBERS)
def condition_show(request: HttpRequest, slug: str) -> HttpResponse:
    condition = known.conditions().get(slug)
    if condition is None:
        raise NotFound()
    usual = [known.told(one) for one in known.treatments().values() if slug in one.purposes]
    return render(request, "tracking/condition_treatments.html", {
        "name": known.told(condition), "slug": slug, "pages": [page_of(one) for one in of_condition(slug)],
        "usual": usual,
    })


def _treatment(slug: str) -> known.Known:
    found = known.treatments().get(slug)
    if found is None:
        raise NotFound()
    return found


def _chosen(subjects: list[Listed], purpose: str) -> Listed | None:
    """The purpose that was asked for, else the one with most people."""
    return next((one for one in subjects if one.purpose == purpose), subjects[0] if subjects else None)


def _listed(slug: str, purpose: str) -> Listed | None:
    subjects = listed_subjects(treatment=known.treatments()[slug])
    return next((one for one in subjects if one.purpose == purpose), None)


def _published(listed: Listed, chosen: dict[str, str]) -> Published:
    try:
        return published(listed, chosen)
    except UnknownPart as fault:
        raise NotFound() from fault


def _others(listed: Listed | None) -> list[tuple[str, str]]:
    """(slug, name) of other treatments with numbers for the same purpose: what to compare with."""
    if listed is None or listed.purpose not in known.conditions():
        return []
    return [(one.treatment.slug, known.told(one.treatment)) for one in listed_subjects(condition=listed.purpose)
            if one.treatment.slug != listed.treatment.slug]


def _advice(request: HttpRequest, slug: str) -> list[AdviceShown]:
    """Words are for members of the same community; whoever reads them stands in the writer's log."""
    if not request.user.is_authenticated:
        return []
    reader, now, shown = reader_of(request), timezone.now(), []
    for row, advice in advice_about(reader, slug):
        if row.owner_id != reader.pk:
            note_opening(row.owner_id, actor_id=reader.pk, way=Way.PLACE, kind=REPORT_KIND, item=row.public_id, now=now)
        shown.append(advice)
    return shown
