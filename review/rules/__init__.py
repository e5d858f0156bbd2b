"""Stage: rules. ``check`` runs them over a draft; their cards are the only text about them.

A newcomer adds a rule with ``new_rule`` (a card with examples) and one function in the module of its family.
"""

from review.rules.cards import Card, all_cards, card
from review.rules.engine import Ask, Flag, Rule, all_rules, check, rule
from review.rules.facts import LawFacts, load_facts
from review.rules.scaffold import new_rule
from review.rules.view import View

__all__ = ["Ask", "Card", "Flag", "LawFacts", "Rule", "View", "all_cards", "all_rules", "card", "check", "load_facts", "new_rule", "rule"]
