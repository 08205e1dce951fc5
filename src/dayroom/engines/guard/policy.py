"""The action table: who writes about whom, and what follows. Data, not code: an operator may change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from .vocabulary import Action, Author, Family, Subject

# Numbers that open an account, a plan or a purse: nobody publishes them, not even their owner.
# standards 1.3: social security, plan and Medicare numbers, cards, bank, credentials; 2026-11-20
ALWAYS_MASKED = frozenset(
    {"SSN", "ITIN", "SIN", "MBI", "PLAN_NUMBER", "CARD", "IBAN", "ABA", "ACCOUNT_NUMBER", "CREDENTIAL"}
)
# What points at a person only together with more. A full date of birth counts as direct here.
QUASI = frozenset({"AGE_OVER_89", "DATE", "PLACE", "POSTAL_CODE"})
# Of these, what stands in ordinary talk of an office or a leaflet ("our clinic in Leeds"): where nobody is near whom
# it could be about, it is about nobody.
BACKGROUND = frozenset({"DATE", "PLACE", "POSTAL_CODE"})
# A full name and an illness in one sentence, about another adult: standards 1.3 wants a person to look first.
NAMES_AN_ILL_PERSON = frozenset({"core.name-condition"})
# What names a professional in public registers, or how an office is reached
PROFESSIONAL_NUMBERS = frozenset({"NPI"})
CONTACT = frozenset({"ADDRESS", "EMAIL", "FAX", "HANDLE", "PHONE", "URL", "IP_ADDRESS"})
# what a professional or an organisation says of itself; all else beside "my office" is a patient's
OWN = CONTACT | PROFESSIONAL_NUMBERS | {"NAME", "PLACE", "POSTAL_CODE", "DATE"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell pair of the action table."""

    direct: Action
    quasi: Action


def _table() -> Mapping[tuple[Author, Subject], Cell]:
    allow, nudge, hold, block = Action.ALLOW, Action.NUDGE, Action.HOLD, Action.BLOCK
    table = {
        (Author.MEMBER, Subject.SELF): Cell(nudge, allow),
        (Author.MEMBER, Subject.OTHER_ADULT): Cell(nudge, allow),
        (Author.MEMBER, Subject.PATIENT): Cell(nudge, allow),
        (Author.MEMBER, Subject.REVIEWER): Cell(nudge, allow),
        (Author.MEMBER, Subject.MINOR): Cell(hold, nudge),
        (Author.MEMBER, Subject.CLINICIAN): Cell(nudge, allow),
    }
    for author in (Author.PROFESSIONAL, Author.ORGANISATION):
        table[author, Subject.SELF] = Cell(nudge, allow)
        table[author, Subject.CLINICIAN] = Cell(nudge, allow)
        table[author, Subject.REVIEWER] = Cell(block, block)
        for subject in (Subject.PATIENT, Subject.OTHER_ADULT, Subject.MINOR):
            table[author, subject] = Cell(block, hold)
    return MappingProxyType(table)


def _other_families() -> Mapping[tuple[Family, str], Action]:
    return MappingProxyType(
        {
            (Family.HARM, "THREAT"): Action.HOLD,
            (Family.HARM, "ENCOURAGES_HARM"): Action.HOLD,
            (Family.HARM, "GROUP_THREAT"): Action.HOLD,
            (Family.HARM, "HATE"): Action.HOLD,
            (Family.HARM, "DOXXING"): Action.HOLD,
            (Family.HARM, "SEXUAL_SOLICITATION"): Action.HOLD,
            (Family.HARM, "SPAM"): Action.HOLD,
            (Family.HARM, "PRO_EATING_DISORDER"): Action.HOLD,
            (Family.HARM, "HARASSMENT"): Action.NUDGE,
            (Family.LANGUAGE, "ED_NUMBER"): Action.NUDGE,
            (Family.LANGUAGE, "ED_TIPS"): Action.HOLD,
            (Family.LANGUAGE, "SAFE_MESSAGING"): Action.NUDGE,
            (Family.LANGUAGE, "MISSING_HELPLINE"): Action.NUDGE,
            (Family.PROMOTION, "DRUG_SALE"): Action.HOLD,
            (Family.PROMOTION, "SELLING"): Action.HOLD,
            (Family.PROMOTION, "SCAM"): Action.HOLD,
            (Family.PROMOTION, "DISCOUNT_CODE"): Action.HOLD,
            (Family.PROMOTION, "DM_ME"): Action.NUDGE,
            (Family.PROMOTION, "CURE_CLAIM"): Action.NUDGE,
            (Family.PROMOTION, "GUARANTEE"): Action.NUDGE,
            (Family.PROMOTION, "PANACEA"): Action.NUDGE,
            (Family.PROMOTION, "UNDISCLOSED_INTEREST"): Action.NUDGE,
        }
    )


