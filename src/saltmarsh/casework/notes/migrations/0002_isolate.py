from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("notes", "0001_initial")]
    operations = [
        isolate("notes_note"),
    ]
