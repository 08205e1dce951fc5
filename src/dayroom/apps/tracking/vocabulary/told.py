"""What is told in words: the three kinds, their addresses and limits."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

# the part of the address → the kind of item
NOUNS = {"conditions": "condition", "treatments": "treatment", "events": "lifeevent"}
NOUN_OF = {kind: noun for noun, kind in NOUNS.items()}
# the kind of item → the list of names that are suggested (engines.measures.terms)
SUGGESTED = {"condition": "condition", "treatment": "treatment"}
# the field that says what it is
TITLE = {"condition": "text", "treatment": "name", "lifeevent": "title"}
ITEMS_MOST = 500  # of one kind in one record: a life fits, and a page stays quick
BACK_WITHIN = timedelta(days=1)  # how long a deletion or a change can be undone

# the guided story: a heading and what to think of; written by us, 2026-11-21
PROMPTS = (
    (_("How it began"), _("When did you first feel that something was wrong? What did you think it was?")),
    (_("Finding out"), _("Who found out what it was, and how did you hear it?")),
    (_("The hardest time"), _("What was hardest? You may leave this out.")),
    (_("What helped"), _("Who or what helped you? What did not?")),
    (_("Today"), _("How is it now, on a plain day?")),
    (_("What I would tell somebody at the start"), _("One thing you wish you had known.")),
)
