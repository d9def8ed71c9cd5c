from django.apps import AppConfig


class Retention(AppConfig):
    name = "saltmarsh.foundation.retention"
