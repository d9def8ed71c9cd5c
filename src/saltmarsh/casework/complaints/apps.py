from django.apps import AppConfig


class Complaints(AppConfig):
    name = "saltmarsh.casework.complaints"
