from django.apps import AppConfig


class Attachments(AppConfig):
    name = "saltmarsh.casework.attachments"
