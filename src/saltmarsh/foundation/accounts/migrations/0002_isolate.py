from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        isolate("accounts_team"),
        isolate("accounts_membership"),
        isolate("accounts_teamplace"),
    ]
