from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("identities", "0001_initial")]
    operations = [
        isolate("identities_identity"),
        isolate("identities_index"),
        isolate("identities_posting"),
    ]
