from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_interest")]
    operations = [isolate("cases_interest")]
