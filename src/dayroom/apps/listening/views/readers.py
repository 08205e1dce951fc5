"""Who may open the listening desk, and who changes what is listened for."""

from __future__ import annotations

from dayroom.apps.listening.vocabulary import ANALYST_ROLES, DESK_ROLES
from dayroom.platform.gates import staff_only

desk_readers = staff_only(*DESK_ROLES)
analysts = staff_only(*ANALYST_ROLES)
