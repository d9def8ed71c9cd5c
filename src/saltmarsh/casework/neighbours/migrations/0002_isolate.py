from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("neighbours", "0001_initial")]
    operations = [
        isolate("neighbours_neighbour"),
        isolate("neighbours_enquiry"),
        isolate("neighbours_step"),
        isolate("neighbours_received"),
    ]
