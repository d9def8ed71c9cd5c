from django.apps import AppConfig


class Allocation(AppConfig):
    name = "saltmarsh.casework.allocation"
