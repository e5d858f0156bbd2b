"""Rules by family: each module registers its rules with the engine when it is imported."""
