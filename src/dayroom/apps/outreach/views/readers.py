"""Who works at the desk of outreach."""

from __future__ import annotations

from dayroom.platform.gates import staff_only

WRITERS = ("COMMUNICATIONS_OFFICER", "STEWARD", "OWNER")
desk_only = staff_only(*WRITERS)
clinicians = staff_only("CLINICIAN", *WRITERS)
results_too = staff_only(*WRITERS, "ANALYST")
