"""The guard: reads a text and says what is in it, and what may follow.

    report = screen(text, context=Context())
    decision = decide(report, Context())

Pure: no Django, no network, no clock. Nothing leaves the process.
"""

from .choosing import choose_packs
from .deciding import decide
from .errors import BrokenPack, NotText, TextTooLong
from .helplines import Channel, Helpline, helplines_for
from .lines import check_lines, check_text
from .packs import Pack, Rule, load_pack
from .policy import DEFAULT_POLICY, Policy
from .redacting import redact
from .screening import DEFAULT_PACKS, ENGINE_VERSION, MAX_LENGTH, screen
from .vocabulary import Action, Author, Context, Decision, Family, Finding, Place, Report, Subject, Tier

__all__ = [
    "DEFAULT_PACKS",
    "DEFAULT_POLICY",
    "ENGINE_VERSION",
    "MAX_LENGTH",
    "Action",
    "Author",
    "BrokenPack",
    "Channel",
    "Context",
    "Decision",
    "Family",
    "Finding",
    "Helpline",
    "NotText",
    "Pack",
    "Place",
    "Policy",
    "Report",
    "Rule",
    "Subject",
    "TextTooLong",
    "Tier",
    "check_lines",
    "check_text",
    "choose_packs",
    "decide",
    "helplines_for",
    "load_pack",
    "redact",
    "screen",
]
