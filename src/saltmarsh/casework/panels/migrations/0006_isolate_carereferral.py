from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("panels", "0005_carereferral")]
    operations = [isolate("panels_carereferral")]
