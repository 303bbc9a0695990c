import Tour

extension Mistake {
    static let keys = [
        Mistake(.unknownKey, "comfort:", "confort:", "unknown key `confort` in this place", "did you mean `comfort`?"),
        Mistake(.unknownKey, "title:", "Tilte:", "unknown key `Tilte` in this tour", "did you mean `title`?"),
        Mistake(
            .unknownKey,
            "latitude_deg: 49.4466",
            "lat: 49.4466",
            "unknown key `lat` in this location",
            "did you mean `latitude_deg`?"
        ),
        Mistake(
            .unknownKey,
            "{latitude_deg: 49.4401,",
            "{latitude_deg: 49,4401,",
            "unknown key `4401` in this location",
            "if it is the rest of a number, write that with a point, as in 7.7689"
        ),
        Mistake(.unknownKey, "panorama:", "pano:", "unknown key `pano` in this epoch", "did you mean `panorama`?"),
        Mistake(
            .unknownKey,
            "tone: fade",
            "tone: fade\n          weather: rain",
            at: "weather",
            "unknown key `weather` in this photo",
            "use one of `pose`, `stereo`, `swap_eyes`, `path`, `on`, `tone`, `solve`, `control_points`, `restore`"
        ),
        Mistake(.missingKey, "id: old-town\n", "", at: "zeitreise", "this tour has no `id`", "add `id:` with an id"),
        Mistake(
            .incompleteAttribution,
            "        licence: Public domain\n        source",
            "        source",
            at: "id: y1905",
            "this epoch has no `licence`",
            "add `licence:` (the terms under which it may be shown)"
        ),
        Mistake(
            .missingKey,
            "exit_m: 60",
            "",
            at: "trigger:",
            "this trigger has no `exit_m`",
            "add `exit_m:` with a number"
        ),
        Mistake(
            .missingKey,
            "to: 1250",
            "",
            at: "id: middle-ages",
            "this epoch has no `to`",
            "add `to:` with a whole number"
        ),
        Mistake(
            .missingKey,
            "zeitreise: 1\n",
            "",
            at: "id: old-town",
            "this tour has no `zeitreise`",
            "add `zeitreise:` with the version of the format, 1"
        ),
        Mistake(
            .wrongVersion,
            "zeitreise: 1",
            "zeitreise: 3",
            "`zeitreise` is 3, a format that this program does not know",
            "this program reads up to 1: update it"
        ),
        Mistake(
            .wrongVersion,
            "zeitreise: 1",
            "zeitreise: 0",
            "`zeitreise` is 0, a format that this program does not know",
            "write `zeitreise: 1`"
        ),
        Mistake(
            .eitherOr,
            "year: 1905\n        circa: true",
            "year: 1905\n        from: 1900",
            at: "id: y1905",
            "this epoch has `year` and `from`",
            "give it either `year` or `from` with `to`"
        ),
        Mistake(
            .eitherOr,
            "year: 2026\n",
            "\n",
            at: "id: today",
            "this epoch has neither `year` nor `from` with `to`",
            "give it either `year` or `from` with `to`"
        ),
        Mistake(
            .eitherOr,
            "        photo:\n",
            "        panorama: a.jpg\n        photo:\n",
            at: "id: y1905",
            "this epoch has `panorama` and `photo`",
            "give it either `panorama` or `photo`"
        ),
        Mistake(
            .eitherOr,
            "        panorama: ../../Assets/old-town/castle-1200.png\n",
            "",
            at: "id: middle-ages",
            "this epoch has neither `panorama` nor `photo`",
            "give it either `panorama` or `photo`"
        ),
        Mistake(
            .eitherOr,
            "            pose: {yaw_deg: -40, field_of_view_deg: 36}\n",
            "",
            at: "path: ../../Assets/old-town/card-1881.jpg",
            "this photo has neither `pose` nor `control_points`",
            "give it either `pose` or `control_points`, or click points on the page of `zeitreise align --page`, which needs none "
                + "to begin"
        ),
        Mistake(
            .eitherOr,
            "            pose:\n",
            "            control_points: [{x_px: 1, y_px: 1, yaw_deg: 1, pitch_deg: 1}, "
                + "{x_px: 9, y_px: 1, yaw_deg: 9, pitch_deg: 1}]\n            pose:\n",
            at: "path: ../../Assets/old-town/castle-1880.jpg",
            "this photo has `pose` and `control_points`",
            "give it either `pose` or `control_points`"
        ),
    ]
}
