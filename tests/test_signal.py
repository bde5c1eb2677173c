from explorer.signal import Signal


def test_tells_all_subscribers_in_order_until_they_leave():
    told: list[str] = []
    signal: Signal[str] = Signal()
    leave = signal.connect(lambda value: told.append(f"first {value}"))
    signal.connect(lambda value: told.append(f"second {value}"))

    signal.emit("a")
    leave()
    leave()
    signal.emit("b")

    assert told == ["first a", "second a", "second b"]
