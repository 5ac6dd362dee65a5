"""A virtual card at APDU level, as a protocol analyser shows it."""

from cryptography.hazmat.primitives.asymmetric import padding, rsa

from drivers.card.virtual.card import VirtualCard

JPKI = "00A4040C0AD392F000260100000001"


class Talk:
    """Sends hex, gets hex: data and status word, as a protocol analyser shows them."""

    def __init__(self, card: VirtualCard) -> None:
        self.card = card

    def __call__(self, *commands: str) -> str:
        return [self.card.execute(bytes.fromhex(c)).hex().upper() for c in commands][-1]

    def data(self, *commands: str) -> bytes:
        answer = self(*commands)
        assert answer.endswith("9000"), answer
        return bytes.fromhex(answer[:-4])

    def file(self, ef: int) -> bytes:
        """A whole file, read as other people's programs do: to the end, which is 6B00."""
        content, chunk = b"", self.card.execute(bytes.fromhex(f"00A4020C02{ef:04X}"))
        while True:
            chunk = self.card.execute(bytes.fromhex(f"00B0{len(content):04X}00"))
            if chunk[-2:] != b"\x90\x00":
                assert chunk == b"\x6b\x00"
                return content
            content += chunk[:-2]


def raw(key: rsa.RSAPublicKey, signature: bytes) -> bytes:
    """What a PKCS #1 v1.5 signature holds."""
    return key.recover_data_from_signature(signature, padding.PKCS1v15(), None)
