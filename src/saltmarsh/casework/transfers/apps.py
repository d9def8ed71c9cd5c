from django.apps import AppConfig


class Transfers(AppConfig):
    name = "saltmarsh.casework.transfers"
