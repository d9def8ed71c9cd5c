from django.apps import AppConfig


class Search(AppConfig):
    name = "saltmarsh.casework.search"
