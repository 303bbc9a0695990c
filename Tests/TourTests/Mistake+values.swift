import Tour

extension Mistake {
    static let values = [
        Mistake(
            .wrongType,
            "year: 1905",
            "year: about 1905",
            "`year` is 'about 1905', not a whole number",
            "write a year such as 1900, or -500 for 500 BC"
        ),
        Mistake(
            .wrongType,
            "latitude_deg: 49.4466",
            "latitude_deg: 49,4466",
            "`latitude_deg` is '49,4466', not a number",
            "write a number such as 12.5, with a point and without quotation marks or unit"
        ),
        Mistake(
            .wrongType,
            "lead_m: 120",
            "lead_m: '120'",
            "`lead_m` is '120', not a number",
            "write a number such as 12.5, with a point and without quotation marks or unit"
        ),
        Mistake(
            .wrongType,
            "circa: true",
            "circa: perhaps",
            "`circa` is 'perhaps', not true or false",
            "write true or false"
        ),
        Mistake(
            .wrongType,
            "source: Taken for this tour",
            "source:",
            at: "source:",
            "`source` is empty",
            "write a text"
        ),
        Mistake(
            .wrongType,
            "credit: Jane Example",
            "credit: [Jane, Joe]",
            "`credit` is a list, not a text",
            "write a text"
        ),
        Mistake(
            .wrongType,
            "lead_m: 120",
            "lead_m: {from: 1}",
            "`lead_m` is a mapping, not a number",
            "write a number such as 12.5, with a point and without quotation marks or unit"
        ),
        Mistake(
            .wrongType,
            "location: {latitude_deg: 49.4401, longitude_deg: 7.7512}",
            "location: [49.4401, 7.7512]",
            "`location` is a list, not a mapping of keys to values",
            "write a line `key: value` for each of its keys, indented below it"
        ),
        Mistake(
            .wrongType,
            "languages: [de, en]",
            "languages: de",
            "`languages` is 'de', not a list",
            "write a line `- item` for each of its items, indented below it"
        ),
        Mistake(
            .wrongType,
            "route: old-town.gpx",
            "[route]: old-town.gpx",
            "a key of this tour is no word",
            "write `key: value`"
        ),
        Mistake(.emptyText, "credit: Jane Example", "credit: ' '", "`credit` is ' ', which is empty", "write a text"),
        Mistake(
            .emptyText,
            "de: Die Burg",
            "de: \"\"",
            "`de` is '', which is empty",
            "write a text"
        ),
        Mistake(
            .notText,
            "credit: Jane Example",
            "credit: \"Jane\\eExample\"",
            "`credit` is 'Jane Example', with a control character in it",
            "remove it"
        ),
        Mistake(
            .emptyList,
            "languages: [de, en]",
            "languages: []",
            "`languages` is a list, with nothing in it",
            "write at least one item"
        ),
        Mistake(
            .unknownValue,
            "comfort: slow",
            "comfort: slwo",
            "`comfort` is 'slwo', which is not known",
            "did you mean `slow`?"
        ),
        Mistake(
            .unknownValue,
            "certainty: imagined",
            "certainty: true",
            "`certainty` is 'true', which is not known",
            "use one of `documented`, `reconstructed`, `imagined`"
        ),
        Mistake(
            .outOfRange,
            "heading_deg: 12.5",
            "heading_deg: 360.5",
            "`heading_deg` is 360.5, outside 0 to 360",
            "write a number from 0 to 360"
        ),
        Mistake(
            .outOfRange,
            "latitude_deg: 49.4466",
            "latitude_deg: 494.466",
            "`latitude_deg` is 494.466, outside -90 to 90",
            "write a number from -90 to 90"
        ),
        Mistake(
            .outOfRange,
            "longitude_deg: 7.7660",
            "longitude_deg: -180.01",
            "`longitude_deg` is -180.01, outside -180 to 180",
            "write a number from -180 to 180"
        ),
        Mistake(
            .outOfRange,
            "year: 1905",
            "year: 0",
            "`year` is 0, a year that never was",
            "write -1 for 1 BC, 1 for AD 1"
        ),
        Mistake(
            .outOfRange,
            "year: 1905",
            "year: 19055",
            "`year` is 19055, outside -100000 to 9999",
            "write a year from -100000 to 9999"
        ),
        Mistake(
            .outOfRange,
            "field_of_view_deg: 48",
            "field_of_view_deg: 180",
            "`field_of_view_deg` is 180, outside 1 to 179",
            "write a number from 1 to 179"
        ),
        Mistake(
            .outOfRange,
            "speed_kmh: 25",
            "speed_kmh: 0",
            "`speed_kmh` is 0, outside 1 to 130",
            "write a number from 1 to 130"
        ),
        Mistake(
            .outOfRange,
            "progress_m: 1240",
            "progress_m: -1",
            "`progress_m` is -1, outside 0 to 10000000",
            "write a number from 0 to 10000000"
        ),
        Mistake(
            .notFinite,
            "lead_m: 120",
            "lead_m: .nan",
            "`lead_m` is .nan, not a finite number",
            "write a number such as 12.5"
        ),
        Mistake(
            .notFinite,
            "longitude_deg: 7.7660",
            "longitude_deg: -.inf",
            "`longitude_deg` is -.inf, not a finite number",
            "write a number such as 12.5"
        ),
        Mistake(
            .notFinite,
            "x_px: 210.5",
            "x_px: 1e999",
            "`x_px` is 1e999, not a finite number",
            "write a number such as 12.5"
        ),
        Mistake(
            .swappedCoordinates,
            "latitude_deg: 49.4466\n      longitude_deg: 7.7660",
            "latitude_deg: 139.7\n      longitude_deg: 35.7",
            at: "latitude_deg: 139.7",
            "`latitude_deg` is 139.7, outside -90 to 90",
            "swap it with `longitude_deg`, which could be a latitude"
        ),
        Mistake(
            .wrongOrder,
            "from: -15",
            "from: 71",
            "`from` is 71, after `to`, which is 70",
            "write the earlier year first, with years BC negative"
        ),
        Mistake(
            .tooFewPoints,
            "            - {x_px: 210.5, y_px: 388, yaw_deg: -21.3, pitch_deg: 2.5}\n",
            "",
            at: "control_points",
            "`control_points` has 2 of the 3 points that it takes at least",
            "add points, six or more if you can, far apart"
        ),
    ]
}
