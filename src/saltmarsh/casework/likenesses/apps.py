from django.apps import AppConfig


class Likenesses(AppConfig):
    name = "saltmarsh.casework.likenesses"
