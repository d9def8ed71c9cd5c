from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("interventions", "0001_initial")]
    operations = [
        isolate("interventions_briefing"),
        isolate("interventions_session"),
        isolate("interventions_explanation"),
    ]
