from django.apps import AppConfig


class Content(AppConfig):
    name = "saltmarsh.community.content"
