"""What a guide knows to hold, from the orders that were acknowledged and nothing else: a record apart from the server's own."""

import copy
import random

LANGUAGES = ["de", "en", None]


class Record:
    """The last acknowledged of each kind; `None` where more than one thing may be."""

    def __init__(self, places: list[tuple[str, list[str]]]):
        self.places = places
        self.place: int | None = None
        self.values = {"volume": 1.0, "language": None, "headsets_off": False, "held": False, "recentres": 0, "point_at": None}
        self.epoch: str | None = None
        self.messages: list[str] = []

    def order(self, chance: random.Random, number: int) -> dict:
        """One that can be obeyed as things stand."""
        if self.place is None:
            return self.go_to(chance)
        kinds = ["go_to", "volume", "language", "headsets_off", "recentre", "message", "clear_messages", "point_at", "step", "resume"]
        kind = chance.choices(kinds, [3, 3, 2, 2, 3, 1, 1, 1, 6, 0.5])[0]
        match kind:
            case "go_to":
                return self.go_to(chance)
            case "volume":
                return {"command": "volume", "volume": chance.randrange(101) / 100}
            case "language":
                return {"command": "language", "language": chance.choice(LANGUAGES)}
            case "headsets_off":
                return {"command": "headsets_off", "on": chance.random() < 0.5}
            case "message":
                return {"command": "message", "text": {"en": f"message {number}"}, "seconds": 600}
            case "point_at":
                return {"command": "point_at", "heading_deg": chance.randrange(360), "pitch_deg": chance.randrange(-45, 45)}
            case "step":
                is_last, is_first = self.place == len(self.places) - 1, self.place == 0
                return {"command": "back" if is_last or not is_first and chance.random() < 0.5 else "next"}
        return {"command": kind}

    def go_to(self, chance: random.Random) -> dict:
        place, epochs = chance.choice(self.places)
        return {"command": "go_to", "place": place, "epoch": chance.choice(epochs)}

    def after(self, order: dict) -> "Record":
        """What holds when it was carried out once."""
        new = copy.deepcopy(self)
        match order["command"]:
            case "go_to":
                new.place = [place for place, _ in self.places].index(order["place"])
                new.epoch, new.values["held"] = order["epoch"], True
            case "next" | "back":
                new.place += 1 if order["command"] == "next" else -1
                new.epoch, new.values["held"] = self.places[new.place][1][0], True
            case "resume":
                # From now on the drive decides.
                new.place, new.epoch, new.values["held"] = None, None, False
            case "recentre":
                new.values["recentres"] += 1
            case "message":
                new.messages = [*self.messages, order["text"]["en"]][-4:]
            case "clear_messages":
                new.messages = []
            case "volume" | "language":
                new.values[order["command"]] = order[order["command"]]
            case "headsets_off":
                new.values["headsets_off"] = order["on"]
            case "point_at":
                new.values["point_at"] = {"heading_deg": order["heading_deg"], "pitch_deg": order["pitch_deg"]}
        if order["command"] in ("go_to", "next", "back", "resume"):
            # An arrow goes with its scene, which may begin later.
            new.values.pop("point_at", None)
        return new

    def differences(self, state: dict) -> list[str]:
        """What a state as clients get it has otherwise."""
        # A scene that was awaited when the guide pointed may have begun since, and taken the arrow along.
        gone = {"point_at"} if state.get("point_at") is None else set()
        found = [
            f"{name} {state.get(name)!r}, not {value!r}"
            for name, value in self.values.items()
            if state.get(name) != value and name not in gone
        ]
        scene = state.get("awaited") or state.get("scene") or {}
        if self.place is not None and (scene.get("place"), scene.get("epoch")) != (self.places[self.place][0], self.epoch):
            found.append(f"scene {scene}, not {self.places[self.place][0]}/{self.epoch}")
        texts = [message["text"]["en"] for message in state["messages"]]
        if texts != self.messages:
            found.append(f"messages {texts}, not {self.messages}")
        return found