def _families_by_author() -> Mapping[tuple[Family, str, Author], Action]:
    # standards 3.1, S10 and S11: who speaks as a professional may not promise, nor treat one person in a thread;
    # a member who says "stop" or "take 50 mg" is asked to tell their own story instead; asking is always allowed
    table = {
        (Family.ADVICE, "DOSE", Author.MEMBER): Action.NUDGE,
        (Family.ADVICE, "STOP_TREATMENT", Author.MEMBER): Action.NUDGE,
        # who mourns is not taught words; who writes for many is asked
        (Family.LANGUAGE, "SAFE_MESSAGING", Author.MEMBER): Action.ALLOW,
        (Family.LANGUAGE, "MISSING_HELPLINE", Author.MEMBER): Action.ALLOW,
    }
    for author in (Author.PROFESSIONAL, Author.ORGANISATION):
        for klass in ("DIAGNOSIS", "DOSE", "STOP_TREATMENT", "START_TREATMENT"):
            table[Family.ADVICE, klass, author] = Action.HOLD
        for klass in ("CURE_CLAIM", "GUARANTEE", "PANACEA", "BEFORE_AFTER", "UNDISCLOSED_INTEREST"):
            table[Family.PROMOTION, klass, author] = Action.HOLD
    return MappingProxyType(table)


def _claims() -> Mapping[Author, Action]:
    # a label is not a gate: only who speaks for a profession or a house is asked to cite or rephrase
    allow, nudge = Action.ALLOW, Action.NUDGE
    return MappingProxyType({Author.MEMBER: allow, Author.PROFESSIONAL: nudge, Author.ORGANISATION: nudge})


def _names_from() -> Mapping[Author, float]:
    # a lone first name is how members speak of each other; a professional's patient is not named at all
    return MappingProxyType({Author.MEMBER: 0.75, Author.PROFESSIONAL: 0.6, Author.ORGANISATION: 0.6})


@dataclass(frozen=True, slots=True)
class Policy:
    """What an operator has decided.

    claims           what follows when a writer asserts what a fact check found to be wrong
    families_by_author  the same for one author only; goes before `families`
    nudge_from       confidence (0-1) from which an identifier has consequences; 0.5 leaves links to
                     ordinary pages alone; our own choice, 2026-11-21
    names_from       confidence (0-1) from which a name is a direct identifier; a weaker one counts as a detail
    sure_names_from  confidence from which a name with nobody near is a person all the same; our own choice, 2026-11-21
    held_rules       rules about another adult after which a member's text waits for a person
    unchecked_action what follows for professionals and organisations where no rule knows the language
    """

    table: Mapping[tuple[Author, Subject], Cell] = field(default_factory=_table)
    families: Mapping[tuple[Family, str], Action] = field(default_factory=_other_families)
    families_by_author: Mapping[tuple[Family, str, Author], Action] = field(default_factory=_families_by_author)
    claims: Mapping[Author, Action] = field(default_factory=_claims)
    always_masked: frozenset[str] = ALWAYS_MASKED
    quasi: frozenset[str] = QUASI
    nudge_from: float = 0.5
    background: frozenset[str] = BACKGROUND
    names_from: Mapping[Author, float] = field(default_factory=_names_from)
    sure_names_from: float = 0.78
    held_rules: frozenset[str] = NAMES_AN_ILL_PERSON
    unchecked_action: Action = Action.HOLD


DEFAULT_POLICY = Policy()


def with_authorization(policy: Policy = DEFAULT_POLICY) -> Policy:
    """The policy for a professional whose patient has signed for what is told (45 CFR 164.508, standards 1.3).

    Names and details of the patient pass; numbers that open an account, other people and children do not.

    >>> with_authorization().table[Author.PROFESSIONAL, Subject.PATIENT].direct.name
    'ALLOW'
    >>> with_authorization().table[Author.PROFESSIONAL, Subject.MINOR].direct.name
    'BLOCK'
    """
    signed = {(Author.PROFESSIONAL, Subject.PATIENT): Cell(Action.ALLOW, Action.ALLOW)}
    return replace(policy, table=MappingProxyType({**policy.table, **signed}))
