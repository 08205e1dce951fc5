"""Who may do what: one table. ``test_permissions.py`` asserts every cell; docs/reference/permissions.md shows it.

A cell has six letters, one for each state of the topic (and of its opening post), or "-" where it may not be done:

    L live   H held   I hidden by a moderator   R removed by a moderator   W withdrawn by its author   P live and pinned

Columns are the three kinds of community: public, partly public, private.
"""

from __future__ import annotations

from collections.abc import Iterator

KINDS = ("PUBLIC", "HYBRID", "PRIVATE")
STATES = {
    "L": "live", "H": "held", "I": "hidden by a moderator", "R": "removed by a moderator",
    "W": "withdrawn by its author", "P": "live and pinned",
}
ROLES = {
    "visitor": "nobody is signed in",
    "outsider": "a member of the site who has not joined this community",
    "member": "a member of this community",
    "author": "the member who wrote the topic",
    "anonymous author": "the member who wrote the topic behind a byline",
    "peer supporter": "a member marked as trained by the moderators",
    "moderator": "looks after this community",
    "moderator, own words": "looks after this community, and wrote the topic",
    "moderator elsewhere": "looks after another community, and has not joined this one",
    "banned": "was removed from this community",
    "steward": "looks after the whole site, has a second factor, has not joined",
    "limited": "a member of this community who may not write for a while",
    "suspended": "a member of this community whose account is suspended",
}
NOBODY = "------"
HEAD = """# Who may do what

<!-- Written by tools/reference.py from tests/integration/permissions.py: change the table there, not this page. -->

Every cell of these tables is asserted by `tests/integration/test_permissions.py`, over HTTP, on both databases.
A letter says in which state of a topic something may be done:

"""

