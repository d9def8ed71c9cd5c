from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("packs", "0001_initial")]
    operations = [
        isolate("packs_packreader"),
        isolate("packs_packpart"),
    ]
