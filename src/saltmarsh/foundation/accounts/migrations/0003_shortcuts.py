from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_isolate")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="uses_shortcuts",
            field=models.BooleanField(db_default=True, default=True),
        ),
    ]
