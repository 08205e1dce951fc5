"""Pure engines: no Django, no network, no clock."""
