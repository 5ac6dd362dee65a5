"""The names of the message kinds of the OQS interface, as request and answer files carry them."""

SINGLE = "OQSsiquc01"
"""資格確認 of one person."""
MEDICINE = "YZKsiquc01"
"""薬剤・診療情報 of one person."""
CHECKUP = "TKKsiquc01"
"""特定健診情報 of one person."""
