"""The guard: reads a text and says what is in it, and what may follow.

    report = screen(text, context=Context())
    decision = decide(report, Context())

Pure: no Django, no network, no clock. Nothing leaves the process.
"""

from typing import TYPE_CHECKING, Any

from .choosing import choose_packs
from .claims.errors import BrokenClaim, NoEmbeddings
from .claims.importing import claims_from_csv, claims_from_reviews
from .claims.loading import load_claims, shipped_claims
from .claims.vocabulary import Claim, ClaimSource, ClaimTexts, Match, Stance, Unused
from .conduct import ConductFacts, ConductResult, Conflict, check_conduct, decide_conduct, neutral_replies
from .deciding import action_for, decide
from .errors import BrokenPack, NotText, TextTooLong
from .helplines import Channel, Helpline, helplines_for
from .lines import check_lines, check_text
from .packs import Pack, Rule, load_pack
from .policy import DEFAULT_POLICY, Policy, with_authorization
from .readability import Readability, readability
from .redacting import redact, removable
from .referral import referral_text
from .screening import DEFAULT_PACKS, ENGINE_VERSION, MAX_LENGTH, screen
from .vocabulary import Action, Author, Context, Decision, Family, Finding, Place, Report, Subject, Tier

if TYPE_CHECKING:
    from .claims.register import ClaimRegister

__all__ = [
    "DEFAULT_PACKS",
    "DEFAULT_POLICY",
    "ENGINE_VERSION",
    "MAX_LENGTH",
    "Action",
    "Author",
    "BrokenClaim",
    "BrokenPack",
    "Channel",
    "Claim",
    "ClaimRegister",
    "ClaimSource",
    "ClaimTexts",
    "ConductFacts",
    "ConductResult",
    "Conflict",
    "Context",
    "Decision",
    "Family",
    "Finding",
    "Helpline",
    "Match",
    "NoEmbeddings",
    "NotText",
    "Pack",
    "Place",
    "Policy",
    "Readability",
    "Report",
    "Rule",
    "Stance",
    "Subject",
    "TextTooLong",
    "Tier",
    "Unused",
    "action_for",
    "check_conduct",
    "check_lines",
    "check_text",
    "choose_packs",
    "claims_from_csv",
    "claims_from_reviews",
    "decide",
    "decide_conduct",
    "helplines_for",
    "load_claims",
    "load_pack",
    "neutral_replies",
    "readability",
    "redact",
    "referral_text",
    "removable",
    "screen",
    "shipped_claims",
    "with_authorization",
]


def __getattr__(name: str) -> Any:
    # the register works on arrays: whoever only screens need not load them
    if name == "ClaimRegister":
        from .claims.register import ClaimRegister  # noqa: PLC0415 - see above

        return ClaimRegister
    raise AttributeError(name)
