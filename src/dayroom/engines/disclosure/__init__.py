"""Reads a table and says what may leave. Pure: no Django, no network, no clock."""
