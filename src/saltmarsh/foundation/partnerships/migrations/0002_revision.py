import uuid

import django.contrib.postgres.functions
from django.db import migrations, models

from saltmarsh.foundation.partnerships.memory import FUNCTIONS, NO_FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_initial")]
    operations = [
        migrations.AddField(
            "partnership",
            "revision",
            models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(),
                default=uuid.uuid4,
                editable=False,
            ),
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
    ]
