from django.apps import AppConfig


class Design(AppConfig):
    name = "saltmarsh.design"
