from django.urls import path

from saltmarsh.web.desk.assurance import samples, statements

SAMPLES, STATEMENTS = "/oversight/dip-samples", "/oversight/statements"
CHECK = f"{SAMPLES}/checks/<uuid:check>"
ONE = f"{STATEMENTS}/<uuid:statement>"

urlpatterns = [
    path(SAMPLES, samples.index, name="dip-samples"),
    path(f"{SAMPLES}/draw", samples.draw, name="dip-sample-draw"),
    path(f"{SAMPLES}/<uuid:sample>", samples.show, name="dip-sample"),
    path(CHECK, samples.check, name="dip-check"),
    path(f"{CHECK}/add", samples.add, name="dip-check-add"),
    path(STATEMENTS, statements.index, name="statements"),
    path(f"{STATEMENTS}/begin", statements.begin, name="statement-begin"),
    path(ONE, statements.show, name="statement"),
    path(f"{ONE}/write", statements.write, name="statement-write"),
    path(f"{ONE}/confirm", statements.confirm, name="statement-confirm"),
    path(f"{ONE}/add", statements.add, name="statement-add"),
    path(f"{ONE}/evidence/<slug:figure>", statements.evidence, name="evidence"),
]
