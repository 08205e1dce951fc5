"""Spanish is complete where it was promised to be; the pages themselves are read in tests/integration/web."""

from __future__ import annotations

from tools import translations

# sign-up and sign-in, privacy, composer, crisis help with the guard, errors: complete, whatever else may lag behind
PROMISED = (
    "apps/people/", "web/templates/account/", "web/templates/mfa/", "web/templates/usersessions/",
    "apps/governance/templates/governance/_promises", "apps/governance/templates/governance/privacy_",
    "apps/governance/templates/governance/erasure_", "apps/governance/views/privacy",
    "apps/communities/presenters/", "apps/communities/rules/writing", "apps/communities/views/composer",
    "apps/communities/templates/communities/_composer", "apps/communities/templates/communities/_guard",
    "apps/communities/templates/communities/_post", "apps/communities/templates/communities/_topic",
    "apps/communities/templates/communities/composer", "apps/communities/templates/communities/post_",
    "apps/communities/templates/communities/topic_",
    "web/templates/help_now/", "engines/guard/", "web/views/help",
    "web/templates/errors/", "web/views/errors", "kernel/errors", "platform/",
    "web/templates/base", "web/templates/components/",
)


def test_the_promised_parts_are_complete() -> None:
    template, spanish_words = translations.collected(), translations.read("es")
    lacking = []
    for message in template:
        if not message.id or not any(place.startswith(PROMISED) for place, _line in message.locations):
            continue
        single = message.id[0] if isinstance(message.id, tuple | list) else message.id
        known = spanish_words.get(single, message.context)
        if known is None or not all(translations.strings(known)):
            lacking.append(str(single))
    assert lacking == [], "run tools/translations.py collect, and give each of these its Spanish words in the .po file"
