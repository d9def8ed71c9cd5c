from django.db import models


class Bucket(models.Model):
    """How many posts one network made in one window: counted by `limits`, emptied
    each night. The network is a keyed hash that nobody can turn back.
    """

    pk = models.CompositePrimaryKey("name", "started", "network")
    name = models.CharField(max_length=30)
    started = models.DateTimeField()
    network = models.BinaryField()
    count = models.PositiveIntegerField()
