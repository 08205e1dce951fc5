"""Words of moderation, and the one dict that says what a case may become."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class CaseState(models.TextChoices):
    OPEN = "OPEN", _("open")
    TAKEN = "TAKEN", _("somebody is on it")
    DECIDED = "DECIDED", _("decided")
    APPEALED = "APPEALED", _("appealed")
    CLOSED = "CLOSED", _("closed")


TRANSITIONS: dict[CaseState, frozenset[CaseState]] = {
    CaseState.OPEN: frozenset({CaseState.TAKEN, CaseState.DECIDED}),
    CaseState.TAKEN: frozenset({CaseState.OPEN, CaseState.DECIDED}),
    CaseState.DECIDED: frozenset({CaseState.APPEALED, CaseState.CLOSED, CaseState.OPEN}),
    CaseState.APPEALED: frozenset({CaseState.CLOSED}),
    CaseState.CLOSED: frozenset({CaseState.OPEN}),
}


CRISIS_FROM_TIER, URGENT_FROM_TIER = 3, 2  # standards §4


class Priority(models.IntegerChoices):
    """Clocks of standards §4: crisis 15 minutes, urgent 4 hours, other 72 hours, appeal 7 days."""

    CRISIS = 0, _("crisis")
    URGENT = 1, _("urgent")
    NORMAL = 2, _("normal")

    @classmethod
    def of_tier(cls, tier: int) -> Priority:
        """How soon somebody looks at words of a crisis tier (0-4)."""
        return cls.CRISIS if tier >= CRISIS_FROM_TIER else cls.URGENT if tier >= URGENT_FROM_TIER else cls.NORMAL


APPEAL_OPEN_DAYS = 183  # DSA art 20: at least six months


UNDO_SECONDS = 600  # a wrong click is taken back before anybody has acted on it
FLAGS_A_DAY = 20  # by one member; beyond it, a talk with a moderator helps more
FLAGS_THAT_RAISE = 3  # so many people are heard sooner
LOOK_REASON_LEAST = 10  # characters: a word is no reason
LIMIT_DAYS = (1, 7, 30)  # a first answer, a serious one, the longest; all of them end
CASES_PER_PAGE = 25


class FlagReason(models.TextChoices):
    SAFETY = "SAFETY", _("I am worried about somebody's safety")
    PRIVACY = "PRIVACY", _("It gives a person away")
    HARASSMENT = "HARASSMENT", _("It is hurtful or threatening")
    FALSE_HEALTH = "FALSE_HEALTH", _("It could mislead people about health")
    ADVICE = "ADVICE", _("It tells somebody what to take or stop")
    SELLING = "SELLING", _("It sells or promotes something")
    SPAM = "SPAM", _("It is spam")
    OTHER = "OTHER", _("Something else")


class Harm(models.TextChoices):
    """What a case is about, the gravest first: queues are kept by it, and a moderator may leave some to others."""

    CRISIS = "CRISIS", _("self-harm")
    HURT = "HURT", _("hurtful or threatening")
    PRIVACY = "PRIVACY", _("gives a person away")
    HEALTH = "HEALTH", _("could mislead about health")
    ADVICE = "ADVICE", _("advice about treatment")
    SELLING = "SELLING", _("selling and spam")
    OTHER = "OTHER", _("something else")


# the first part of a guard rule's name, or a flag's reason; what is not named here looks for personal details
HARM_OF = {
    "crisis": Harm.CRISIS, FlagReason.SAFETY: Harm.CRISIS, "harm": Harm.HURT, FlagReason.HARASSMENT: Harm.HURT,
    "claim": Harm.HEALTH,
    "conduct": Harm.HEALTH, FlagReason.FALSE_HEALTH: Harm.HEALTH, "advice": Harm.ADVICE, FlagReason.ADVICE: Harm.ADVICE,
    "promotion": Harm.SELLING, FlagReason.SELLING: Harm.SELLING, FlagReason.SPAM: Harm.SELLING,
    "guard": Harm.OTHER, "author": Harm.OTHER, FlagReason.OTHER: Harm.OTHER,
}


class Source(models.TextChoices):
    MACHINE = "MACHINE", _("the guard")
    MEMBER = "MEMBER", _("a member")


class Verdict(models.TextChoices):
    RELEASE = "RELEASE", _("leave it or make it visible")
    HIDE = "HIDE", _("hide it until it is changed")
    REMOVE = "REMOVE", _("remove it")
    WARN = "WARN", _("leave it, with a warning to the author")
    LIMIT = "LIMIT", _("remove it; the author can read but not post for a while")
    SUSPEND = "SUSPEND", _("remove it; the author is signed out for a while")
    CLOSE = "CLOSE", _("remove it; close the account for good, once a second person agrees")


# the same for the author: what was done, not an order to do it
TOLD_TO_AUTHOR: dict[str, StrOrPromise] = {
    Verdict.RELEASE: _("It may stay"),
    Verdict.HIDE: _("We hid it until it is changed"),
    Verdict.REMOVE: _("We removed it"),
    Verdict.WARN: _("It may stay, and this is a warning"),
    Verdict.LIMIT: _("We removed it. For a while you can read but not post"),
    Verdict.SUSPEND: _("We removed it. For a while you cannot sign in"),
    Verdict.CLOSE: _("We removed it. You can read but not post. Two people decide if your account is closed"),
}
TOLD_WHEN_CLOSED = _("We removed it, and two people decided to close your account")


class Ground(models.TextChoices):
    """DSA art 17: the law, or our own rules."""

    ILLEGAL = "ILLEGAL_CONTENT", _("against the law")
    RULES = "INCOMPATIBLE_CONTENT", _("against the house rules")


class AppealOutcome(models.TextChoices):
    UPHELD = "UPHELD", _("the decision stands")
    OVERTURNED = "OVERTURNED", _("the decision was changed")


NEEDS_STATEMENT = frozenset(Verdict) - {Verdict.RELEASE}
STAYS_VISIBLE = frozenset({Verdict.RELEASE, Verdict.WARN})
TOUCHES_ACCOUNT = frozenset({Verdict.LIMIT, Verdict.SUSPEND, Verdict.CLOSE})
STEWARDS_GIVE = frozenset({Verdict.SUSPEND, Verdict.CLOSE})
# several cases at once: nothing that touches an account, because that is weighed person by person
FOR_MANY = (Verdict.RELEASE, Verdict.HIDE, Verdict.REMOVE, Verdict.WARN)
CRISIS_REASON = "crisis"  # the guard's rules about crisis are all named crisis.…


@dataclass(frozen=True, slots=True)
class Handler:
    """Somebody who may decide, and where: their communities by id and name; a steward everywhere."""

    member_id: int
    is_steward: bool = False
    scopes: dict[int, str] = field(default_factory=dict)

    @property
    def has_a_desk(self) -> bool:
        return self.is_steward or bool(self.scopes)

    def may_handle(self, scope_id: int | None) -> bool:
        return self.is_steward or (scope_id is not None and scope_id in self.scopes)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the author is told: the ground, the rule or law it refers to, and why it fits (DSA art 17)."""

    ground: str = ""
    reference: str = ""
    explanation: str = ""
    facts: str = ""  # what was looked at, beyond the text itself


