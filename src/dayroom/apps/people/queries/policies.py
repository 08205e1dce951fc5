"""Which policies hold, in the reader's language, and who has agreed to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dayroom.apps.people.models import Member, Persona, Policy, PolicyAcknowledgement, PolicyText, PolicyVersion
from dayroom.apps.people.rules.policies import audiences_of
from dayroom.apps.people.vocabulary import MemberState, Role
from dayroom.apps.people.vocabulary.policies import Capacity
from dayroom.kernel.errors import NotFound

REACHABLE = (MemberState.ACTIVE, MemberState.LIMITED)


@dataclass(frozen=True, slots=True)
class InForce:
    """The wording of a policy that holds now."""

    policy: Policy
    version: PolicyVersion
    text: PolicyText

    @property
    def audiences(self) -> frozenset[str]:
        return frozenset(self.policy.audiences.split())

    @property
    def url(self) -> str:
        return f"/policies/{self.policy.slug}/"


@dataclass(frozen=True, slots=True)
class OwnPolicy:
    """A policy as one member sees it: asked of them or not, and when they agreed."""

    held: InForce
    asked: bool
    acknowledged_at: datetime | None


def in_force(language: str = "en") -> list[InForce]:
    """Every published policy with its newest published wording; by title."""
    newest: dict[int, PolicyVersion] = {}
    rows = PolicyVersion.objects.filter(published_at__isnull=False, policy__retired_at=None)
    for version in rows.select_related("policy").order_by("policy_id", "number"):
        newest[version.policy_id] = version
    texts = _texts([version.pk for version in newest.values()], language)
    found = [
        InForce(version.policy, version, texts[version.pk]) for version in newest.values() if version.pk in texts
    ]
    return sorted(found, key=lambda one: one.text.title.lower())


def _texts(version_ids: Collection[int], language: str) -> dict[int, PolicyText]:
    """One text per version: the reader's language, else English, else whatever there is."""
    wanted = language.split("-", maxsplit=1)[0]
    best: dict[int, PolicyText] = {}
    for text in PolicyText.objects.filter(version_id__in=list(version_ids)).order_by("pk"):
        held = best.get(text.version_id)
        if held is None or _rank(text.language, wanted) < _rank(held.language, wanted):
            best[text.version_id] = text
    return best


def _rank(language: str, wanted: str) -> int:
    return 0 if language == wanted else 1 if language == "en" else 2


def asked_by_policies(member: Member, today: date) -> frozenset[str]:
    """The audiences this member belongs to today."""
    professional = Persona.objects.filter(member_id=member.pk, retired_at=None, verified_until__gte=today).exists()
    return audiences_of(member.roles, moderates=member.moderates, professional=professional)


def own_policies(member: Member, language: str, today: date) -> list[OwnPolicy]:
    """All policies in force; those that ask this member first."""
    mine = asked_by_policies(member, today)
    held = in_force(language)
    when = dict(
        PolicyAcknowledgement.objects.filter(member=member, version_id__in=[one.version.pk for one in held])
        .values_list("version_id", "acknowledged_at")
    )
    found = [OwnPolicy(one, not mine.isdisjoint(one.audiences), when.get(one.version.pk)) for one in held]
    return sorted(found, key=lambda one: not one.asked)


def own_policy(member: Member, slug: str, language: str, today: date) -> OwnPolicy:
    found = next((one for one in own_policies(member, language, today) if one.held.policy.slug == slug), None)
    if found is None:
        raise NotFound()
    return found


def members_asked(audiences: Collection[str], today: date) -> QuerySet[Member]:
    """Everybody whom a policy with these audiences asks."""
    wanted = Q(role_grants__role__in=list(audiences))
    if Capacity.MODERATOR in audiences:
        wanted |= Q(moderates=True) | Q(role_grants__role=Role.STEWARD)
    if Capacity.PROFESSIONAL in audiences:
        speaking = Persona.objects.filter(retired_at=None, verified_until__gte=today)
        wanted |= Q(pk__in=speaking.values("member_id"))
    return Member.objects.filter(wanted, state__in=REACHABLE).distinct().order_by("handle")


def policies_for_desk() -> list[Policy]:
    return list(Policy.objects.order_by("retired_at", "slug"))


def policy_named(slug: str) -> Policy:
    found = Policy.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound()
    return found


def versions_of_policy(policy: Policy) -> list[PolicyVersion]:
    """Newest first, with who published it."""
    return list(policy.versions.select_related("published_by", "made_by").order_by("-number"))


def texts_of(version: PolicyVersion) -> dict[str, PolicyText]:
    return {text.language: text for text in version.texts.order_by("language")}


def draft_of(policy: Policy) -> PolicyVersion | None:
    return policy.versions.filter(published_at=None).first()


def published_of(policy: Policy) -> PolicyVersion | None:
    return policy.versions.filter(published_at__isnull=False).order_by("-number").first()


def acknowledged(version: PolicyVersion) -> QuerySet[PolicyAcknowledgement]:
    """Who has agreed to this version, newest first."""
    return version.acknowledgements.select_related("member").order_by("-acknowledged_at", "-pk")


def not_yet(version: PolicyVersion, today: date) -> QuerySet[Member]:
    """Who is asked and has not agreed yet."""
    asked = members_asked(version.policy.audiences.split(), today)
    return asked.exclude(pk__in=version.acknowledgements.values("member_id"))


def policy_cards(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Policy id → (title, address), for notices."""
    wanted = set(ids)
    return {
        one.policy.pk: (_("Policy: %(title)s") % {"title": one.text.title}, one.url)
        for one in in_force() if one.policy.pk in wanted
    }
