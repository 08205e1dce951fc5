"""What a professional's text must hold to before it is published: the checks S1-S17, and replies to reviews."""

from ..referral import referral_text
from .checks import RULE_VERSION, check_conduct, decide_conduct
from .cues import CONDUCT_PACK, read_cues
from .facts import AiRole, ConductFacts, ConductResult, Conflict, ImageShows, Outcome
from .reviews import neutral_replies
from .sentences import CONDUCT_SENTENCES

__all__ = [
    "CONDUCT_PACK",
    "CONDUCT_SENTENCES",
    "RULE_VERSION",
    "AiRole",
    "ConductFacts",
    "ConductResult",
    "Conflict",
    "ImageShows",
    "Outcome",
    "check_conduct",
    "decide_conduct",
    "neutral_replies",
    "read_cues",
    "referral_text",
]