TABLE: dict[str, str] = {
    "see the community": """
        visitor                LHIRWP  LHIRWP  ------
        outsider               LHIRWP  LHIRWP  ------
        member                 LHIRWP  LHIRWP  LHIRWP
        author                 LHIRWP  LHIRWP  LHIRWP
        anonymous author       LHIRWP  LHIRWP  LHIRWP
        peer supporter         LHIRWP  LHIRWP  LHIRWP
        moderator              LHIRWP  LHIRWP  LHIRWP
        moderator, own words   LHIRWP  LHIRWP  LHIRWP
        moderator elsewhere    LHIRWP  LHIRWP  ------
        banned                 LHIRWP  LHIRWP  ------
        steward                LHIRWP  LHIRWP  LHIRWP
        limited                LHIRWP  LHIRWP  LHIRWP
        suspended              LHIRWP  LHIRWP  ------
    """,
    "see the title in the list": """
        visitor                L----P  L----P  ------
        outsider               L----P  L----P  ------
        member                 L----P  L----P  L----P
        author                 L----P  L----P  L----P
        anonymous author       L----P  L----P  L----P
        peer supporter         L----P  L----P  L----P
        moderator              L----P  L----P  L----P
        moderator, own words   L----P  L----P  L----P
        moderator elsewhere    L----P  L----P  ------
        banned                 ------  ------  ------
        steward                L----P  L----P  L----P
        limited                L----P  L----P  L----P
        suspended              L----P  L----P  ------
    """,
    "open the topic and see its title": """
        visitor                L----P  L----P  ------
        outsider               L----P  L----P  ------
        member                 L----P  L----P  L----P
        author                 LHIR-P  LHIR-P  LHIR-P
        anonymous author       LHIR-P  LHIR-P  LHIR-P
        peer supporter         L----P  L----P  L----P
        moderator              LHIR-P  LHIR-P  LHIR-P
        moderator, own words   LHIR-P  LHIR-P  LHIR-P
        moderator elsewhere    L----P  L----P  ------
        banned                 ------  ------  ------
        steward                LHIR-P  LHIR-P  LHIR-P
        limited                L----P  L----P  L----P
        suspended              L----P  L----P  ------
    """,
    "read the post": """
        visitor                L----P  -----P  ------
        outsider               L----P  -----P  ------
        member                 L----P  L----P  L----P
        author                 LHIR-P  LHIR-P  LHIR-P
        anonymous author       LHIR-P  LHIR-P  LHIR-P
        peer supporter         L----P  L----P  L----P
        moderator              LHIR-P  LHIR-P  LHIR-P
        moderator, own words   LHIR-P  LHIR-P  LHIR-P
        moderator elsewhere    L----P  -----P  ------
        banned                 ------  ------  ------
        steward                LHIR-P  LHIR-P  LHIR-P
        limited                L----P  L----P  L----P
        suspended              L----P  -----P  ------
    """,
    "find it by search": """
        visitor                L----P  -----P  ------
        outsider               L----P  -----P  ------
        member                 L----P  L----P  L----P
        author                 L----P  L----P  L----P
        anonymous author       L----P  L----P  L----P
        peer supporter         L----P  L----P  L----P
        moderator              L----P  L----P  L----P
        moderator, own words   L----P  L----P  L----P
        moderator elsewhere    L----P  -----P  ------
        banned                 ------  ------  ------
        steward                L----P  L----P  L----P
        limited                L----P  L----P  L----P
        suspended              L----P  -----P  ------
    """,
    "reply": """
        visitor                ------  ------  ------
        outsider               ------  ------  ------
        member                 L----P  L----P  L----P
        author                 L----P  L----P  L----P
        anonymous author       L----P  L----P  L----P
        peer supporter         L----P  L----P  L----P
        moderator              L----P  L----P  L----P
        moderator, own words   L----P  L----P  L----P
        moderator elsewhere    ------  ------  ------
        banned                 ------  ------  ------
        steward                L----P  L----P  L----P
        limited                ------  ------  ------
        suspended              ------  ------  ------
    """,
    "ask a professional in the community": """
        visitor                ------  ------  ------
        outsider               ------  ------  ------
        member                 LHIRWP  LHIRWP  LHIRWP
        author                 LHIRWP  LHIRWP  LHIRWP
        anonymous author       LHIRWP  LHIRWP  LHIRWP
        peer supporter         LHIRWP  LHIRWP  LHIRWP
        moderator              LHIRWP  LHIRWP  LHIRWP
        moderator, own words   LHIRWP  LHIRWP  LHIRWP
        moderator elsewhere    ------  ------  ------
        banned                 ------  ------  ------
        steward                LHIRWP  LHIRWP  LHIRWP
        limited                ------  ------  ------
        suspended              ------  ------  ------
    """,
    "edit": """
        visitor                ------  ------  ------
        outsider               ------  ------  ------
        member                 ------  ------  ------
        author                 LHI--P  LHI--P  LHI--P
        anonymous author       LHI--P  LHI--P  LHI--P
        peer supporter         ------  ------  ------
        moderator              ------  ------  ------
        moderator, own words   LHI--P  LHI--P  LHI--P
        moderator elsewhere    ------  ------  ------
        banned                 ------  ------  ------
        steward                ------  ------  ------
        limited                ------  ------  ------
        suspended              ------  ------  ------
    """,
    "withdraw": """
        visitor                ------  ------  ------
        outsider               ------  ------  ------
        member                 ------  ------  ------
        author                 LHI--P  LHI--P  LHI--P
        anonymous author       LHI--P  LHI--P  LHI--P
        peer supporter         ------  ------  ------
        moderator              ------  ------  ------
        moderator, own words   LHI--P  LHI--P  LHI--P
        moderator elsewhere    ------  ------  ------
        banned                 ------  ------  ------
        steward                ------  ------  ------
        limited                ------  ------  ------
        suspended              ------  ------  ------
    """,
    "react": """
        visitor                ------  ------  ------
        outsider               ------  ------  ------
        member                 L----P  L----P  L----P
        author                 ------  ------  ------
        anonymous author       ------  ------  ------
        peer supporter         L----P  L----P  L----P
        moderator              L----P  L----P  L----P
        moderator, own words   ------  ------  ------
        moderator elsewhere    ------  ------  ------
        banned                 ------  ------  ------
        steward                ------  ------  ------
        limited                L----P  L----P  L----P
        suspended              ------  ------  ------
    """,
    "flag": """
        visitor                ------  ------  ------
        outsider               L----P  -----P  ------
        member                 L----P  L----P  L----P
        author                 ------  ------  ------
        anonymous author       ------  ------  ------
        peer supporter         L----P  L----P  L----P
        moderator              LHIR-P  LHIR-P  LHIR-P
        moderator, own words   ------  ------  ------
        moderator elsewhere    L----P  -----P  ------
        banned                 ------  ------  ------
        steward                LHIR-P  LHIR-P  LHIR-P
        limited                L----P  L----P  L----P
        suspended              ------  ------  ------
    """,
    "bookmark": """
        visitor                ------  ------  ------
        outsider               L----P  -----P  ------
        member                 L----P  L----P  L----P
        author                 LHIRWP  LHIRWP  LHIRWP
        anonymous author       LHIRWP  LHIRWP  LHIRWP
        peer supporter         L----P  L----P  L----P
        moderator              LHIR-P  LHIR-P  LHIR-P
        moderator, own words   LHIRWP  LHIRWP  LHIRWP
        moderator elsewhere    L----P  -----P  ------
        banned                 ------  ------  ------
        steward                LHIR-P  LHIR-P  LHIR-P
        limited                L----P  L----P  L----P
        suspended              ------  ------  ------
    """,
    "open the case": """
        visitor                ------  ------  ------
        outsider               ------  ------  ------
        member                 ------  ------  ------
        author                 ------  ------  ------
        anonymous author       ------  ------  ------
        peer supporter         ------  ------  ------
        moderator              LHIRWP  LHIRWP  LHIRWP
        moderator, own words   ------  ------  ------
        moderator elsewhere    ------  ------  ------
        banned                 ------  ------  ------
        steward                LHIRWP  LHIRWP  LHIRWP
        limited                ------  ------  ------
        suspended              ------  ------  ------
    """,
    "decide the case": """
        visitor                ------  ------  ------
        outsider               ------  ------  ------
        member                 ------  ------  ------
        author                 ------  ------  ------
        anonymous author       ------  ------  ------
        peer supporter         ------  ------  ------
        moderator              LHIRWP  LHIRWP  LHIRWP
        moderator, own words   ------  ------  ------
        moderator elsewhere    ------  ------  ------
        banned                 ------  ------  ------
        steward                LHIRWP  LHIRWP  LHIRWP
        limited                ------  ------  ------
        suspended              ------  ------  ------
    """,
    "decide it together with others": """
        visitor                ------  ------  ------
        outsider               ------  ------  ------
        member                 ------  ------  ------
        author                 ------  ------  ------
        anonymous author       ------  ------  ------
        peer supporter         ------  ------  ------
        moderator              LHIRWP  LHIRWP  LHIRWP
        moderator, own words   ------  ------  ------
        moderator elsewhere    ------  ------  ------
        banned                 ------  ------  ------
        steward                LHIRWP  LHIRWP  LHIRWP
        limited                ------  ------  ------
        suspended              ------  ------  ------
    """,
}


