from saltmarsh.design.forms import Form
from saltmarsh.web.questions.answering import answering


class AnswerForm(Form):
    answer = answering()
