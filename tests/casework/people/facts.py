"""Facts about an invented person."""

from saltmarsh.casework.people.actions import Learnt

NAME = Learnt("name", {"text": "Robyn Exemplar", "kind": "other"}, "person", "certain")
SCHOOL = Learnt("school", {"text": "Mill School"}, "agency", "likely")
