"""Three generations of the same debates, in which all that moves ids about happens, and what each id has to lead to."""

from __future__ import annotations

from typing import Final

FIRST: Final = {
    "bikes.yaml": """\
title: Should the city close its centre to cars? WORDS-debate
people:
  ann: {name: WORDS-ann}
links:
  study: {title: WORDS-study, url: "https://example.org/study"}
positions:
  close-it: {title: WORDS-close}
  shut-it: {title: WORDS-close too}
cruxes:
  trade: {question: WORDS-trade?, answers: {yes: {label: Yes}, no: {label: No}}}
claims:
  shops-thrive:
    text: WORDS-shops.
    supports: close-it
    by: ann
    replies:
      not-all: {relation: opposes, text: WORDS-notall.}
      rude: {relation: comments, text: Something rude.}
  shops-live: {text: WORDS-shops again., supports: shut-it}
  air: {text: WORDS-air., cruxes: trade}
  buses: {text: WORDS-buses., supports: close-it}
""",
    "streets.yaml": "title: What are streets for? WORDS-streets\n",
}
"""Each text holds a word by which it is known again wherever it went."""

SECOND: Final = {
    "bikes.yaml": """\
title: Should the city close its centre to cars? WORDS-debate
people:
  anna: {name: WORDS-ann, formerly: ann}
links:
  survey: {title: WORDS-study, url: "https://example.org/study", formerly: study}
positions:
  close-it: {title: WORDS-close, formerly: shut-it}
cruxes:
  shops: {question: WORDS-trade?, answers: {surely: {label: Yes}, no: {label: No}}, formerly: trade}
claims:
  shops-thrive: {text: WORDS-shops., supports: close-it, by: anna, formerly: shops-live}
  not-all:
    text: WORDS-notall.
    opposes: close-it
    replies:
      rude: {relation: comments, status: removed}
  better-air: {text: WORDS-air., cruxes: shops, formerly: air}
""",
    "streets.yaml": """\
title: What are streets for? WORDS-streets
claims:
  more-buses: {text: WORDS-buses., formerly: bikes/buses}
""",
}
"""Renamed: a person, a source, a crux, an answer, a claim. Merged: two positions, two claims. Moved: a reply to a root,
a claim to another debate. Removed for moderation: a claim."""

THIRD: Final = {
    "car-free.yaml": SECOND["bikes.yaml"]
    .replace("WORDS-debate\n", "WORDS-debate\nformerly: bikes\n")
    .replace("better-air:", "clean-air:")
    .replace("formerly: air}", "formerly: [air, better-air]}")
    .replace("cruxes: shops", "opposes: close-it"),
    "streets.yaml": SECOND["streets.yaml"]
    .replace("more-buses:", "trams:")
    .replace("bikes/buses", "[bikes/buses, more-buses]"),
}
"""Renamed: a whole debate, and claims for the second time, one of which went to another page."""

LEADS_TO: Final = {
    "bikes": "WORDS-debate",
    "bikes/ann": "WORDS-ann",
    "bikes/anna": "WORDS-ann",
    "bikes/study": "WORDS-study",
    "bikes/survey": "WORDS-study",
    "bikes/close-it": "WORDS-close",
    "bikes/shut-it": "WORDS-close",
    "bikes/trade": "WORDS-trade",
    "bikes/shops": "WORDS-trade",
    "bikes/shops-thrive": "WORDS-shops",
    "bikes/shops-live": "WORDS-shops",
    "bikes/not-all": "WORDS-notall",
    "bikes/rude": "removed",
    "bikes/air": "WORDS-air",
    "bikes/better-air": "WORDS-air",
    "bikes/buses": "WORDS-buses",
    "streets": "WORDS-streets",
    "streets/more-buses": "WORDS-buses",
}
"""Every permalink of the first two generations, and a word that stands where it has to lead."""
