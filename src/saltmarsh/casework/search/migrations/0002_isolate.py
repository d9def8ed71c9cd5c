from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [
        isolate("search_search"),
    ]
