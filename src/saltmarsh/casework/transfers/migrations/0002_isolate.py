from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("transfers", "0001_initial")]
    operations = [
        isolate("transfers_transfer"),
        isolate("transfers_received"),
    ]