@dataclass(frozen=True, slots=True)
class Choice:
    """What a moderator leaves to others, and which of their places they look at (none named: all)."""

    skips: frozenset[str] = frozenset()
    scope_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a moderator asks the queue for."""

    scope_id: int | None = None
    show: str = "waiting"  # waiting, mine, decided
    source: str = ""  # a Source, or both
    harm: str = ""  # a Harm, or all
    skips: frozenset[str] = frozenset()  # harms that this person leaves to others
    scope_ids: frozenset[int] = frozenset()  # only these places; empty: all of theirs


@dataclass(frozen=True, slots=True)
class Canned:
    """A ready-made explanation; the moderator adds or rewrites."""

    code: str
    label: StrOrPromise  # lazy translations, or what a steward wrote: in the language of whoever looks
    reference: StrOrPromise
    text: StrOrPromise
    harm: str = Harm.OTHER
    ground: str = Ground.RULES
    version: int = 0  # 0: as shipped; a steward's wordings count from 1


@dataclass(frozen=True, slots=True)
class Extras:
    """What may come with a decision beside the verdict and its reasons."""

    strike: bool = False
    canned_code: str = ""
    canned_version: int = 0
    bulk_id: int | None = None
    harm: str = ""  # what it turned out to be about; empty: what the case says


CANNED = (
    Canned("IDENTIFIER", _("Gives a person away"), _("Keep people private"),
           _("Your text had details that could show who somebody is, you or another person. Once others have seen such "
             "details, nobody can take them back. You are welcome to post it again without them."),
           harm=Harm.PRIVACY),
    Canned("ADVICE", _("Tells somebody what to take or stop"), _("Tell what you live; treatment is for the care team"),
           _("Your text told somebody what to take, change or stop. We cannot know what is safe for that person. "
             "Telling what you yourself went through is always welcome."),
           harm=Harm.ADVICE),
    Canned("FALSE_HEALTH", _("Could mislead about health"), _("Health claims need a source"),
           _("Your text made a claim about health that does not fit what is known, and somebody could be hurt by "
             "following it. You may post it again with a source that others can check."),
           harm=Harm.HEALTH),
    Canned("HURTFUL", _("Hurtful words"), _("Be kind, also when you disagree"),
           _("Some of the words were hurtful to another person. Hard feelings are welcome here; words against a person "
             "are not."),
           harm=Harm.HURT),
    Canned("SELLING", _("Sells or promotes"), _("No selling"),
           _("Your text sells or promotes something. Members come here to talk without being sold to."),
           harm=Harm.SELLING),
    Canned("METHOD", _("Ways of self-harm"), _("No methods"),
           _("Thank you for saying how you feel. We took out the text because it names a way of self-harm, and reading "
             "it can put others in danger. You are not in trouble. Please write again without that part, and use the "
             "crisis help: people are there for you now."),
           harm=Harm.CRISIS),
    Canned("OFF_TOPIC", _("Belongs elsewhere"), _("Keep to what the community is for"),
           _("Your text does not fit what this community is for. It may be just right in another one.")),
)
