from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("consents", "0001_initial")]
    operations = [
        isolate("consents_consent"),
        isolate("consents_furtherassessment"),
    ]