# pages of the desk that belong to no topic: role → which of them open
DESKS: dict[str, frozenset[str]] = {
    "/desk/on-call/": frozenset({"moderator", "moderator, own words", "moderator elsewhere", "steward"}),
    "/desk/care/": frozenset({"moderator", "moderator, own words", "moderator elsewhere", "steward"}),
    "/desk/second-looks/": frozenset({"moderator", "moderator, own words", "moderator elsewhere", "steward"}),
    "/desk/reasons/": frozenset({"steward"}),
    "/desk/seconds/": frozenset({"steward"}),
    "/desk/reports/": frozenset({"steward"}),
    "/decisions/": frozenset(ROLES) - {"visitor", "suspended"},
    "/transparency/": frozenset(ROLES),
}


def rows(action: str) -> dict[str, tuple[str, ...]]:
    """Role → (public, partly public, private)."""
    found = {}
    for line in TABLE[action].strip().splitlines():
        *role, public, hybrid, private = line.split()
        found[" ".join(role)] = (public, hybrid, private)
    return found


def cells(action: str) -> Iterator[tuple[str, str, str, bool]]:
    """(role, kind of community, letter of the state, allowed)."""
    for role, by_kind in rows(action).items():
        for kind, letters in zip(KINDS, by_kind, strict=True):
            for place, letter in enumerate(STATES):
                yield role, kind, letter, letters[place] == letter


def page() -> str:
    """docs/reference/permissions.md"""
    parts = [
        HEAD,
        *(f"- **{letter}** {state}\n" for letter, state in STATES.items()),
        "\nThe roles:\n\n",
        *(f"- **{role}**: {meaning}\n" for role, meaning in ROLES.items()),
    ]
    for action in TABLE:
        parts.append(f"\n## {action[0].upper()}{action[1:]}\n\n| Role | Public | Partly public | Private |\n")
        parts.append("| --- | --- | --- | --- |\n")
        for role, by_kind in rows(action).items():
            shown = " | ".join("never" if cell == NOBODY else f"`{cell}`" for cell in by_kind)
            parts.append(f"| {role} | {shown} |\n")
    parts.append("\n## Desks and pages that belong to no topic\n\n| Page | Opens to |\n| --- | --- |\n")
    for path, roles in DESKS.items():
        named = "everybody" if roles == set(ROLES) else ", ".join(role for role in ROLES if role in roles)
        parts.append(f"| `{path}` | {named} |\n")
    return "".join(parts)
