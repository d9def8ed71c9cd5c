import uuid

from django.db import models


class Letter(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    created_at = models.DateTimeField(auto_now_add=True)
    names = models.BinaryField()
    worry = models.BinaryField()

    class Meta:
        app_label = "bare"
        db_table = "bare_letter"


class Event(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    created_at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=60)
    about = models.UUIDField()

    class Meta:
        app_label = "bare"
        db_table = "bare_event"
