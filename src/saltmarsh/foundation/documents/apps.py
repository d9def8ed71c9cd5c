from django.apps import AppConfig


class Documents(AppConfig):
    name = "saltmarsh.foundation.documents"
