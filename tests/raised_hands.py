"""The pictures of where the example data raises its hand, as the learning reviews ask."""

from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import Locator, Page

from tests.pictures import follow, keep, press, take, take_at

ASSESSED = {
    "Which framework was used?": "The national framework",
    "Which version of it?": "2024",
    "Where is the assessment itself kept?": "The national record, under its number",
    "Who made it?": "Morgan Tidewell, case lead, Estuary Borough Council",
    "What was its outcome?": "Support is needed",
    "Which needs does it name?": "Somebody to talk to about his grandfather",
    "Which protective factors are there?": "His nurse, and the college.",
    "Summary": "He looks for an answer to a loss.",
    "What does it say should be done?": "Bereavement support, and a key worker at the college.",
}


def raised_hands(page: Page) -> None:
    """Show one page for each story of docs/explanation/learning-reviews.md."""
    of_referrals(page)
    of_cases(page)
    correct_a_date(page)
    page.goto("/desk/requests?state=late")
    take(page, "review-late")
    page.goto("/desk/actions")
    take(page, "review-actions")
    page.goto("/desk/enter")
    press(page, "Start")
    take(page, "review-form")


def of_referrals(page: Page) -> None:
    open_one(page, "/desk", "Possible earlier referrals")
    take(page, "review-misspelt")
    page.goto("/desk?need=feedback")
    take_at(page.locator("main table"), "review-untold")
    open_one(page, "/desk", "mean together?", part="/close")
    take_at(page.get_by_text("What else is in place"), "review-together")
    press(page, "Close")
    take(page, "review-early")


def of_cases(page: Page) -> None:
    open_one(page, "/desk/cases", "Silence:")
    take(page, "review-silence")
    follow(page, "Open the support plan")
    page.get_by_text("Gap:").first.scroll_into_view_if_needed()
    keep(page, "review-gap")
    open_one(page, "/desk/cases", "What the panel decided")
    take_at(page.get_by_text("Next step", exact=True), "review-lead")
    take_at(heading(page, "What the panel decided"), "review-reasons")
    assess_afterwards(page)
    open_one(page, "/desk/cases?show=ended", "Reviews after the case ended")
    take_at(heading(page, "Reviews after the case ended"), "review-closed")


def heading(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", name=name, exact=True)


def assess_afterwards(page: Page) -> None:
    """Record an assessment for a decision that was made before."""
    page.goto(f"{page.url.partition('#')[0]}/assessments")
    follow(page, "Record an assessment")
    fill_date(page, datetime.now(UTC).date() - timedelta(days=30))
    page.get_by_label("Which decision of the panel is it for?").select_option(index=2)
    for question, words in ASSESSED.items():
        page.get_by_label(question).fill(words)
    press(page, "Record assessment")
    take(page, "review-afterwards")


def fill_date(page: Page, day: date) -> None:
    for part, number in {"Day": day.day, "Month": day.month, "Year": day.year}.items():
        page.get_by_label(part, exact=True).fill(str(number))


def correct_a_date(page: Page) -> None:
    """Learn when somebody was born, and that it was another year."""
    open_one(page, "/desk", "from an age", part="/person")
    follow(page, "Add Date of birth or age")
    page.get_by_label("Year of birth").fill("2001")
    page.get_by_label("Another agency").check()
    page.get_by_label("Likely").check()
    press(page, "Save")
    page.get_by_role("link", name="Correct").first.click()
    page.get_by_label("Year of birth").fill("2002")
    page.get_by_label("The person or their family").check()
    page.get_by_label("Certain", exact=True).check()
    why = "The school had read the form wrongly. His mother has shown his passport."
    page.get_by_label("Why is the earlier one not right?").fill(why)
    press(page, "Save")
    page.get_by_text("What was corrected").first.click()
    take_at(page.get_by_text("Date of birth or age", exact=True), "review-date")


def open_one(page: Page, listed: str, text: str, part: str = "") -> None:
    """Open the first record of a list whose page, or its `part`, says `text`."""
    page.goto(listed)
    links = page.locator("main a")
    for address in dict.fromkeys(
        link.get_attribute("href") or "" for link in links.all()
    ):
        if not address.startswith(("/desk/referrals/", "/desk/cases/")):
            continue
        page.goto(address + part)
        if page.locator("main").get_by_text(text).count():
            return
    raise AssertionError(f"No record of {listed} says “{text}”")
