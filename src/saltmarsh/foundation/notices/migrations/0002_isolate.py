from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]
    operations = [
        isolate("notices_email"),
        isolate("notices_notice"),
    ]
