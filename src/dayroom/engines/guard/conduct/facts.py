"""What the checks are told that no text says, and what each of them answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..vocabulary import Action


class Outcome(StrEnum):
    """What one check says."""

    PASS = "PASS"
    FAIL = "FAIL"
    NA = "NA"


class ImageShows(StrEnum):
    """What the author says that an image shows."""

    NOT_SAID = ""
    NO_PERSON = "NO_PERSON"
    PERSON_AUTHORIZED = "PERSON_AUTHORIZED"
    STAFF = "STAFF"


class AiRole(StrEnum):
    """What a machine had to do with the text or the image."""

    NONE = "NONE"
    ASSISTED = "ASSISTED"
    GENERATED = "GENERATED"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One interest: with whom, of which kind, how much (a band, as "under 1,000 USD"), when. Shown with the post."""

    party: str
    kind: str = ""
    amount_band: str = ""
    period: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True)
class ConductFacts:
    """What the site knows of the writer and the post.

    conflicts            None: nothing was said; (): "none" was declared
    image_alt            the words for those who cannot see the image; or `image_is_decorative`
    employer_approved    None: no policy asks for approval
    ai_role              as declared; the site shows it with the post
    is_reply_to_person   it answers one asker
    replies_to_professional  it answers a colleague or a company
    audience_shown       the writer has seen who will read this
    says_own_views       the profile or the post's frame already says that the views are the writer's own
    is_campaign          it goes out in the organisation's name
    """

    persona_is_professional: bool = True
    credential_current: bool = True
    has_image: bool = False
    image_shows: ImageShows = ImageShows.NOT_SAID
    authorization_valid: bool = False
    image_is_original: bool = True
    image_attribution: str = ""
    image_license: str = ""
    image_alt: str = ""
    image_is_decorative: bool = False
    conflicts: tuple[Conflict, ...] | None = None
    employer_named: bool = False
    employer_approved: bool | None = None
    says_own_views: bool = False
    ai_role: AiRole = AiRole.NONE
    ai_reviewed_by: str = ""
    is_campaign: bool = False
    is_reply_to_person: bool = False
    replies_to_professional: bool = False
    audience_shown: bool = False


@dataclass(frozen=True, slots=True)
class ConductResult:
    """One answer. `action` is what a failure asks for (ALLOW on pass and n.a., and for a notice).

    spans   where the text says what the check is about; code points of the NFC text; often empty
    """

    id: str
    outcome: Outcome
    action: Action
    sentence: str
    rule_version: int
    spans: tuple[tuple[int, int], ...] = ()
