from django.db import migrations

from saltmarsh.foundation.records import drop_index


class Migration(migrations.Migration):
    # Others go on writing while the index goes.
    atomic = False
    dependencies = [("audit", "0004_mentions_of_before")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                drop_index("event_about", on="audit_event USING gin (subject_ids)"),
            ],
            state_operations=[
                migrations.RemoveIndex(model_name="event", name="event_about"),
            ],
        ),
    ]
