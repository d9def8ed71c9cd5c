from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("keyring", "0001_initial")]
    operations = [
        isolate("keyring_partnershipkey"),
        isolate('"keys"."record_key"'),
    ]
