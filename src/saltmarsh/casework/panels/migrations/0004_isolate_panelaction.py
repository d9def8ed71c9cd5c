from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("panels", "0003_panelaction")]
    operations = [isolate("panels_panelaction")]
