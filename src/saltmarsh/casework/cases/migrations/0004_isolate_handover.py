from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_handover")]
    operations = [
        isolate("cases_handover"),
    ]
