"""The database itself refuses to change or delete what was recorded; only a first seal may be added.

On SQLite, a later migration that remakes the table drops these triggers with it and must create them again.
"""

from django.db import migrations

KEPT = ("id", "at", "actor_id", "action", "subject_kind", "subject_id", "reason", "facts")
SENTENCE = "the record is only ever added to"


def statements(vendor):
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    changed = " OR ".join(["OLD.seq IS NOT NULL", *(f"NEW.{name} {differs} OLD.{name}" for name in KEPT)])
    if vendor == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        return [
            f"CREATE TRIGGER audit_event_no_change BEFORE UPDATE ON audit_event WHEN {changed} {refuse}",
            f"CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event {refuse}",
        ]
    if vendor == "postgresql":
        return [
            "CREATE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER audit_event_no_change BEFORE UPDATE ON audit_event FOR EACH ROW WHEN ({changed}) "
            "EXECUTE FUNCTION audit_event_refuse()",
            "CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event FOR EACH ROW "
            "EXECUTE FUNCTION audit_event_refuse()",
        ]
    return []


def undoing(vendor):
    on = "" if vendor == "sqlite" else " ON audit_event"
    drops = [f"DROP TRIGGER audit_event_no_change{on}", f"DROP TRIGGER audit_event_no_delete{on}"]
    return [*drops, "DROP FUNCTION audit_event_refuse()"] if vendor == "postgresql" else drops


def run(listed):
    def forwards(apps, schema_editor):
        for statement in listed(schema_editor.connection.vendor):
            schema_editor.execute(statement)

    return forwards


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain_head")]

    operations = [migrations.RunPython(run(statements), run(undoing))]
