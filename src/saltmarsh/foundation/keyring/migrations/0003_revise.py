from django.db import migrations

from saltmarsh.foundation.partnerships.memory import revise


class Migration(migrations.Migration):
    dependencies = [
        ("keyring", "0002_isolate"),
        ("partnerships", "0002_revision"),
    ]
    operations = [revise("keyring_partnershipkey")]
