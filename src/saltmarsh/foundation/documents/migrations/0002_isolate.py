from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [isolate("documents_document")]
