from django.apps import AppConfig


class Support(AppConfig):
    name = "saltmarsh.casework.support"
