"""What a composer says: who speaks, who will read it, what the guard saw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from django.utils import formats
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayroom.apps.communities.rules.writing import GuardSpoke
from dayroom.apps.communities.vocabulary import Audience, Visibility
from dayroom.engines import guard
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.communities.actions.composing import Composed
    from dayroom.engines.guard import Finding


def members_in_words(count: int) -> str:
    return ngettext("%(number)s member", "%(number)s members", count) % {
        "number": f"<strong>{escape(formats.number_format(count, force_grouping=True))}</strong>"
    }


def audience_sentence(
    *, name: str, visibility: str, audience: str, members_count: int, pinned: bool, opens: bool
) -> SafeString:
    """Who will be able to read it: a sentence with the number in it, before it is sent."""
    who = {"members": members_in_words(members_count), "name": escape(name)}
    if visibility == Visibility.PRIVATE:
        said = _("Only the %(members)s of %(name)s will be able to read this. Others do not see that it exists.") % who
    elif visibility == Visibility.HYBRID and pinned:
        said = _("The %(members)s of %(name)s will be able to read this. So can anyone on the internet, because "
                 "this topic is pinned, and search engines may show it.") % who
    elif visibility == Visibility.HYBRID and opens:
        said = _("The %(members)s of %(name)s will be able to read this. "
                 "Anyone on the internet can see the title.") % who
    elif visibility == Visibility.HYBRID:
        said = _("Only the %(members)s of %(name)s will be able to read this.") % who
    elif pinned:
        said = _("The %(members)s of %(name)s will be able to read this. So can anyone on the internet, and "
                 "search engines may show it, because this topic is pinned.") % who
    else:
        said = _("The %(members)s of %(name)s will be able to read this. So can anyone on the internet. We ask search "
                 "engines not to show it.") % who
    if audience == Audience.CLINICIANS and visibility == Visibility.PRIVATE:
        said += " " + _("All of them are health professionals whose license was checked.")
    return mark_safe(said)


@dataclass(slots=True)
class Notice:
    """What the guard asks the writer to look at, with their own words marked."""

    text: SafeString
    sentence: str
    why: str = ""
    points: list[str] = field(default_factory=list)
    may_override: bool = False
    may_mask: bool = True
    show_help: bool = False
    needs_authorization: bool = False


def guard_notice(spoke: GuardSpoke, text: str) -> Notice:
    """``text`` is the screened text: title, an empty line, body. The guard speaks the language of the community; the
    writer reads it in their own."""
    pointed = [found for found in spoke.findings if found.rule_id in spoke.decision.reasons] or list(spoke.findings)
    if spoke.conduct and not any(found.rule_id in spoke.decision.reasons for found in spoke.findings):
        pointed = []  # the words are fine; what is missing is said by the checks
    said = [found.sentence for found in pointed] + [one.sentence for one in spoke.conduct]
    spans = [(found.start, found.end) for found in pointed] + [span for one in spoke.conduct for span in one.spans]
    return Notice(
        text=markup.marked(text, spans), sentence=_(spoke.decision.sentence), why=spoke.why,
        points=[point for point in dict.fromkeys(_(one) for one in said if one) if point != spoke.decision.sentence],
        may_override=spoke.decision.may_override, may_mask=bool(_left(text, guard.removable(pointed))),
        show_help=spoke.decision.show_help,
        needs_authorization=any(one.id == "S3" for one in spoke.conduct),
    )


def _left(text: str, can_go: list[Finding]) -> str:
    """What is left without what can be taken out; empty where nothing can, or where nothing would be left."""
    report = guard.Report(tuple(can_go), guard.Tier.T0, "", checked=True, language="")
    return guard.redact(text, report, only=can_go).strip() if can_go else ""


def marked(text: str, findings: Iterable[Finding]) -> SafeString:
    """The text with what was found in <mark>."""
    return markup.marked(text, ((found.start, found.end) for found in findings))


def kept_fields(composed: Composed) -> list[tuple[str, str]]:
    """The words of a form as hidden fields, for pages that give them back: name and value."""
    fields: list[tuple[str, Any]] = [
        ("title", composed.title), ("kind", composed.kind), ("seeking", composed.seeking),
        ("content_warning", composed.content_warning), ("anonymous", "1" if composed.anonymous else ""),
        ("speak_as", composed.speak_as), ("submit_key", composed.submit_key), ("meets_where", composed.meets_where),
        ("revision", composed.revision or ""), ("authorization", composed.authorization), ("shows", composed.shows),
        *(("attachment", key) for key in composed.attachment_ids), *(("card", key) for key in composed.cards),
        ("card_readers", composed.card_readers),
    ]
    return [(name, str(value)) for name, value in fields if value]
