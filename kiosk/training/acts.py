"""What a trainee can do: the acts of the staff's window, and what is said to a patient.

Each has an id and, in the texts of the training, a label `do.ID`.
"""

from collections.abc import Mapping

WINDOW = (
    "start_visual",
    "confirm_visual",
    "refuse_visual",
    "end_visual",
    "cancel",
    "restart",
    "ask_again",
    "look_up",
    "statement",
    "take_over",
)
"""Acts of the staff's window that a case may judge."""
SPOKEN: Mapping[str, tuple[str, ...]] = {
    "card": (
        "again",
        "out_of_case",
        "turn_card",
        "right_card",
        "see_papers",
        "wait",
    ),
    "identity": (
        "use_pin",
        "use_face",
        "take_off_mask",
        "stand_right",
        "alone",
        "check_name",
        "ask_pin",
    ),
    "insurance": (
        "see_proof",
        "oral",
        "which_insurance",
        "new_insurance",
        "assistance_last",
        "subsidy_paper",
        "welfare_office",
        "full_price",
    ),
    "desk": (
        "seat",
        "guide_city",
        "guide_insurer",
        "restart_reader",
        "call_vendor",
        "say_aloud",
        "send_home",
    ),
}
"""What is said or done beside the window, by the group in which it is offered."""
ACTS = (*WINDOW, *(act for group in SPOKEN.values() for act in group))
"""Every id that a case may name."""
