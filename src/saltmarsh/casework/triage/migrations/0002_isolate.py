from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("triage", "0001_initial")]
    operations = [
        isolate("triage_decision"),
    ]
