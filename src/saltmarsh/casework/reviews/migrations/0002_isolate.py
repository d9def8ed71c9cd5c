from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]
    operations = [isolate("reviews_livereview")]
